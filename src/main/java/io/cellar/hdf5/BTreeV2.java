package io.cellar.hdf5;

import java.nio.ByteBuffer;

/**
 * A version 2 B-tree of records of any type. Layout: HDF5 File Format Specification 3.0, section
 * III.A.2.
 */
final class BTreeV2 {
  private static final long UNDEFINED = -1;
  private static final int HEADER = 38;
  private static final int PREFIX = 6;
  private static final int CHECKSUM = 4;
  private static final int ADDRESS = 8;
  private static final int DEEPEST = 16;
  private static final long MOST = 1L << 62;

  private final CheckedNodes nodes;
  private final int type;
  private final int nodeSize;
  private final int recordSize;
  private final int depth;
  private final long root;
  private final int rootRecords;

  /** Bytes of the number of records in a node, and of the total below a node of each depth. */
  private final int countBytes;

  private final int[] totalBytes;

  /** Where a record stands to what is sought. */
  @FunctionalInterface
  interface Order {
    /** Negative: before it; zero: one that is sought; positive: behind it. */
    int compare(ByteBuffer node, int record);
  }

  /** Looks at records that were found. */
  @FunctionalInterface
  interface Visitor {
    /** False when no more are wanted. */
    boolean visit(ByteBuffer node, int record) throws Hdf5Exception;
  }

  BTreeV2(CheckedNodes nodes, long address) throws Hdf5Exception {
    this.nodes = nodes;
    ByteBuffer header = nodes.node("BTHD", address, HEADER);
    this.type = header.get(5);
    this.nodeSize = header.getInt(6);
    this.recordSize = Short.toUnsignedInt(header.getShort(10));
    this.depth = Short.toUnsignedInt(header.getShort(12));
    this.root = header.getLong(16);
    this.rootRecords = Short.toUnsignedInt(header.getShort(24));
    boolean sound =
        recordSize > 0
            && nodeSize >= PREFIX + recordSize + CHECKSUM
            && nodeSize <= 1 << 24
            && depth <= DEEPEST;
    if (!sound) {
      throw nodes.damaged("a B-tree with impossible parameters");
    }
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

  int type() {
    return type;
  }

  int recordSize() {
    return recordSize;
  }

  /** Visits all records that are sought, in their order; reads only nodes on the way to them. */
  void visit(Order order, Visitor visitor) throws Hdf5Exception {
    if (root != UNDEFINED) {
      visit(depth, root, rootRecords, order, visitor);
    }
  }

  private boolean visit(int level, long address, int records, Order order, Visitor visitor)
      throws Hdf5Exception {
    int pointer = level == 0 ? 0 : ADDRESS + countBytes + totalBytes[level - 1];
    int pointersAt = PREFIX + records * recordSize;
    int end = pointersAt + (level == 0 ? 0 : (records + 1) * pointer);
    if (records < 0 || end + CHECKSUM > nodeSize) {
      throw nodes.damaged(records + " records in a node of " + nodeSize + " bytes");
    }
    ByteBuffer node = nodes.node(level == 0 ? "BTLF" : "BTIN", address, end + CHECKSUM);
    int low = 0;
    int high = records;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(node, PREFIX + middle * recordSize) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low; ; i++) {
      if (level > 0) {
        int at = pointersAt + i * pointer;
        int below = (int) CheckedNodes.number(node, at + ADDRESS, countBytes);
        if (!visit(level - 1, node.getLong(at), below, order, visitor)) {
          return false;
        }
      }
      int record = PREFIX + i * recordSize;
      if (i >= records || order.compare(node, record) > 0) {
        return true;
      }
      if (!visitor.visit(node, record)) {
        return false;
      }
    }
  }
}
