package io.cellar.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.hdf5.Fixtures.Fixture;
import io.cellar.hdf5.Hdf5Exception.Problem;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boxes of a file are what a crop of all of it is. */
class Hdf5VolumeTest {
  private static final long SEED = 20261121;
  private static final Path REAL = Path.of("../shared/samples/real/em-mitochondria-zyx-uint8.h5");

  @TempDir static Path folder;
  private static List<Fixture> fixtures;

  @BeforeAll
  static void makeFiles() throws Exception {
    fixtures = Fixtures.make("volumes", folder);
  }

  @Test
  void readsAnyBox() throws Exception {
    Random random = new Random(SEED);
    for (Fixture fixture : fixtures) {
      Block all = fixture.voxels();
      try (Hdf5Volume volume = Hdf5Volume.open(fixture.file(), Optional.of(fixture.dataset()))) {
        assertArrayEquals(fixture.shape(), volume.shape());
        assertEquals(DType.UINT16, volume.dtype());
        for (int i = 0; i < 50; i++) {
          Roi roi = random(fixture.shape(), random);
          assertTrue(
              Hdf5ReaderTest.same(Blocks.crop(all, roi), volume.read(roi)),
              () -> fixture + " " + roi + " seed " + SEED);
        }
      }
    }
  }

  private static Roi random(long[] shape, Random random) {
    long[] start = new long[shape.length];
    long[] stop = new long[shape.length];
    for (int d = 0; d < shape.length; d++) {
      start[d] = random.nextLong(shape[d]);
      stop[d] = random.nextLong(start[d], shape[d]) + random.nextInt(2);
    }
    return new Roi(start, stop);
  }

  @Test
  void findsTheOnlyDatasetAndItsAxes() throws Exception {
    for (Fixture fixture : fixtures) {
      if (fixture.problem().isPresent()) {
        Hdf5Exception e =
            assertThrows(
                Hdf5Exception.class, () -> Hdf5Volume.open(fixture.file(), Optional.empty()));
        assertEquals(Problem.NO_DATASET, e.problem());
        assertTrue(e.getMessage().contains(": /one, /group/two (file "), e.getMessage());
        continue;
      }
      try (Hdf5Volume volume = Hdf5Volume.open(fixture.file(), Optional.empty())) {
        assertEquals("/volume/data", volume.dataset());
        assertEquals(Optional.of(Axes.parse("zyx")), volume.axes());
      }
    }
  }

  @Test
  void manyThreadsReadAtOnce() throws Exception {
    Fixture fixture = fixtures.get(2);
    Block all = fixture.voxels();
    try (Hdf5Volume volume = Hdf5Volume.open(fixture.file(), Optional.of(fixture.dataset()));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        Random random = new Random(SEED + i);
        results.add(
            threads.submit(
                () -> {
                  Roi roi = random(fixture.shape(), random);
                  return Hdf5ReaderTest.same(Blocks.crop(all, roi), volume.read(roi));
                }));
      }
      for (Future<Boolean> result : results) {
        assertTrue(result.get(), () -> "seed " + SEED);
      }
    }
  }

  @Test
  void anInterruptedReaderDoesNotCloseTheFile() throws Exception {
    Fixture fixture = fixtures.get(0);
    Roi all = Roi.ofShape(fixture.shape());
    try (Hdf5Volume volume = Hdf5Volume.open(fixture.file(), Optional.empty())) {
      Thread.currentThread().interrupt();
      volume.read(all);
      assertTrue(Thread.interrupted());
      assertTrue(Hdf5ReaderTest.same(fixture.voxels(), volume.read(all)));
    }
  }

  @Test
  void refusesBoxesOutside() throws Exception {
    Fixture fixture = fixtures.get(0);
    try (Hdf5Volume volume = Hdf5Volume.open(fixture.file(), Optional.empty())) {
      for (Roi roi :
          List.of(
              Roi.at(new long[] {-1, 0, 0}, new long[] {2, 2, 2}),
              Roi.at(new long[] {39, 0, 0}, new long[] {2, 2, 2}),
              Roi.ofShape(2, 2))) {
        assertThrows(IndexOutOfBoundsException.class, () -> volume.read(roi), roi::toString);
      }
    }
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws Exception {
    Path text = Files.writeString(folder.resolve("text.h5"), "hello");
    Hdf5Exception e =
        assertThrows(Hdf5Exception.class, () -> Hdf5Volume.open(text, Optional.empty()));
    assertEquals(Problem.NOT_HDF5, e.problem());
    Path empty = Files.write(folder.resolve("empty.h5"), new byte[0]);
    assertThrows(Hdf5Exception.class, () -> Hdf5Volume.open(empty, Optional.empty()));
    byte[] whole = fixtures.get(0).bytes();
    Path cut =
        Files.write(folder.resolve("cut.h5"), java.util.Arrays.copyOf(whole, whole.length / 2));
    e = assertThrows(Hdf5Exception.class, () -> Hdf5Volume.open(cut, Optional.empty()));
    assertEquals(Problem.TRUNCATED, e.problem());
  }

  @Test
  void readsARealVolume() throws Exception {
    Assumptions.assumeTrue(Files.exists(REAL), "SKIPPED: no " + REAL.toAbsolutePath());
    try (Hdf5Volume volume = Hdf5Volume.open(REAL, Optional.empty())) {
      assertEquals(DType.UINT8, volume.dtype());
      assertEquals(3, volume.shape().length);
      Block all = volume.read(Roi.ofShape(volume.shape()));
      Random random = new Random(SEED);
      for (int i = 0; i < 20; i++) {
        Roi roi = random(volume.shape(), random);
        assertTrue(Hdf5ReaderTest.same(Blocks.crop(all, roi), volume.read(roi)), roi::toString);
      }
      boolean different = false;
      for (byte voxel : (byte[]) all.values()) {
        different |= voxel != ((byte[]) all.values())[0];
      }
      assertTrue(different);
      assertFalse(volume.dataset().isEmpty());
    }
  }
}
