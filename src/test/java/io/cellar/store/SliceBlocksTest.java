package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.Axes;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a file's chunks are, its blocks are of a size and a form that slices can use. */
class SliceBlocksTest {

  @Test
  void blocksAreNeitherEmptyNorHugeNorFlat() {
    long seed = 20261130;
    Random random = new Random(seed);
    List<String> all = List.of("yx", "zyx", "zxy", "xyz", "czyx", "zyxc", "tczyx", "tzyxc", "tc");
    for (int round = 0; round < 20_000; round++) {
      Axes axes = Axes.parse(all.get(random.nextInt(all.size())));
      long[] shape = new long[axes.rank()];
      long[] chunk = new long[axes.rank()];
      for (int d = 0; d < shape.length; d++) {
        shape[d] = 1 + random.nextLong(1L << random.nextInt(1, 14));
        chunk[d] = 1 + random.nextLong(1L << random.nextInt(1, 14));
      }
      Optional<long[]> chunks = Optional.of(chunk).filter(_ -> random.nextInt(8) > 0);
      long[] block = SliceBlocks.shape(axes, shape, chunks, 1 << random.nextInt(4));
      String label =
          "axes %s, shape %s, chunk %s, block %s, seed %d"
              .formatted(
                  axes,
                  Arrays.toString(shape),
                  Arrays.toString(chunk),
                  Arrays.toString(block),
                  seed);
      assertTrue(Roi.ofShape(block).voxels() <= 1 << 21, label);
      for (int d = 0; d < block.length; d++) {
        assertTrue(block[d] >= 1 && block[d] < 2 * shape[d] + 1, label);
      }
    }
  }

  @Test
  void aSliceInAnyDirectionNeedsFewVoxelsMoreThanItShows() {
    long[] shape = {1000, 1000, 1000};
    for (long[] chunk : new long[][] {{64, 64, 64}, {1, 512, 512}, {1000, 1, 1000}, {8, 256, 1}}) {
      long[] block = SliceBlocks.shape(Axes.parse("zyx"), shape, Optional.of(chunk), 1);
      for (long thickness : block) {
        assertTrue(thickness <= 512, Arrays.toString(block));
      }
      long thinnest = Arrays.stream(block).min().orElseThrow();
      long thickest = Arrays.stream(block).max().orElseThrow();
      assertTrue(thickest / thinnest < 32, Arrays.toString(block));
    }
  }
}
