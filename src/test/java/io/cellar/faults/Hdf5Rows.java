package io.cellar.faults;

import io.cellar.hdf5.Fixtures;
import io.cellar.hdf5.Fixtures.Fixture;
import io.cellar.hdf5.Hdf5Exception;
import io.cellar.hdf5.Hdf5Reader;
import io.cellar.store.BlockVerifier.Verdict;
import io.cellar.store.FilesetStore;
import io.cellar.store.Provenance;
import io.cellar.store.StoreOptions;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files that are cut, or of which a bit is flipped: rows 13 and 14. */
final class Hdf5Rows {
  private Hdf5Rows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(13, "HDF5 cut at 1 % to 99 % and by one byte", Hdf5Rows::cut),
        new FaultRow(14, "bit flips at random places", Hdf5Rows::flipped));
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
        FilesetStore store =
            FilesetStore.open(
                rig.description().geometry(), rig.description().cache(), StoreOptions.cache())) {
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
        long before = store.quarantined();
        if (i % 20 == 0) {
          score.require(store.read(0).isEmpty(), "a flipped block was shown");
          detected++;
        } else {
          Verdict verdict = store.verifier().verify(0).verdict();
          detected += verdict == Verdict.DAMAGED ? 1 : 0;
        }
        score.require(store.quarantined() == before + 1, "a flipped block was not set aside");
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
}
