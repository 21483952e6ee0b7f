package io.cellar.faults;

import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.WorkerFiles.Seen;
import io.cellar.job.work.JobDraft;
import io.cellar.job.work.OpenedVolume;
import io.cellar.sample.ServerOptions;
import io.cellar.session.Volumes;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A job that fetches all of a rig's volume, in the list of a user whose home is the rig's. */
final class JobRig implements AutoCloseable {
  private static final int REQUESTS = 8;

  private final FaultRig rig;
  private final JobFolder job;

  /**
   * A job that nobody works on yet, of at most {@value #REQUESTS} open requests.
   *
   * @param workers for how many its shards are cut
   * @param lease after which a silent worker is taken for gone
   * @param style how {@code jobs run} works on it
   */
  JobRig(int blocks, ServerOptions options, int workers, Duration lease, Map<String, Object> style)
      throws Exception {
    this(blocks, options, workers, lease, false, style);
  }

  /** A job of shards of one block each. */
  static JobRig ofSingleBlocks(int blocks) throws Exception {
    return new JobRig(blocks, ServerOptions.DEFAULT, 1, JobSpec.LEASE, true, Map.of());
  }

  private JobRig(
      int blocks,
      ServerOptions options,
      int workers,
      Duration lease,
      boolean singleBlock,
      Map<String, Object> style)
      throws Exception {
    rig = new FaultRig(blocks, options);
    // Its description is all that is needed, so nothing is asked for.
    try (Volumes volumes = Volumes.forCommand(1);
        OpenedVolume volume = OpenedVolume.open(volumes, rig.file().toString(), false, true)) {
      Roi all = Roi.ofShape(volume.volume().finest().viewShape());
      Instant now = Instant.now();
      JobSpec spec =
          new JobDraft(
                  "all of it",
                  List.of(new JobDraft.Wish(volume, all, List.of(0))),
                  BlockOrder.SCAN,
                  REQUESTS,
                  OptionalLong.empty(),
                  true,
                  false,
                  false,
                  Duration.ofMinutes(1),
                  lease,
                  workers,
                  singleBlock,
                  style)
              .spec(JobSpec.newId(now), now);
      job = JobFolder.create(rig.root(), spec);
      new JobList(home().resolve("data/jobs")).add(job);
    }
  }

  FaultRig rig() {
    return rig;
  }

  JobFolder job() {
    return job;
  }

  private Path home() {
    return rig.folder().resolve("home");
  }

  /** {@code cellar work} on the job. */
  Child work() throws IOException {
    return new Child(home(), "io.cellar.Main", List.of("work", job.path().toString()));
  }

  /** {@code cellar jobs run} of the job, under a shell. */
  Child run() throws IOException {
    return Child.underShell(
        home(), "io.cellar.Main", List.of("jobs", "run", job.path().toString()));
  }

  /** Workers that live and hold shards. */
  List<Seen> atWork() throws IOException {
    var running = job.shards().look().running();
    return job.workers().all().stream()
        .filter(Seen::lives)
        .filter(w -> running.containsValue(w.status().id()))
        .toList();
  }

  /** At the end: each block there and right, the job over, nothing asked for more than it may. */
  void judge(Score score, long bound) throws IOException {
    Oracle.Found found = rig.oracle().look(rig.root());
    score.deliver(found);
    score.lost(job.spec().blocks() - found.files(), "blocks");
    score.never("leftovers at the end", found.temporary().size());
    var state = job.look();
    score.require(
        state.status() == io.cellar.job.folder.JobStatus.FINISHED, "the job is " + state.status());
    score.require(
        state.counts().blocks() == job.spec().blocks(),
        "the report tells of " + state.counts().blocks() + " blocks");
    long twice = rig.server().log().requests() - rig.server().log().requestsByPath().size();
    score.require(twice <= bound, twice + " blocks were fetched twice; bound " + bound);
    score.remark(
        "%d blocks in %d shards, %d kills, %d blocks fetched twice (bound %d)",
        job.spec().blocks(), job.spec().shards(), score.kills(), twice, bound);
  }

  @Override
  public void close() throws IOException {
    rig.close();
  }
}
