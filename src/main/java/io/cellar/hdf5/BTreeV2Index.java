package io.cellar.hdf5;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The version 2 B-tree of chunks, for datasets with several axes that may grow without end. Layout:
 * HDF5 File Format Specification 3.0, section III.A.2, record types 10 and 11.
 */
final class BTreeV2Index implements ChunkIndex {
  private static final int UNFILTERED = 10;
  private static final int FILTERED = 11;

  private final BTreeV2 tree;
  private final Entries entries;

  BTreeV2Index(FileBytes bytes, long address, long chunkBytes, int rank) throws Hdf5Exception {
    this.tree = new BTreeV2(new CheckedNodes(bytes), address);
    if (tree.type() != UNFILTERED && tree.type() != FILTERED) {
      throw CheckedNodes.corrupt("a B-tree with records of type " + tree.type());
    }
    this.entries = Entries.of(tree.type() - UNFILTERED, tree.recordSize() - 8 * rank, chunkBytes);
  }

  @Override
  public Optional<Location> find(long[] chunk) throws Hdf5Exception {
    List<Location> found = new ArrayList<>(1);
    tree.visit(
        (node, record) -> compare(node, record + entries.bytes(), chunk),
        (node, record) -> {
          entries.read(node, record).ifPresent(found::add);
          return false;
        });
    return found.stream().findFirst();
  }

  private static int compare(ByteBuffer node, int at, long[] chunk) {
    for (int d = 0; d < chunk.length; d++) {
      int order = Long.compareUnsigned(node.getLong(at + 8 * d), chunk[d]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
