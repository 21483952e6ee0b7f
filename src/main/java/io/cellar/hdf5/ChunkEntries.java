package io.cellar.hdf5;

import io.cellar.hdf5.ChunkIndex.Location;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How an element of a newer chunk index describes a chunk: an address alone, or with the stored
 * size and the filter mask when there are filters.
 *
 * @param filtered whether there are filters
 * @param bytes size of an element
 * @param chunkBytes size of a chunk without filters
 */
record ChunkEntries(boolean filtered, int bytes, long chunkBytes) {
  private static final long UNDEFINED = -1;
  private static final int ADDRESS = 8;
  private static final int MASK = 4;

  /** Checks what the header of an index says of its elements. */
  static ChunkEntries of(int client, int bytes, long chunkBytes) throws Hdf5Exception {
    boolean filtered = client == 1;
    int sizeBytes = bytes - ADDRESS - MASK;
    if (client > 1
        || client < 0
        || (filtered ? sizeBytes < 1 || sizeBytes > 8 : bytes != ADDRESS)) {
      throw CheckedNodes.corrupt("elements of %d bytes, kind %d".formatted(bytes, client));
    }
    return new ChunkEntries(filtered, bytes, chunkBytes);
  }

  /** The chunk that the element at a position describes. */
  Optional<Location> read(ByteBuffer node, int at) throws Hdf5Exception {
    long address = node.getLong(at);
    if (address == UNDEFINED) {
      return Optional.empty();
    }
    if (!filtered) {
      return Optional.of(new Location(address, chunkBytes, 0));
    }
    int sizeBytes = bytes - ADDRESS - MASK;
    long size = CheckedNodes.number(node, at + ADDRESS, sizeBytes);
    return Optional.of(new Location(address, size, node.getInt(at + bytes - MASK)));
  }
}
