package io.cellar.source.zarr;

import io.cellar.codec.Codec;
import io.cellar.source.chunked.FormatException;
import java.util.List;

/**
 * How chunks lie in shards (Zarr v3 specification, codecs/sharding-indexed).
 *
 * @param shard voxels of a shard along each axis of the array
 * @param order the axes of the array in the order in which they lie in a shard
 * @param chunks of a shard, in that order
 * @param isAtEnd where in a shard its index is: at the end, or at the start
 * @param isBigEndian the order of bytes of the index
 * @param hasChecksum whether a CRC-32C follows the index
 * @param around what was done with whole shards, in the order of writing
 */
record Sharding(
    long[] shard,
    int[] order,
    long[] chunks,
    boolean isAtEnd,
    boolean isBigEndian,
    boolean hasChecksum,
    List<Codec> around) {
  /** Longest index of a shard that is read, in bytes. */
  static final long MOST_INDEX_BYTES = 64L << 20;

  /** Longest shard that is read as a whole where its compression leaves no other way. */
  static final int MOST_SHARD_BYTES = 256 << 20;

  /** The number of chunks in a shard. */
  long count() {
    long count = 1;
    for (long n : chunks) {
      count = Math.multiplyExact(count, n);
    }
    return count;
  }

  /** Bytes of an index. */
  int indexBytes() {
    return Math.toIntExact(16 * count() + (hasChecksum ? 4 : 0));
  }

  /** Refuses an index that is too long to be kept. */
  static void check(Json json, long[] chunks) throws FormatException {
    double bytes = 16;
    for (long n : chunks) {
      bytes *= n;
    }
    if (bytes > MOST_INDEX_BYTES) {
      throw json.refuse(
          "makes %.3g chunks in a shard".formatted(bytes / 16), "at most " + MOST_INDEX_BYTES / 16);
    }
  }
}
