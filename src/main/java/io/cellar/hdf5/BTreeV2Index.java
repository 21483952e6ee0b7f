package io.cellar.hdf5;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The version 2 B-tree of chunks, for datasets with several axes that may grow without end. Layout:
 * HDF5 File Format Specification 3.0, section III.A.2, record types 10 and 11.
 */
final class BTreeV2Index implements ChunkIndex {
  private static final long UNDEFINED = -1;
  private static final int HEADER = 38;
  private static final int PREFIX = 6;
  private static final int CHECKSUM = 4;
  private static final int ADDRESS = 8;
  private static final int UNFILTERED = 10;
  private static final int FILTERED = 11;
  private static final int DEEPEST = 16;
  private static final long MOST = 1L << 62;

  private final CheckedNodes nodes;
  private final ChunkEntries entries;
  private final int nodeSize;
  private final int recordSize;
  private final int depth;
  private final long root;
  private final int rootRecords;

  /** Bytes of the number of records in a node, and of the total below a node of each depth. */
  private final int countBytes;

  private final int[] totalBytes;

  BTreeV2Index(FileBytes bytes, long address, long chunkBytes, int rank) throws Hdf5Exception {
    this.nodes = new CheckedNodes(bytes);
    ByteBuffer header = nodes.node("BTHD", address, HEADER);
    int type = header.get(5);
    this.nodeSize = header.getInt(6);
    this.recordSize = Short.toUnsignedInt(header.getShort(10));
    this.depth = Short.toUnsignedInt(header.getShort(12));
    this.root = header.getLong(16);
    this.rootRecords = Short.toUnsignedInt(header.getShort(24));
    int element = recordSize - 8 * rank;
    boolean sound =
        (type == UNFILTERED || type == FILTERED)
            && nodeSize >= PREFIX + recordSize + CHECKSUM
            && nodeSize <= 1 << 24
            && element >= ADDRESS
            && depth <= DEEPEST;
    if (!sound) {
      throw CheckedNodes.corrupt("a B-tree with impossible parameters");
    }
    this.entries = ChunkEntries.of(type - UNFILTERED, element, chunkBytes);
    this.totalBytes = new int[depth + 1];
    int space = nodeSize - PREFIX - CHECKSUM;
    int leafRecords = space / recordSize;
    this.countBytes = bytesFor(leafRecords);
    long below = leafRecords;
    for (int d = 1; d <= depth; d++) {
      int pointer = ADDRESS + countBytes + totalBytes[d - 1];
      int records = (space - pointer) / (recordSize + pointer);
      below = saturatedProduct(records + 1L, below) + records;
      totalBytes[d] = bytesFor(below);
    }
  }

  /** A tree that large cannot exist; it only must not look like a small one. */
  private static long saturatedProduct(long a, long b) {
    return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? Math.min(a * b, MOST) : MOST;
  }

  private static int bytesFor(long value) {
    return (63 - Long.numberOfLeadingZeros(Math.max(1, value))) / 8 + 1;
  }

  @Override
  public Optional<Location> find(long[] chunk) throws Hdf5Exception {
    long address = root;
    int records = rootRecords;
    for (int level = depth; address != UNDEFINED; level--) {
      int pointer = level == 0 ? 0 : ADDRESS + countBytes + totalBytes[level - 1];
      int pointersAt = PREFIX + records * recordSize;
      int end = pointersAt + (level == 0 ? 0 : (records + 1) * pointer);
      if (end + CHECKSUM > nodeSize) {
        throw CheckedNodes.corrupt(records + " records in a node of " + nodeSize + " bytes");
      }
      ByteBuffer node = nodes.node(level == 0 ? "BTLF" : "BTIN", address, end + CHECKSUM);
      int low = 0;
      int high = records;
      while (low < high) {
        int middle = (low + high) >>> 1;
        int order = compare(node, middle, chunk);
        if (order == 0) {
          return entries.read(node, PREFIX + middle * recordSize);
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (level == 0) {
        break;
      }
      int at = pointersAt + low * pointer;
      address = node.getLong(at);
      records = (int) CheckedNodes.number(node, at + ADDRESS, countBytes);
    }
    return Optional.empty();
  }

  private int compare(ByteBuffer node, int record, long[] chunk) {
    int at = PREFIX + record * recordSize + entries.bytes();
    for (int d = 0; d < chunk.length; d++) {
      int order = Long.compareUnsigned(node.getLong(at + 8 * d), chunk[d]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
