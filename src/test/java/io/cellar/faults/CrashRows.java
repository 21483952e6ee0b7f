package io.cellar.faults;

import io.cellar.job.folder.JobState;
import io.cellar.sample.ServerOptions;
import io.cellar.store.BlockWriter.Publication;
import io.cellar.store.Coverage;
import io.cellar.store.DiskHooks;
import io.cellar.store.Durability;
import io.cellar.store.FilesetStore;
import io.cellar.store.PowerCut;
import io.cellar.store.Provenance;
import io.cellar.store.StoreException;
import io.cellar.store.StoreOptions;
import io.cellar.volume.Block;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Processes that are killed and machines that lose power: rows 1 to 4. */
final class CrashRows {
  private static final int PARALLEL = 8;
  private static final long WAITING = 8;
  private static final int CALLS = 60;
  private static final ServerOptions SLOW =
      ServerOptions.DEFAULT.withLatency(Duration.ofMillis(30));

  private CrashRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(
            1, "kill -9 during a fetch, again and again until all is there", CrashRows::killed),
        new FaultRow(2, "kill -9 of one of two processes on one cache", CrashRows::oneOfTwo),
        new FaultRow(
            3, "kill -9 while the state of a cache or of a job is saved", CrashRows::stateSaved),
        new FaultRow(
            4, "power cut: what was not forced is lost, in any order", CrashRows::powerCut));
  }

  private static void killed(Score score, Scale scale) throws Exception {
    Random random = new Random(score.seed());
    int kills = scale.of(100, 2);
    long left = 0;
    Set<Path> before = Set.of();
    try (FaultRig rig = new FaultRig(scale.of(12_800, 128), SLOW)) {
      for (int i = 0; i < kills; i++) {
        long asked = rig.server().log().requests();
        try (Child child = Child.fetch(rig, PARALLEL)) {
          Client.await(
              score,
              "the first request",
              () -> rig.server().log().requests() > asked || !child.isAlive());
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(50, 650)));
          if (child.kill()) {
            score.killed();
          }
        }
        Oracle.Found found = rig.oracle().look(rig.root());
        score.judge(found);
        left += found.temporary().size();
        score.lost(missing(before, found.available()), "blocks that were there before a kill");
        before = found.available();
      }
      try (Child last = Child.fetch(rig, PARALLEL)) {
        last.finish(score, "the last fetch");
      }
      Oracle.Found found = rig.oracle().look(rig.root());
      score.deliver(found);
      score.lost(missing(before, found.available()), "blocks that were there before");
      long distinct = rig.server().log().requestsByPath().size();
      score.lost(distinct - found.files(), "blocks that were asked for");
      score.never("leftovers at the end", found.temporary().size());
      long twice = rig.server().log().requests() - distinct;
      // What was on the wire, and what had come and waited to be written.
      long bound = (PARALLEL + WAITING) * score.kills();
      score.require(twice <= bound, twice + " blocks were fetched twice");
      score.remark(
          "%d kills over %d blocks: %d leftovers after them; %d blocks fetched twice (bound %d)",
          score.kills(), distinct, left, twice, bound);
    }
  }

  private static long missing(Set<Path> before, Set<Path> after) {
    return before.stream().filter(folder -> !after.contains(folder)).count();
  }

  private static void oneOfTwo(Score score, Scale scale) throws Exception {
    Random random = new Random(score.seed());
    int rounds = scale.of(50, 1);
    long twice = 0;
    long left = 0;
    double slowest = 0;
    for (int i = 0; i < rounds; i++) {
      ServerOptions slow = ServerOptions.DEFAULT.withLatency(Duration.ofMillis(100));
      try (FaultRig rig = new FaultRig(256, slow);
          Child one = Child.fetch(rig, 4);
          Child two = Child.fetch(rig, 4)) {
        Client.await(
            score,
            "both at work",
            () -> (one.writesTo(rig.root()) && two.writesTo(rig.root())) || !one.isAlive());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(500)));
        long start = System.nanoTime();
        if (one.kill()) {
          score.killed();
        }
        two.finish(score, "the survivor");
        slowest = Math.max(slowest, (System.nanoTime() - start) / 1e9);
        Oracle.Found found = rig.oracle().look(rig.root());
        score.deliver(found);
        score.lost(256 - found.files(), "blocks of the survivor");
        left += found.temporary().size();
        score.never(
            "leftovers of the survivor", found.temporary().stream().filter(two::made).count());
        sweep(rig);
        score.never(
            "leftovers after the next start", rig.oracle().look(rig.root()).temporary().size());
        twice += rig.server().log().requests() - 256;
      }
    }
    score.require(twice <= 8L * rounds, twice + " blocks were fetched twice");
    score.remark(
        "%d rounds of 256 blocks: %d fetched twice and %d leftovers of the dead in all, the"
            + " survivor was done at most %.1f s after the kill",
        rounds, twice, left, slowest);
  }

  /** What the next process does before it writes. */
  private static void sweep(FaultRig rig) throws IOException {
    try (FilesetStore next =
        FilesetStore.open(
            rig.description().geometry(), rig.description().cache(), StoreOptions.cache())) {
      next.sweep();
    }
  }

  private static void stateSaved(Score score, Scale scale) throws Exception {
    Random random = new Random(score.seed());
    int kills = scale.of(60, 2);
    long acknowledged = 0;
    for (int i = 0; i < kills; i++) {
      try (FaultRig rig = new FaultRig(512);
          Child child =
              new Child(
                  rig.folder().resolve("home"),
                  StateChild.class.getName(),
                  List.of(rig.file().toString()))) {
        Client.await(score, "the first save", () -> child.output().contains("\n"));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
        if (child.kill()) {
          score.killed();
        }
        Set<Long> saved = StateChild.saved(child.output());
        acknowledged += saved.size();
        try (FilesetStore store =
            FilesetStore.open(
                rig.description().geometry(), rig.description().cache(), StoreOptions.cache())) {
          score.require(store.coverageWasKnown(), "the state is gone");
          score.lost(
              saved.stream()
                  .filter(b -> store.coverage().get(b) != Coverage.State.AVAILABLE)
                  .count(),
              "saved states");
          score.require(
              store.coverage().count(store.geometry().storedView(), Coverage.State.AVAILABLE)
                  <= saved.size() + 1,
              "the state tells of more than there is");
        }
        score.deliver(rig.oracle().look(rig.root()));
      }
    }
    long lost = score.lost();
    long shards = jobSaved(score, scale, random);
    score.remark(
        "the coverage file: %d acknowledged saves, %d lost; a job's shards, heartbeats and"
            + " failures: %d acknowledged ends, %d lost",
        acknowledged, lost, shards, score.lost() - lost);
  }

  /** Returns how many shards were acknowledged to have ended. */
  private static long jobSaved(Score score, Scale scale, Random random) throws Exception {
    int kills = scale.of(60, 2);
    Set<Long> acknowledged = new TreeSet<>();
    // Shards of one block each, more than can be ended.
    try (JobRig rig = JobRig.ofSingleBlocks(1_000_000)) {
      for (int i = 0; i < kills; i++) {
        try (Child child =
            new Child(
                rig.rig().folder().resolve("home"),
                JobStateChild.class.getName(),
                List.of(rig.job().path().toString()))) {
          Client.await(score, "the first shard", () -> child.output().contains("\n"));
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
          if (child.kill()) {
            score.killed();
          }
          acknowledged.addAll(StateChild.saved(child.output()));
        }
        JobState state = rig.job().look();
        long ended = state.shards().failed();
        score.lost(Math.max(0, acknowledged.size() - ended), "shards that had ended");
        score.require(
            ended - acknowledged.size() <= i + 1, ended + " shards are said to have ended");
        score.require(state.counts().blocks() == 2 * ended, "the counts of a shard cannot be read");
        score.require(state.workers().size() == i + 1, "a worker's file cannot be read");
        score.lost(Math.max(0, ended - rig.job().listFailures().size()), "failures");
        rig.job().shards().takeBack(worker -> true);
      }
    }
    return acknowledged.size();
  }

  private static void powerCut(Score score, Scale scale) throws Exception {
    int cases = scale.of(200, 8);
    int[] forced = cut(Durability.FSYNC, cases, score, score);
    Score unforced = new Score(score.seed());
    int[] trusting = cut(Durability.NONE, cases, unforced, score);
    score.remark(
        "%d cuts: %d changes lost, %d damaged or half blocks found out at opening",
        cases, forced[0], forced[1]);
    score.remark(
        "without fsync (not the default): %d found out, %d wrong voxels shown",
        trusting[1], unforced.wrong());
  }

  /** Returns how many changes were lost, and how many blocks were found out. */
  private static int[] cut(Durability durability, int cases, Score verdict, Score counter)
      throws Exception {
    Random random = new Random(verdict.seed());
    int lost = 0;
    int foundOut = 0;
    try (FaultRig rig = new FaultRig(4)) {
      for (int i = 0; i < cases; i++) {
        String before = durability + "-before-" + i;
        String after = durability + "-after-" + i;
        PowerCut cut = new PowerCut(1 + random.nextInt(CALLS));
        StoreOptions options = StoreOptions.cache().withDurability(durability);
        VolumeDescription volume = rig.description("", before);
        work(DiskHooks.open(volume, options, cut), rig, random);
        counter.injected(cut.happened() ? 1 : 0);
        lost += cut.leave(volume.cache().root(), rig.file().resolveSibling(after), random);
        foundOut += check(rig, after, verdict);
      }
    }
    return new int[] {lost, foundOut};
  }

  /** Publishes blocks one by one and in groups. */
  private static void work(FilesetStore store, FaultRig rig, Random random) {
    try (store) {
      Provenance from = new Provenance("http://example.org/", Optional.empty(), Instant.EPOCH);
      long count = store.grid().count();
      for (long index = 0; index < count; ) {
        List<Publication> blocks = new ArrayList<>();
        for (long end = Math.min(count, index + 1 + random.nextInt(4)); index < end; index++) {
          byte[] good = store.encode(rig.volume().block(store.grid().roi(index)));
          blocks.add(new Publication(index, good, from, () -> {}));
        }
        if (store.publish(blocks).stream().anyMatch(Optional::isPresent)) {
          return; // The power is off.
        }
      }
      store.saveCoverage();
    } catch (StoreException _) {
      // The power is off.
    }
  }

  /** Reads everything as after a start; what can be read must be right. */
  private static int check(FaultRig rig, String root, Score score) throws IOException {
    VolumeDescription volume = rig.description("", root);
    try (FilesetStore store =
        FilesetStore.open(volume.geometry(), volume.cache(), StoreOptions.cache())) {
      for (long index = 0; index < store.grid().count(); index++) {
        Optional<Block> block = store.read(index);
        if (block.isPresent()) {
          score.wrongVoxels(
              rig.oracle().wrongVoxels(store.grid().roi(index), (short[]) block.get().values()));
          score.delivered(1);
        }
        score.require(
            store.isAvailable(index) == block.isPresent(), "block " + index + " in " + root);
      }
      return Math.toIntExact(store.quarantined());
    }
  }
}
