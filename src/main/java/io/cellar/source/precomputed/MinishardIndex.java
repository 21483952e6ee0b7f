package io.cellar.source.precomputed;

import io.cellar.source.ByteRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Optional;

/**
 * Where the chunks of a minishard lie in their file. Stored as uint64 (3, n): ids, each less the
 * one before; begins, each less the end of the chunk before; and sizes.
 *
 * @param ids chunk ids, in their order in the index
 * @param begins the first byte of each, from the file's beginning
 * @param sizes bytes of each
 * @param etag of the file at the time, if the server tells one
 */
record MinishardIndex(long[] ids, long[] begins, long[] sizes, Optional<String> etag) {
  static final int ENTRY_BYTES = 3 * Long.BYTES;

  /** One with nothing in it. */
  static final MinishardIndex EMPTY =
      new MinishardIndex(new long[0], new long[0], new long[0], Optional.empty());

  /**
   * Reads an index.
   *
   * @param from what its first begin is counted from
   * @throws IllegalArgumentException if it is damaged; the message says how
   */
  static MinishardIndex parse(byte[] bytes, long from, Optional<String> etag) {
    if (bytes.length % ENTRY_BYTES != 0) {
      throw new IllegalArgumentException(
          "an index of %d bytes, which is no multiple of %d".formatted(bytes.length, ENTRY_BYTES));
    }
    int count = bytes.length / ENTRY_BYTES;
    LongBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    long[] ids = new long[count];
    long[] begins = new long[count];
    long[] sizes = new long[count];
    long id = 0;
    long end = from;
    for (int i = 0; i < count; i++) {
      id += numbers.get(i);
      ids[i] = id;
      begins[i] = end + numbers.get(count + i);
      sizes[i] = numbers.get(2 * count + i);
      end = begins[i] + sizes[i];
      if (begins[i] < from || sizes[i] < 0 || end < begins[i]) {
        throw new IllegalArgumentException(
            "chunk %s lies at %s with %s bytes"
                .formatted(
                    Long.toUnsignedString(id),
                    Long.toUnsignedString(begins[i]),
                    Long.toUnsignedString(sizes[i])));
      }
    }
    return new MinishardIndex(ids, begins, sizes, etag);
  }

  /**
   * Where a chunk is; empty when it is not stored.
   *
   * @throws IllegalArgumentException if it has no bytes, which no chunk can be made of
   */
  Optional<ByteRange.Of> find(long id) {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == id) {
        if (sizes[i] == 0) {
          throw new IllegalArgumentException("a chunk of no bytes");
        }
        return Optional.of(new ByteRange.Of(begins[i], sizes[i]));
      }
    }
    return Optional.empty();
  }

  /** In memory. */
  long bytes() {
    return (long) ids.length * ENTRY_BYTES;
  }
}
