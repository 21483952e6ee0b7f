package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.nio.ByteBuffer;

/**
 * Checks the counts of a version 2 B-tree and a fractal heap before jhdf sizes lists by them.
 * Layout: HDF5 File Format Specification 3.0, sections III.A.2 and III.G.
 */
final class DenseStorage {
  private static final int TREE_HEADER = 38;
  private static final int HEAP_HEADER = 146;

  private DenseStorage() {}

  /**
   * Checks both headers.
   *
   * @param tree address of the B-tree's header
   * @param heap address of the heap's header
   * @param most most records that are read
   */
  static void check(FileBytes bytes, long tree, long heap, int most) throws Hdf5Exception {
    ByteBuffer treeHeader = bytes.buffer(tree, TREE_HEADER, "a B-tree header");
    long records = treeHeader.getLong(26);
    int nodeSize = treeHeader.getInt(6);
    int recordSize = Short.toUnsignedInt(treeHeader.getShort(10));
    if (records < 0 || records > most) {
      throw tooMany(records, most);
    }
    if (nodeSize < 16 || recordSize < 1) {
      throw new Hdf5Exception(
          Problem.CORRUPT,
          "a B-tree has nodes of %d and records of %d bytes".formatted(nodeSize, recordSize));
    }
    ByteBuffer heapHeader = bytes.buffer(heap, HEAP_HEADER, "a fractal heap header");
    long width = Short.toUnsignedInt(heapHeader.getShort(110));
    long rows = Short.toUnsignedInt(heapHeader.getShort(140));
    if (width * rows > most) {
      throw tooMany(width * rows, most);
    }
  }

  private static Hdf5Exception tooMany(long found, int most) {
    return new Hdf5Exception(
        Problem.TOO_LARGE,
        "a group or a list of attributes has %d entries, more than %d".formatted(found, most));
  }
}
