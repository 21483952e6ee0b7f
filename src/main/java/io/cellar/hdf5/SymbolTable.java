package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A group of the old kind: names in a local heap, links in nodes that a version 1 B-tree finds by
 * name. Layout: HDF5 File Format Specification 3.0, sections III.A.1, III.C and III.D.
 */
final class SymbolTable {
  private static final int TREE = 'T' | 'R' << 8 | 'E' << 16 | 'E' << 24;
  private static final int HEAP = 'H' | 'E' << 8 | 'A' << 16 | 'P' << 24;
  private static final int NODE = 'S' | 'N' << 8 | 'O' << 16 | 'D' << 24;
  private static final int TREE_HEADER = 24;
  private static final int ENTRY = 40;
  private static final int SOFT = 2;
  private static final int DEEPEST = 32;

  private final OpenFile file;
  private final long root;
  private final ByteBuffer names;

  /**
   * @param message its symbol table message
   */
  SymbolTable(OpenFile file, ByteBuffer message) throws Hdf5Exception {
    this.file = file;
    this.root = message.getLong(0);
    ByteBuffer heap = file.bytes().buffer(message.getLong(8), 32, "the heap of names");
    if (heap.getInt(0) != HEAP) {
      throw damaged("its names are missing");
    }
    this.names = file.bytes().buffer(heap.getLong(24), heap.getLong(8), "the names of a group");
  }

  /** Visits the link of that name, if there is one. */
  void named(String name, Links.Visitor visitor) throws Hdf5Exception {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    long address = root;
    int level = -1;
    while (level != 0) {
      ByteBuffer node = node(address, level);
      level = node.get(5);
      // Keys and children take turns; a child holds names up to and with the key behind it.
      int low = 0;
      int high = entries(node);
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (compare(node.getLong(TREE_HEADER + 16 * middle + 16), text) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (low == entries(node)) {
        return;
      }
      address = node.getLong(TREE_HEADER + 16 * low + 8);
    }
    links(address, link -> !link.name().equals(name) || visitor.visit(link));
  }

  void all(Links.Visitor visitor) throws Hdf5Exception {
    all(root, -1, visitor);
  }

  private boolean all(long address, int above, Links.Visitor visitor) throws Hdf5Exception {
    ByteBuffer node = node(address, above);
    int level = node.get(5);
    for (int i = 0; i < entries(node); i++) {
      long child = node.getLong(TREE_HEADER + 16 * i + 8);
      if (!(level == 0 ? links(child, visitor) : all(child, level, visitor))) {
        return false;
      }
    }
    return true;
  }

  /**
   * A node of the tree; its level is one less than that of the one above, so there are no rings.
   */
  private ByteBuffer node(long address, int above) throws Hdf5Exception {
    ByteBuffer header = file.bytes().buffer(address, TREE_HEADER, "a node of a group");
    int level = header.get(5);
    if (header.getInt(0) != TREE
        || header.get(4) != 0
        || level < 0
        || level > DEEPEST
        || (above >= 0 && level != above - 1)) {
      throw damaged("no node of a group at address " + address);
    }
    long length = TREE_HEADER + 16L * entries(header) + 8;
    file.effort().spend(length);
    return file.bytes().buffer(address, length, "a node of a group");
  }

  private static int entries(ByteBuffer node) {
    return Short.toUnsignedInt(node.getShort(6));
  }

  private boolean links(long address, Links.Visitor visitor) throws Hdf5Exception {
    ByteBuffer header = file.bytes().buffer(address, 8, "the links of a group");
    if (header.getInt(0) != NODE) {
      throw damaged("no links of a group at address " + address);
    }
    int links = Short.toUnsignedInt(header.getShort(6));
    long length = 8L + links * ENTRY;
    file.effort().spend(length);
    ByteBuffer node = file.bytes().buffer(address, length, "the links of a group");
    for (int i = 0; i < links; i++) {
      int at = 8 + i * ENTRY;
      String name = name(node.getLong(at));
      Link link =
          node.getInt(at + 16) == SOFT
              ? new Link.Soft(name, name(Integer.toUnsignedLong(node.getInt(at + 24))))
              : new Link.Hard(name, node.getLong(at + 8));
      if (!visitor.visit(link)) {
        return false;
      }
    }
    return true;
  }

  private String name(long offset) throws Hdf5Exception {
    int from = checked(offset);
    int to = from;
    while (to < names.limit() && names.get(to) != 0) {
      to++;
    }
    file.effort().spend(to - from);
    return StandardCharsets.UTF_8.decode(names.slice(from, to - from)).toString();
  }

  /** Compares bytes without sign, as the tree is ordered. */
  private int compare(long offset, byte[] text) throws Hdf5Exception {
    int at = checked(offset);
    for (int i = 0; ; i++) {
      int a = at + i < names.limit() ? names.get(at + i) & 0xff : 0;
      int b = i < text.length ? text[i] & 0xff : 0;
      if (a != b || a == 0) {
        return Integer.compare(a, b);
      }
    }
  }

  private int checked(long offset) throws Hdf5Exception {
    if (offset < 0 || offset >= names.limit()) {
      throw damaged("a name lies outside of its heap");
    }
    return (int) offset;
  }

  private static Hdf5Exception damaged(String detail) {
    return new Hdf5Exception(Problem.CORRUPT, "a group is damaged: " + detail);
  }
}
