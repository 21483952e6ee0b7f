package io.cellar.faults;

import com.sun.management.ThreadMXBean;
import io.cellar.hdf5.Fixtures;
import io.cellar.hdf5.Fixtures.Fixture;
import io.cellar.hdf5.Hdf5Exception;
import io.cellar.hdf5.Hdf5Reader;
import io.cellar.hdf5.Mutator;
import io.cellar.volume.Block;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Files that are random, made to confuse, or to exhaust: rows 15 and 16. */
final class BombRows {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MOST_BYTES = 64L << 20;

  private BombRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(15, "random bytes, and mutated files of h5py", BombRows::mutated),
        new FaultRow(16, "bombs", BombRows::bombs));
  }

  private static void mutated(Score score, Scale scale) throws Exception {
    Random random = new Random(score.seed());
    Duration time = Duration.ofSeconds(scale.of(600, 2));
    Map<String, Integer> ends = new TreeMap<>();
    long most = 0;
    long longest = 0;
    try (Scratch scratch = new Scratch()) {
      List<Fixture> fixtures = Fixtures.make("damage", scratch.folder());
      List<Mutator> mutators = new ArrayList<>();
      for (Fixture fixture : fixtures) {
        mutators.add(new Mutator(fixture.bytes()));
      }
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        int which = random.nextInt(fixtures.size());
        Fixture fixture = fixtures.get(which);
        byte[] file = random.nextInt(8) == 0 ? random(random) : mutators.get(which).mutate(random);
        Cost cost = new Cost();
        String result = outcome(file, fixture);
        score.injected(1);
        ends.merge(result, 1, Integer::sum);
        most = Math.max(most, cost.bytes());
        longest = Math.max(longest, cost.cpuMillis());
        score.require(!result.contains("!"), result);
      }
    }
    score.require(most < MOST_BYTES, most + " bytes were allocated for one file");
    score.limit(Duration.ofSeconds(5));
    if (longest > 5000) {
      score.hung("reading took " + longest + " ms");
    }
    score.remark(
        "%d runs: %s; at most %d MiB allocated, %d ms of CPU",
        score.injected(), ends, most >> 20, longest);
  }

  private static byte[] random(Random random) {
    byte[] bytes = new byte[random.nextInt(8, 8192)];
    random.nextBytes(bytes);
    byte[] signature = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    System.arraycopy(signature, 0, bytes, 0, signature.length);
    return bytes;
  }

  /** How reading ended; with an exclamation mark if it may not end so. */
  private static String outcome(byte[] file, Fixture fixture) {
    try {
      Block block = Hdf5Reader.read(file, fixture.dataset(), fixture.expectation());
      boolean asked =
          Arrays.equals(block.shape(), fixture.shape()) && block.dtype() == fixture.dtype();
      return asked ? "READ" : "OTHER SHAPE!";
    } catch (Hdf5Exception e) {
      return e.problem().name();
    } catch (RuntimeException | Error e) {
      return e + "!";
    }
  }

  /** What this thread has used since. */
  private static final class Cost {
    private final long bytes = THREADS.getCurrentThreadAllocatedBytes();
    private final long cpu = THREADS.getCurrentThreadCpuTime();

    long bytes() {
      return THREADS.getCurrentThreadAllocatedBytes() - bytes;
    }

    long cpuMillis() {
      return (THREADS.getCurrentThreadCpuTime() - cpu) / 1_000_000;
    }
  }

  private static void bombs(Score score, Scale scale) throws Exception {
    long most = 0;
    long longest = 0;
    int kinds = 0;
    try (Scratch scratch = new Scratch()) {
      for (Fixture fixture : Fixtures.make("bombs", scratch.folder())) {
        byte[] file = fixture.bytes();
        for (int time = 0; time < 2; time++) {
          Cost cost = new Cost();
          String outcome = outcome(file, fixture);
          score.injected(1);
          score.never(
              "not refused for the right reason",
              fixture.problem().map(Enum::name).filter(outcome::equals).isPresent() ? 0 : 1);
          most = Math.max(most, cost.bytes());
          longest = time == 0 ? longest : Math.max(longest, cost.cpuMillis());
        }
        kinds++;
      }
    }
    for (String kind : List.of("bomb-deflate", "bomb-declared", "gzip")) {
      try (FaultRig rig = new FaultRig(2);
          Client client = rig.client(ClientOptions.usual())) {
        rig.misbehave(score, kind + "=1");
        score.require(client.fetchAll(score, FaultRig.PATIENCE).failed() == 2, kind);
        score.injected(rig.injected());
        score.deliver(rig.oracle().look(rig.root()));
        kinds++;
      }
    }
    score.require(most < MOST_BYTES, most + " bytes were allocated");
    score.limit(Duration.ofSeconds(1));
    score.require(longest <= 1000, longest + " ms of CPU");
    score.remark("%d kinds; at most %d MiB allocated, %d ms of CPU", kinds, most >> 20, longest);
  }
}
