package io.cellar.source.precomputed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A part of the table at the beginning of a shard, which tells where minishard indices lie: for
 * each minishard two uint64, from where to where, counted from the table's end.
 *
 * @param entries little-endian, not copied
 * @param split whether the table is a file of its own, as in the obsolete form of the format
 */
record ShardIndexPage(byte[] entries, boolean split) {
  static final long ENTRY_BYTES = 16;

  /** Minishards of a page: few enough for one packet or three, many enough to save requests. */
  static final long ENTRIES = 256;

  /** Where the index of a minishard begins. */
  long begin(long minishard) {
    return number(minishard, 0);
  }

  /** Where it ends; where it begins when there is nothing in it. */
  long end(long minishard) {
    return number(minishard, Long.BYTES);
  }

  private long number(long minishard, int at) {
    int entry = (int) (minishard % ENTRIES * ENTRY_BYTES);
    return ByteBuffer.wrap(entries).order(ByteOrder.LITTLE_ENDIAN).getLong(entry + at);
  }
}
