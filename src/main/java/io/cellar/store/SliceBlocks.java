package io.cellar.store;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a dataset into blocks that suit slices in all three directions: as its chunks, but neither
 * tiny nor huge, of one time and channel where that is enough, and not flat. A slice across chunks
 * that are planes has to decode all of these; with blocks of several planes the neighbouring slices
 * then cost nothing. Decoded chunks are kept by the file's reader, so a block may be a part of one.
 */
final class SliceBlocks {
  /** Blocks of fewer voxels are not worth their upkeep. */
  private static final long LEAST_VOXELS = 1 << 14;

  /** Voxels of a block where the file has no chunks. */
  private static final long USUAL_VOXELS = 1 << 18;

  /** Blocks grow up to this to become less flat. */
  private static final long GROWN_VOXELS = 1 << 19;

  /** Blocks are no larger, whatever the chunks are. */
  private static final long MOST_VOXELS = 1 << 21;

  /** Chunks of more voxels say nothing of a good block. */
  private static final long MOST_CHUNK_VOXELS = 1 << 26;

  /** Longest edge to shortest, in space. */
  private static final long FLATTEST = 32;

  /** Decoded chunks that one flat block may touch: well below what the reader keeps. */
  private static final long MOST_CHUNK_BYTES = 32L << 20;

  private SliceBlocks() {}

  /**
   * The shape of a block, in the order of the axes.
   *
   * @param chunks shape of the file's chunks
   * @param voxelBytes size of a voxel
   */
  static long[] shape(Axes axes, long[] shape, Optional<long[]> chunks, int voxelBytes) {
    Roi all = Roi.ofShape(shape);
    Optional<long[]> chunk =
        chunks
            .map(c -> Roi.ofShape(c).intersect(all))
            .filter(c -> c.voxels() <= MOST_CHUNK_VOXELS)
            .map(Roi::shape);
    if (chunk.isEmpty()) {
      long[] ones = new long[shape.length];
      Arrays.fill(ones, 1);
      return grown(axes, shape, ones, USUAL_VOXELS);
    }
    long[] block = single(axes, chunk.get());
    while (voxels(block) > MOST_VOXELS) {
      int longest = edge(axes, block, shape, false);
      longest = longest < 0 || block[longest] == 1 ? longestOfAll(block) : longest;
      block[longest] = Math.ceilDiv(block[longest], 2);
    }
    return lessFlat(axes, shape, grown(axes, shape, block, LEAST_VOXELS), chunk.get(), voxelBytes);
  }

  private static long voxels(long[] block) {
    return Roi.ofShape(block).voxels();
  }

  /** One time and channel, but for an axis that varies fastest, where there are voxels enough. */
  private static long[] single(Axes axes, long[] chunk) {
    long[] block = chunk.clone();
    for (int d = 0; d < block.length - 1; d++) {
      if (!axes.get(d).isSpace() && voxels(block) / block[d] >= LEAST_VOXELS) {
        block[d] = 1;
      }
    }
    return block;
  }

  /** Doubles the shortest edge in space until there are voxels enough. */
  private static long[] grown(Axes axes, long[] shape, long[] from, long least) {
    long[] block = from.clone();
    while (voxels(block) < least) {
      int shortest = edge(axes, block, shape, true);
      if (shortest < 0) {
        return block;
      }
      block[shortest] *= 2;
    }
    return block;
  }

  private static long[] lessFlat(
      Axes axes, long[] shape, long[] from, long[] chunk, int voxelBytes) {
    long[] block = from;
    while (true) {
      int shortest = edge(axes, block, shape, true);
      int longest = edge(axes, block, shape, false);
      if (shortest < 0 || block[longest] / block[shortest] < FLATTEST) {
        return block;
      }
      long[] next = block.clone();
      next[shortest] *= 2;
      if (voxels(next) > GROWN_VOXELS) {
        next[longest] = Math.ceilDiv(next[longest], 2);
      }
      if (touched(next, chunk) * voxelBytes > MOST_CHUNK_BYTES) {
        return block;
      }
      block = next;
    }
  }

  /** Voxels of the chunks that a block touches. */
  private static long touched(long[] block, long[] chunk) {
    long voxels = 1;
    for (int d = 0; d < block.length; d++) {
      voxels *= Math.ceilDiv(block[d], chunk[d]) * chunk[d];
    }
    return voxels;
  }

  /** The shortest edge in space that may grow, or the longest; -1 if there is none. */
  private static int edge(Axes axes, long[] block, long[] shape, boolean shortest) {
    int found = -1;
    for (int d = 0; d < block.length; d++) {
      Axis axis = axes.get(d);
      boolean fits = axis.isSpace() && (!shortest || block[d] < shape[d]);
      boolean better = found < 0 || (shortest ? block[d] < block[found] : block[d] > block[found]);
      if (fits && better) {
        found = d;
      }
    }
    return found;
  }

  private static int longestOfAll(long[] block) {
    int longest = 0;
    for (int d = 1; d < block.length; d++) {
      longest = block[d] > block[longest] ? d : longest;
    }
    return longest;
  }
}
