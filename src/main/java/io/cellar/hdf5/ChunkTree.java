package io.cellar.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the version 1 B-tree of the chunks of a dataset, level by level, every node as large as
 * the library expects it. Layout: HDF5 File Format Specification 3.0, section III.A.1.
 */
final class ChunkTree {
  /** Entries of a full node: twice the K that holds when the superblock names none. */
  private static final int FULL = 64;

  /**
   * An entry: a chunk, or a node of the level below.
   *
   * @param offset position of its first voxel in the dataset
   * @param bytes stored size of the first chunk
   * @param address where it lies
   */
  record Entry(long[] offset, int bytes, long address) {}

  private final int rank;
  private final long[] behind;

  /**
   * @param behind an offset behind that of every chunk
   */
  ChunkTree(long[] behind) {
    this.rank = behind.length;
    this.behind = behind;
  }

  /** Bytes of a tree of that many chunks. */
  int size(int chunks) {
    int nodes = 0;
    int level = chunks;
    do {
      level = (level + FULL - 1) / FULL;
      nodes += level;
    } while (level > 1);
    return nodes * nodeSize();
  }

  private int keySize() {
    return 8 + 8 * (rank + 1);
  }

  private int nodeSize() {
    return 24 + FULL * (keySize() + 8) + keySize();
  }

  /**
   * The address of the root, which is the last node written.
   *
   * @param address where the tree begins
   */
  long root(long address, int chunks) {
    return address + size(chunks) - nodeSize();
  }

  /**
   * The bytes of the tree.
   *
   * @param chunks at least one, in C order of their offsets
   * @param address where the tree begins
   */
  byte[] bytes(List<Entry> chunks, long address) {
    LittleEndian out = new LittleEndian();
    List<Entry> level = chunks;
    int depth = 0;
    do {
      level = writeLevel(out, level, depth++, address + out.size());
    } while (level.size() > 1);
    return out.toBytes();
  }

  private List<Entry> writeLevel(LittleEndian out, List<Entry> entries, int depth, long address) {
    List<Entry> nodes = new ArrayList<>();
    int count = (entries.size() + FULL - 1) / FULL;
    for (int i = 0; i < count; i++) {
      int from = i * FULL;
      int to = Math.min(entries.size(), from + FULL);
      long here = address + (long) i * nodeSize();
      int end = out.size() + nodeSize();
      out.bytes("TREE".getBytes(StandardCharsets.US_ASCII)).u8(1).u8(depth).u16(to - from);
      out.u64(i == 0 ? LittleEndian.UNDEFINED : here - nodeSize());
      out.u64(i == count - 1 ? LittleEndian.UNDEFINED : here + nodeSize());
      for (Entry entry : entries.subList(from, to)) {
        key(out, entry.bytes(), entry.offset());
        out.u64(entry.address());
      }
      key(out, 0, to < entries.size() ? entries.get(to).offset() : behind);
      out.padTo(end);
      Entry first = entries.get(from);
      nodes.add(new Entry(first.offset(), first.bytes(), here));
    }
    return nodes;
  }

  private static void key(LittleEndian out, int bytes, long[] offset) {
    out.u32(bytes).u32(0);
    for (long at : offset) {
      out.u64(at);
    }
    out.u64(0);
  }
}
