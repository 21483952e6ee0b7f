package io.cellar.source.chunked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.keys.FolderKeys;
import io.cellar.volume.Axes;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockShapeTest {
  private static final int ROUNDS = 20_000;
  private static final DType[] TYPES = {DType.UINT8, DType.UINT16, DType.FLOAT32, DType.UINT64};

  private static ChunkedArray array(
      String axes, DType dtype, long[] shape, long[] chunk, Optional<long[]> shard) {
    return new ChunkedArray(
        new FolderKeys(Path.of("none")),
        "",
        "test",
        Axes.parse(axes),
        dtype,
        shape,
        chunk,
        shard,
        new long[shape.length],
        null,
        null,
        FillValue.zero(dtype));
  }

  /** Of all sizes, some odd, some in shards. */
  private static ChunkedArray random(Random random) {
    String axes = new String[] {"tczyx", "czyx", "zyx", "yx", "zyxc"}[random.nextInt(5)];
    long[] chunk = new long[axes.length()];
    long[] shape = new long[chunk.length];
    long[] shard = new long[chunk.length];
    int size = 1 + random.nextInt(9);
    for (int d = 0; d < chunk.length; d++) {
      boolean space = "zyx".indexOf(axes.charAt(d)) >= 0;
      chunk[d] = 1 + random.nextInt(space ? 1 << size : 2);
      if (space && random.nextInt(3) > 0) {
        chunk[d] = Long.highestOneBit(chunk[d]);
      }
      shard[d] = chunk[d] * (1 + random.nextInt(6));
      shape[d] = 1 + random.nextInt(random.nextBoolean() ? 50 : 5000);
    }
    boolean sharded = random.nextInt(3) == 0;
    return array(
        axes,
        TYPES[random.nextInt(4)],
        shape,
        chunk,
        sharded ? Optional.of(shard) : Optional.empty());
  }

  @Test
  void theRuleHoldsForAnyArray() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      ChunkedArray array = random(new Random(seed));
      long[] block = BlockShape.of(array);
      String what =
          "seed %d: %s %s in chunks of %s, shards %s, %s: blocks of %s"
              .formatted(
                  seed,
                  array.axes(),
                  Arrays.toString(array.shape()),
                  Arrays.toString(array.chunk()),
                  array.shard().map(Arrays::toString),
                  array.dtype(),
                  Arrays.toString(block));
      if (array.chunkBytes() < 64 << 10) {
        checkBundle(array, block, what);
      } else if (array.chunkBytes() > 16 << 20) {
        checkSplit(array, block, what);
      } else {
        assertArrayEquals(array.chunk(), block, what);
      }
      for (int d = 0; d < block.length; d++) {
        if (!array.axes().get(d).isSpace()) {
          assertEquals(array.chunk()[d], block[d], what);
        }
      }
    }
  }

  private static void checkBundle(ChunkedArray array, long[] block, String what) {
    long chunks = 1;
    boolean canGrow = false;
    for (int d = 0; d < block.length; d++) {
      assertEquals(0, block[d] % array.chunk()[d], what);
      chunks *= block[d] / array.chunk()[d];
      int axis = d;
      array.shard().ifPresent(shard -> assertEquals(0, shard[axis] % block[axis], what));
      boolean beyond = block[d] != array.chunk()[d] && block[d] >= 2 * shapeOf(array, d);
      assertTrue(!beyond || array.shard().isPresent(), what);
    }
    assertTrue(chunks <= 64, what);
    for (int d = 0; d < block.length && array.shard().isEmpty(); d++) {
      canGrow |= array.axes().get(d).isSpace() && block[d] < array.shape()[d] && 2 * chunks <= 64;
    }
    assertTrue(bytes(array, block) >= 256 << 10 || !canGrow, what);
    assertTrue(chunks == 1 || bytes(array, block) < 512 << 10 || array.shard().isPresent(), what);
  }

  private static long shapeOf(ChunkedArray array, int d) {
    return Math.max(array.shape()[d], array.chunk()[d]);
  }

  private static void checkSplit(ChunkedArray array, long[] block, String what) {
    boolean canBeHalved = false;
    for (int d = 0; d < block.length; d++) {
      assertEquals(0, array.chunk()[d] % block[d], what);
      assertEquals(1, Long.bitCount(array.chunk()[d] / block[d]), what);
      canBeHalved |= array.axes().get(d).isSpace() && block[d] % 2 == 0;
    }
    assertTrue(bytes(array, block) <= 16 << 20 || !canBeHalved, what);
    assertTrue(bytes(array, block) > 8 << 20, what);
  }

  private static long bytes(ChunkedArray array, long[] block) {
    return Arrays.stream(block).reduce(array.dtype().bytes(), (a, b) -> a * b);
  }

  @Test
  void theLimitsThemselvesAreChunks() {
    long[] shape = {4096, 4096, 4096};
    long[] small = {32, 32, 64};
    assertArrayEquals(
        small, BlockShape.of(array("zyx", DType.UINT8, shape, small, Optional.empty())));
    long[] large = {256, 256, 256};
    assertArrayEquals(
        large, BlockShape.of(array("zyx", DType.UINT8, shape, large, Optional.empty())));
  }

  @Test
  void thinSlicesAreTakenTogetherAlongTheThinAxis() {
    assertArrayEquals(
        new long[] {8, 128, 256},
        BlockShape.of(
            array(
                "zyx",
                DType.UINT8,
                new long[] {100, 1000, 1000},
                new long[] {1, 128, 256},
                Optional.empty())));
  }
}
