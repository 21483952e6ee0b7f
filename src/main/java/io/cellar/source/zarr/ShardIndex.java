package io.cellar.source.zarr;

import io.cellar.codec.CodecException;
import io.cellar.codec.Crc32c;
import io.cellar.source.keys.StoredObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Where the chunks of one shard lie in it.
 *
 * @param entries offset and length in bytes of each chunk, in C order; both are −1 of one that is
 *     not stored
 * @param etag of the shard
 * @param shard its bytes, where it had to be fetched as a whole
 */
record ShardIndex(long[] entries, Optional<String> etag, Optional<byte[]> shard) {

  /**
   * Reads an index.
   *
   * @throws CodecException if it is damaged
   */
  static ShardIndex of(
      Sharding sharding, byte[] bytes, Optional<String> etag, Optional<byte[]> shard)
      throws CodecException {
    if (bytes.length != sharding.indexBytes()) {
      throw new CodecException(
          "an index has %d bytes, expected %d".formatted(bytes.length, sharding.indexBytes()));
    }
    byte[] plain = sharding.hasChecksum() ? new Crc32c().decode(bytes, bytes.length - 4) : bytes;
    long[] entries = new long[plain.length / Long.BYTES];
    ByteBuffer.wrap(plain)
        .order(sharding.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .get(entries);
    return new ShardIndex(entries, etag, shard);
  }

  /** False if a part is known to be of another shard than the index. */
  boolean isOf(StoredObject part) {
    return etag.isEmpty() || part.etag().isEmpty() || etag.equals(part.etag());
  }

  /** What it takes in memory. */
  long bytes() {
    return 8L * entries.length + shard.map(s -> (long) s.length).orElse(0L);
  }

  /** Offset of a chunk. */
  long offset(int chunk) {
    return entries[2 * chunk];
  }

  /** Length of a chunk. */
  long length(int chunk) {
    return entries[2 * chunk + 1];
  }

  /** True when it is proved that a chunk is not stored. */
  boolean isMissing(int chunk) {
    return offset(chunk) == -1 && length(chunk) == -1;
  }
}
