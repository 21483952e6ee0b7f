package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds single objects of a fractal heap; only the blocks on the way to one are read. Layout: HDF5
 * File Format Specification 3.0, section III.G.
 */
final class FractalHeap {
  private static final long UNDEFINED = -1;
  private static final int HEADER = 146;
  private static final int BLOCK_PREFIX = 13;
  private static final int CHECKSUM = 4;
  private static final int MANAGED = 0;
  private static final int HUGE = 1;

  private final FileBytes bytes;
  private final CheckedNodes nodes;
  private final int idLength;
  private final long hugeTree;
  private final long width;
  private final long startSize;
  private final long largestDirect;
  private final int offsetBytes;
  private final int lengthBytes;
  private final long root;
  private final long rootRows;

  FractalHeap(FileBytes bytes, long address) throws Hdf5Exception {
    this.bytes = bytes;
    this.nodes = new CheckedNodes(bytes, "the heap of names");
    if (bytes.buffer(address, HEADER, "the heap of names").getShort(7) != 0) {
      throw new Hdf5Exception(
          Problem.UNSUPPORTED,
          "the names of a group or of attributes are compressed",
          "h5repack IN.h5 OUT.h5 rewrites the file");
    }
    ByteBuffer header = nodes.node("FRHP", address, HEADER);
    this.idLength = Short.toUnsignedInt(header.getShort(5));
    long largestManaged = Integer.toUnsignedLong(header.getInt(10));
    this.hugeTree = header.getLong(22);
    this.width = Short.toUnsignedInt(header.getShort(110));
    this.startSize = header.getLong(112);
    this.largestDirect = header.getLong(120);
    int offsetBits = Short.toUnsignedInt(header.getShort(128));
    this.root = header.getLong(132);
    this.rootRows = Short.toUnsignedInt(header.getShort(140));
    boolean sound =
        isPowerOfTwo(width)
            && isPowerOfTwo(startSize)
            && isPowerOfTwo(largestDirect)
            && startSize <= largestDirect
            && largestDirect <= 1 << 30
            && largestManaged > 0
            && offsetBits >= 1
            && offsetBits <= 64;
    if (!sound) {
      throw nodes.damaged("impossible parameters");
    }
    this.offsetBytes = (offsetBits + 7) / 8;
    this.lengthBytes = Math.min((log2(largestDirect) + 7) / 8, log2(largestManaged) / 8 + 1);
  }

  private static boolean isPowerOfTwo(long n) {
    return n > 0 && (n & n - 1) == 0;
  }

  private static int log2(long n) {
    return 63 - Long.numberOfLeadingZeros(n);
  }

  /** The object whose identifier lies there. */
  ByteBuffer object(ByteBuffer node, int at) throws Hdf5Exception {
    int kind = node.get(at) >> 4 & 0xf;
    if (kind == MANAGED && idLength >= 1 + offsetBytes + lengthBytes) {
      return managed(
          CheckedNodes.number(node, at + 1, offsetBytes),
          CheckedNodes.number(node, at + 1 + offsetBytes, lengthBytes));
    }
    if (kind == HUGE) {
      return huge(CheckedNodes.number(node, at + 1, Math.min(8, idLength - 1)));
    }
    throw nodes.damaged("an object of kind " + kind);
  }

  private ByteBuffer managed(long from, long length) throws Hdf5Exception {
    if (rootRows == 0) {
      return inBlock(root, startSize, from, length);
    }
    long row0 = width * startSize;
    long directRows = log2(largestDirect) - log2(startSize) + 2;
    long address = root;
    long rows = rootRows;
    long offset = from;
    while (true) {
      // Blocks of the first two rows have the starting size; then it doubles from row to row.
      int row = 64 - Long.numberOfLeadingZeros(offset / row0);
      long rowStart = row == 0 ? 0 : row0 << (row - 1);
      long size = row == 0 ? startSize : startSize << (row - 1);
      if (offset < 0 || row >= rows) {
        throw nodes.damaged("no block holds offset " + from);
      }
      long entry = row * width + (offset - rowStart) / size;
      int entriesAt = BLOCK_PREFIX + offsetBytes;
      ByteBuffer block = nodes.node("FHIB", address, entriesAt + rows * width * 8 + CHECKSUM);
      address = block.getLong((int) (entriesAt + entry * 8));
      offset = (offset - rowStart) % size;
      if (row < directRows) {
        return inBlock(address, size, offset, length);
      }
      rows = log2(size) - log2(row0) + 1L;
    }
  }

  private ByteBuffer inBlock(long address, long size, long offset, long length)
      throws Hdf5Exception {
    if (address == UNDEFINED || offset < 0 || offset > size || length > size - offset) {
      throw nodes.damaged("an object lies outside of its block");
    }
    return bytes
        .buffer(address, size, "a block of the heap of names")
        .slice((int) offset, (int) length)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN);
  }

  /** Objects too large for a block lie by themselves; a B-tree knows where. */
  private ByteBuffer huge(long id) throws Hdf5Exception {
    List<ByteBuffer> found = new ArrayList<>(1);
    BTreeV2 tree = new BTreeV2(nodes, hugeTree);
    if (tree.type() != 1 || tree.recordSize() != 24) {
      throw nodes.damaged("large objects are indexed in an unknown way");
    }
    tree.visit(
        (node, record) -> Long.compareUnsigned(node.getLong(record + 16), id),
        (node, record) -> {
          found.add(bytes.buffer(node.getLong(record), node.getLong(record + 8), "a large object"));
          return false;
        });
    return found.stream().findFirst().orElseThrow(() -> nodes.damaged("no large object " + id));
  }
}
