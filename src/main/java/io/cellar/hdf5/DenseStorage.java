package io.cellar.hdf5;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Links or attributes that are too many for an object header: they lie in a heap, and a B-tree
 * finds them by a hash of their names. Layout: HDF5 File Format Specification 3.0, section III.A.2,
 * record types 5 and 8.
 */
final class DenseStorage {
  private static final int LINKS = 5;
  private static final int ATTRIBUTES = 8;

  private final Effort effort;
  private final BTreeV2 tree;
  private final FractalHeap heap;
  private final int hashAt;
  private final int idAt;

  /** Looks at messages that were found. */
  @FunctionalInterface
  interface Visitor {
    /** False when no more are wanted. */
    boolean visit(ByteBuffer message) throws Hdf5Exception;
  }

  /**
   * @param tree address of the B-tree by name
   * @param heap address of the heap
   */
  DenseStorage(OpenFile file, long tree, long heap) throws Hdf5Exception {
    this.effort = file.effort();
    CheckedNodes nodes = new CheckedNodes(file.bytes(), "the index of names");
    this.tree = new BTreeV2(nodes, tree);
    this.heap = new FractalHeap(file.bytes(), heap);
    int type = this.tree.type();
    int size = this.tree.recordSize();
    if (!(type == LINKS && size == 11) && !(type == ATTRIBUTES && size == 17)) {
      throw nodes.damaged("records of type %d and %d bytes".formatted(type, size));
    }
    this.hashAt = type == LINKS ? 0 : 13;
    this.idAt = type == LINKS ? 4 : 0;
  }

  /** Visits the few messages whose names may be this one. */
  void named(String name, Visitor visitor) throws Hdf5Exception {
    int hash = Lookup3.hash(name.getBytes(StandardCharsets.UTF_8));
    tree.visit(
        (node, record) -> Integer.compareUnsigned(node.getInt(record + hashAt), hash),
        (node, record) -> visit(node, record, visitor));
  }

  void all(Visitor visitor) throws Hdf5Exception {
    tree.visit((_, _) -> 0, (node, record) -> visit(node, record, visitor));
  }

  private boolean visit(ByteBuffer node, int record, Visitor visitor) throws Hdf5Exception {
    ByteBuffer message = heap.object(node, record + idAt);
    effort.spend(message.limit());
    return visitor.visit(message);
  }
}
