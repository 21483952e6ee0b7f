package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellar.cell.TestVolume;
import io.cellar.store.Coverage.State;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What everything keeps that blocks are read from, whatever its format. A subclass says how voxels
 * get there.
 */
@Timeout(120)
public abstract class AbstractBlockReaderTest {
  @TempDir protected Path folder;

  /**
   * A reader of a volume.
   *
   * @param root a folder of its own, which may not exist yet
   * @param missing blocks of the view that are not there; none where {@link #mayMiss} is false
   */
  protected abstract BlockReader open(TestVolume volume, Path root, Set<Long> missing)
      throws Exception;

  /** Whether a block may not be there. */
  protected abstract boolean mayMiss();

  /** Whether the view may be a part of what is stored. */
  protected abstract boolean mayHaveView();

  /** 3 x 3 x 4 blocks, those at the far edges clipped. */
  protected static TestVolume cube() {
    return TestVolume.whole("zyx", DType.UINT16, new long[] {20, 24, 30}, new long[] {8, 8, 8});
  }

  private TestVolume random(Random random, int rank, DType dtype) {
    TestVolume volume = TestVolume.random(random, rank, dtype);
    return mayHaveView()
        ? volume
        : TestVolume.whole(
            volume.geometry().axes().toString(),
            dtype,
            volume.geometry().shape(),
            volume.geometry().blockShape());
  }

  private static void assertBlock(TestVolume volume, long index, Optional<Block> read) {
    Block expected = volume.block(index);
    Block block = read.orElseThrow(() -> new AssertionError("block " + index + " is not there"));
    assertEquals(expected.dtype(), block.dtype());
    assertArrayEquals(expected.shape(), block.shape());
    assertTrue(TestVolume.same(expected, block), "voxels of block " + index);
  }

  @Test
  void everyBlockIsThePartOfItThatLiesInTheView() throws Exception {
    for (int n = 0; n < 44; n++) {
      Random random = new Random(n);
      DType dtype = DType.values()[n % DType.values().length];
      TestVolume volume = random(random, 2 + random.nextInt(4), dtype);
      try (BlockReader reader = open(volume, folder.resolve("volume" + n), Set.of())) {
        assertEquals(volume.grid(), reader.grid(), "seed " + n);
        assertEquals(volume.geometry().axes(), reader.geometry().axes());
        assertEquals(dtype, reader.geometry().dtype());
        assertEquals(volume.geometry().storedView(), reader.geometry().storedView());
        for (long index : volume.blocks()) {
          assertTrue(reader.isAvailable(index), "seed " + n);
          assertBlock(volume, index, reader.read(index));
        }
      }
    }
  }

  @Test
  void whatLiesOutsideIsRefused() throws Exception {
    TestVolume volume =
        mayHaveView()
            ? TestVolume.of(
                "zyx",
                DType.UINT8,
                new long[] {20, 20, 20},
                new long[] {8, 8, 8},
                new long[] {0, 1, 0},
                new long[] {20, 12, 8})
            : cube();
    try (BlockReader reader = open(volume, folder, Set.of())) {
      Set<Long> inView = Arrays.stream(volume.blocks()).boxed().collect(Collectors.toSet());
      for (long index = -1; index <= volume.grid().count(); index++) {
        if (!inView.contains(index)) {
          long outside = index;
          assertThrows(
              IllegalArgumentException.class, () -> reader.read(outside), "block " + index);
        }
      }
    }
  }

  @Test
  void blockThatIsNotThereIsNothingAndNoZeros() throws Exception {
    assumeTrue(mayMiss(), "all blocks are there");
    TestVolume volume = cube();
    Set<Long> missing = Set.of(0L, 5L, 35L);
    try (BlockReader reader = open(volume, folder, missing)) {
      for (long index : volume.blocks()) {
        assertEquals(!missing.contains(index), reader.isAvailable(index), "block " + index);
        if (missing.contains(index)) {
          assertTrue(reader.read(index).isEmpty(), "block " + index);
          assertNotEquals(State.AVAILABLE, reader.coverage().get(index));
        } else {
          assertBlock(volume, index, reader.read(index));
        }
      }
    }
  }

  @Test
  void manyReadAtOnce() throws Exception {
    TestVolume volume = cube();
    try (BlockReader reader = open(volume, folder, Set.of());
        var threads = Executors.newFixedThreadPool(6)) {
      List<Future<?>> all = new ArrayList<>();
      for (int n = 0; n < 6; n++) {
        int first = n * 7;
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 72; i++) {
                    long index = (first + i) % volume.grid().count();
                    assertBlock(volume, index, reader.read(index));
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }

  @Test
  void interruptedThreadReadsAllTheSameAndStaysInterrupted() throws Exception {
    TestVolume volume = cube();
    try (BlockReader reader = open(volume, folder, Set.of())) {
      Thread.currentThread().interrupt();
      try {
        assertTrue(reader.isAvailable(3));
        assertBlock(volume, 3, reader.read(3));
      } finally {
        assertTrue(Thread.interrupted(), "the interrupt is not lost");
      }
      assertBlock(volume, 4, reader.read(4));
    }
  }

  @Test
  void coverageAgreesWithWhatIsReadAndWithItself() throws Exception {
    TestVolume volume = cube();
    Set<Long> missing = mayMiss() ? Set.of(1L, 7L, 34L) : Set.of();
    try (BlockReader reader = open(volume, folder, missing)) {
      Coverage coverage = reader.coverage();
      long there = volume.grid().count() - missing.size();
      for (long index : volume.blocks()) {
        assertEquals(!missing.contains(index), coverage.get(index) == State.AVAILABLE);
      }
      assertEquals(there, coverage.count(State.AVAILABLE));
      assertEquals(there, coverage.all(State.AVAILABLE).size());
      assertEquals(
          coverage.all(State.AVAILABLE).stream().sorted().toList(), coverage.all(State.AVAILABLE));
      Roi box = new Roi(new long[] {3, 0, 9}, new long[] {17, 9, 10});
      for (State state : State.values()) {
        LongStream touched = volume.grid().blocksIn(box);
        assertEquals(
            touched.filter(i -> coverage.get(i) == state).count(), coverage.count(box, state));
      }
    }
  }

  @Test
  void closesTwiceAndGivesNoWrongVoxelsAfterwards() throws Exception {
    TestVolume volume = cube();
    BlockReader reader = open(volume, folder, Set.of());
    reader.close();
    reader.close();
    try {
      assertBlock(volume, 0, reader.read(0));
    } catch (IllegalStateException | StoreException e) {
      assertFalse(e.getMessage().isBlank());
    }
  }
}
