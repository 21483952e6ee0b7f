package io.cellar.source.zarr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Puts a shard together, chunk by chunk in the order of its index. */
final class ShardWriter {
  private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
  private final ByteBuffer index;
  private final boolean atEnd;

  ShardWriter(int count, boolean atEnd) {
    this.index = ByteBuffer.allocate(16 * count).order(ByteOrder.LITTLE_ENDIAN);
    this.atEnd = atEnd;
  }

  ShardWriter add(byte... chunk) {
    index.putLong(chunks.size() + (atEnd ? 0L : index.capacity() + 4)).putLong(chunk.length);
    chunks.writeBytes(chunk);
    return this;
  }

  ShardWriter missing() {
    index.putLong(-1).putLong(-1);
    return this;
  }

  ShardWriter entry(long offset, long length) {
    index.putLong(offset).putLong(length);
    return this;
  }

  /** Index with a checksum, and chunks. */
  byte[] write() {
    CRC32C crc = new CRC32C();
    crc.update(index.array());
    byte[] stored =
        ByteBuffer.allocate(index.capacity() + 4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(index.array())
            .putInt((int) crc.getValue())
            .array();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(atEnd ? chunks.toByteArray() : stored);
    all.writeBytes(atEnd ? stored : chunks.toByteArray());
    return all.toByteArray();
  }
}
