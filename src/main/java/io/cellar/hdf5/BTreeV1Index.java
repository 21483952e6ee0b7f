package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The version 1 B-tree of chunks: what h5py writes by default. Layout: HDF5 File Format
 * Specification 3.0, section III.A.1, node type 1.
 */
final class BTreeV1Index implements ChunkIndex {
  private static final int SIGNATURE = 'T' | 'R' << 8 | 'E' << 16 | 'E' << 24;
  private static final int HEADER = 24;
  private static final int DEEPEST = 16;

  private final FileBytes bytes;
  private final long root;
  private final long[] chunkShape;
  private final int keySize;

  BTreeV1Index(FileBytes bytes, long root, long[] chunkShape) {
    this.bytes = bytes;
    this.root = root;
    this.chunkShape = chunkShape;
    this.keySize = 8 + 8 * (chunkShape.length + 1);
  }

  @Override
  public Optional<Location> find(long[] chunk) throws Hdf5Exception {
    long address = root;
    int expectedLevel = -1;
    while (true) {
      ByteBuffer header = bytes.buffer(address, HEADER, "a node of the chunk index");
      int level = header.get(5);
      if (header.getInt(0) != SIGNATURE || header.get(4) != 1 || level < 0 || level > DEEPEST) {
        throw corrupt("no chunk index node at address " + address);
      }
      if (expectedLevel >= 0 && level != expectedLevel) {
        throw corrupt("level " + level + " where " + expectedLevel + " was expected");
      }
      int entries = Short.toUnsignedInt(header.getShort(6));
      ByteBuffer node =
          bytes.buffer(
              address + HEADER, (long) entries * (keySize + 8), "a node of the chunk index");
      int entry = lastNotBehind(node, entries, chunk);
      if (entry < 0) {
        return Optional.empty();
      }
      int at = entry * (keySize + 8);
      if (level == 0) {
        return compare(node, entry, chunk) == 0
            ? Optional.of(
                new Location(
                    node.getLong(at + keySize),
                    Integer.toUnsignedLong(node.getInt(at)),
                    node.getInt(at + 4)))
            : Optional.empty();
      }
      address = node.getLong(at + keySize);
      expectedLevel = level - 1;
    }
  }

  /** The last entry whose key is not behind the chunk, or -1. */
  private int lastNotBehind(ByteBuffer node, int entries, long[] chunk) {
    int low = 0;
    int high = entries - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (compare(node, middle, chunk) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private int compare(ByteBuffer node, int entry, long[] chunk) {
    int at = entry * (keySize + 8) + 8;
    for (int d = 0; d < chunk.length; d++) {
      int order = Long.compare(node.getLong(at + 8 * d), chunk[d] * chunkShape[d]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Hdf5Exception corrupt(String message) {
    return new Hdf5Exception(Problem.CORRUPT, "the chunk index is damaged: " + message);
  }
}
