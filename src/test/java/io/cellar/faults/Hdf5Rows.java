package io.cellar.faults;

import com.sun.management.ThreadMXBean;
import io.cellar.hdf5.Fixtures;
import io.cellar.hdf5.Fixtures.Fixture;
import io.cellar.hdf5.Hdf5Exception;
import io.cellar.hdf5.Hdf5Reader;
import io.cellar.hdf5.Mutator;
import io.cellar.store.BlockVerifier;
import io.cellar.store.FilesetStore;
import io.cellar.store.Provenance;
import io.cellar.store.StoreOptions;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files that are cut, flipped, random or bombs: rows 13 to 16. */
final class Hdf5Rows {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MOST_BYTES = 64L << 20;

  private Hdf5Rows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(13, "HDF5 cut at 1 % to 99 % and by one byte", Hdf5Rows::cut),
        new FaultRow(14, "bit flips at random places", Hdf5Rows::flipped),
        new FaultRow(15, "random bytes, and mutated files of h5py", Hdf5Rows::mutated),
        new FaultRow(16, "bombs", Hdf5Rows::bombs));
  }

  private static void cut(Score score, Scale scale) throws Exception {
    long undetected = 0;
    long sameAnyway = 0;
    int kinds = 0;
    try (Scratch scratch = new Scratch()) {
      for (Fixture fixture : Fixtures.make("damage", scratch.folder())) {
        byte[] whole = fixture.bytes();
        kinds++;
        for (int part = 1; part <= 100; part++) {
          int length = part == 100 ? whole.length - 1 : whole.length * part / 100;
          score.injected(1);
          Optional<Block> read = read(Arrays.copyOf(whole, length), fixture, score);
          if (read.isPresent()) {
            long wrong = differences(fixture.voxels(), read.get());
            score.wrongVoxels(wrong);
            undetected += wrong > 0 ? 1 : 0;
            sameAnyway += wrong > 0 ? 0 : 1;
          }
        }
      }
    }
    score.remark(
        "%d files of h5py, contiguous and chunked: %d cuts, %d read with other voxels, %d with the"
            + " right ones",
        kinds, score.injected(), undetected, sameAnyway);
  }

  /** What a file gives; empty if it is refused as it should be. */
  private static Optional<Block> read(byte[] file, Fixture fixture, Score score) {
    try {
      return Optional.of(Hdf5Reader.read(file, fixture.dataset(), fixture.expectation()));
    } catch (Hdf5Exception e) {
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      score.lost(1, fixture + " ended with " + e);
      return Optional.empty();
    }
  }

  private static long differences(Block expected, Block found) {
    byte[] a = Blocks.littleEndian(expected);
    byte[] b = Blocks.littleEndian(found);
    long different = 0;
    for (int i = 0; i < a.length; i++) {
      different += i >= b.length || a[i] != b[i] ? 1 : 0;
    }
    return different;
  }

  private static void flipped(Score score, Scale scale) throws Exception {
    Random random = new Random(score.seed());
    int flips = scale.of(10_000, 200);
    withoutChecksum(flips, random, score);
    onDisk(flips / 10, random, score);
  }

  /** Files by themselves: without a checksum a flip in the voxels cannot be seen. */
  private static void withoutChecksum(int flips, Random random, Score score) throws Exception {
    Map<String, int[]> byKind = new TreeMap<>();
    try (Scratch scratch = new Scratch()) {
      List<Fixture> fixtures = Fixtures.make("damage", scratch.folder());
      for (int i = 0; i < flips; i++) {
        Fixture fixture = fixtures.get(random.nextInt(fixtures.size()));
        byte[] file = fixture.bytes();
        file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        score.injected(1);
        Optional<Block> read = read(file, fixture, score);
        int[] counts = byKind.computeIfAbsent(kind(fixture), _ -> new int[3]);
        counts[0]++;
        if (read.isEmpty()) {
          counts[1]++;
        } else if (differences(fixture.voxels(), read.get()) > 0) {
          counts[2]++;
        }
      }
    }
    byKind.forEach(
        (kind, n) ->
            score.remark(
                "%s: %d flips, %d %% refused, %d %% read with other voxels",
                kind, n[0], 100 * n[1] / n[0], 100 * n[2] / n[0]));
  }

  private static String kind(Fixture fixture) {
    String name = fixture.file().getFileName().toString();
    return name.contains("fletcher") || name.contains("-all")
        ? "with fletcher32"
        : "without checksum";
  }

  /** Blocks in the cache have a checksum: every flip must be seen, none may be shown. */
  private static void onDisk(int flips, Random random, Score score) throws Exception {
    int detected = 0;
    try (FaultRig rig = new FaultRig(1);
        FilesetStore store = FilesetStore.open(rig.description().local(), StoreOptions.cache())) {
      Block block = rig.volume().block(store.grid().roi(0));
      byte[] good = store.encode(block);
      for (int i = 0; i < flips; i++) {
        store.publish(
            0, good, new Provenance("http://example.org/", Optional.empty(), Instant.EPOCH));
        Path file = blockFile(rig.root());
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bad);
        score.injected(1);
        detected += store.verifier().verify(0) == BlockVerifier.Verdict.DAMAGED ? 1 : 0;
        if (i % 20 == 0) {
          long before = store.quarantined();
          score.require(store.read(0).isEmpty(), "a flipped block was shown");
          score.require(store.quarantined() == before + 1, "a flipped block was not set aside");
        }
      }
      score.wrongVoxels(flips - detected);
    }
    score.remark("in the cache, with its CRC32C: %d of %d detected", detected, flips);
  }

  private static Path blockFile(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".h5") && !file.toString().contains(".cellar"))
          .findFirst()
          .orElseThrow();
    }
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
          score.require(
              fixture.problem().map(Enum::name).filter(outcome::equals).isPresent(),
              fixture + ": " + outcome);
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
    score.require(longest <= 1000, longest + " ms of CPU");
    score.remark(
        "%d kinds, all refused with a reason; at most %d MiB allocated, %d ms of CPU",
        kinds, most >> 20, longest);
  }
}
