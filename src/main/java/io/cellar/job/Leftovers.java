package io.cellar.job;

import io.cellar.volume.BlockKey;
import java.util.Arrays;

/**
 * Blocks that failed for passing reasons, to be asked for again at the end: a few bytes for each,
 * and at most {@value #MOST}; more than that stay failed. Thread-safe.
 */
final class Leftovers {
  static final int MOST = 1_000_000;

  private int[] filesets = new int[16];
  private long[] indices = new long[16];
  private String[] kinds = new String[16];
  private int size;

  /**
   * Adds a block.
   *
   * @param kind as what it was counted; one of few texts
   */
  synchronized void add(BlockKey key, String kind) {
    if (size == MOST) {
      return;
    }
    if (size == indices.length) {
      int more = Math.min(MOST, 2 * size);
      filesets = Arrays.copyOf(filesets, more);
      indices = Arrays.copyOf(indices, more);
      kinds = Arrays.copyOf(kinds, more);
    }
    filesets[size] = key.fileset();
    indices[size] = key.index();
    kinds[size++] = kind;
  }

  synchronized int size() {
    return size;
  }

  synchronized BlockKey key(int i) {
    return new BlockKey(filesets[i], indices[i]);
  }

  /** As what a block was counted. */
  synchronized String kind(int i) {
    return kinds[i];
  }
}
