package io.cellar.hdf5;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An extensible array, for datasets with one axis that may grow without end. The first elements lie
 * in the index block; the others in data blocks whose sizes double now and then, the first of them
 * known to the index block, the others to super blocks; large data blocks are cut into pages.
 * Layout: HDF5 File Format Specification 3.0, section VII.D.
 */
final class ExtensibleArrayIndex implements ChunkIndex {
  private static final long UNDEFINED = -1;
  private static final int HEADER = 72;
  private static final int PREFIX = 14;
  private static final int ADDRESS = 8;
  private static final int CHECKSUM = 4;

  private final CheckedNodes nodes;
  private final Numbering numbering;
  private final Entries entries;
  private final int inIndexBlock;
  private final int smallest;
  private final int smallestSuper;
  private final long perPage;
  private final int offsetBytes;
  private final int superBlocks;
  private final long indexBlock;

  ExtensibleArrayIndex(FileBytes bytes, long address, long chunkBytes, Numbering numbering)
      throws Hdf5Exception {
    this.nodes = new CheckedNodes(bytes);
    this.numbering = numbering;
    ByteBuffer header = nodes.node("EAHD", address, HEADER);
    this.entries = Entries.of(header.get(5), Byte.toUnsignedInt(header.get(6)), chunkBytes);
    int maxBits = header.get(7);
    this.inIndexBlock = Byte.toUnsignedInt(header.get(8));
    this.smallest = Byte.toUnsignedInt(header.get(9));
    this.smallestSuper = Byte.toUnsignedInt(header.get(10));
    int pageBits = header.get(11);
    this.indexBlock = header.getLong(60);
    boolean sound =
        maxBits >= 1
            && maxBits <= 64
            && isPowerOfTwo(smallest)
            && isPowerOfTwo(smallestSuper)
            && smallestSuper >= 2
            && log2(smallest) <= maxBits
            && pageBits >= 0
            && pageBits <= 30;
    if (!sound) {
      throw CheckedNodes.corrupt("an extensible array with impossible parameters");
    }
    this.perPage = 1L << pageBits;
    this.offsetBytes = (maxBits + 7) / 8;
    this.superBlocks = 1 + maxBits - log2(smallest);
  }

  @Override
  public Optional<Location> find(long[] chunk) throws Hdf5Exception {
    long number = numbering.of(chunk);
    if (number < 0) {
      throw CheckedNodes.corrupt("there is no chunk number " + number);
    }
    if (indexBlock == UNDEFINED) {
      return Optional.empty();
    }
    int direct = 2 * (smallestSuper - 1);
    int directSupers = 2 * log2(smallestSuper);
    int supers = Math.max(0, superBlocks - directSupers);
    long elementsAt = PREFIX;
    long dataAt = elementsAt + (long) inIndexBlock * entries.bytes();
    long superAt = dataAt + (long) direct * ADDRESS;
    ByteBuffer index = nodes.node("EAIB", indexBlock, superAt + (long) supers * ADDRESS + CHECKSUM);
    if (number < inIndexBlock) {
      return entries.read(index, (int) (elementsAt + number * entries.bytes()));
    }
    long rest = number - inIndexBlock;
    int level = log2(rest / smallest + 1);
    if (level >= superBlocks) {
      throw CheckedNodes.corrupt("there is no chunk number " + number);
    }
    long before = ((1L << level) - 1) * smallest;
    long perBlock = (1L << (level + 1) / 2) * smallest;
    long block = (rest - before) / perBlock;
    long element = (rest - before) % perBlock;
    if (level < directSupers) {
      long first = firstBlock(level);
      long address = index.getLong((int) (dataAt + (first + block) * ADDRESS));
      return address == UNDEFINED ? Optional.empty() : inBlock(address, perBlock, element);
    }
    long address = index.getLong((int) (superAt + (long) (level - directSupers) * ADDRESS));
    return address == UNDEFINED
        ? Optional.empty()
        : inSuperBlock(address, 1L << level / 2, perBlock, block, element);
  }

  /** How many data blocks the levels before have. */
  private static long firstBlock(int level) {
    long blocks = 0;
    for (int l = 0; l < level; l++) {
      blocks += 1L << l / 2;
    }
    return blocks;
  }

  private Optional<Location> inSuperBlock(
      long address, long blocks, long perBlock, long block, long element) throws Hdf5Exception {
    long pages = perBlock > perPage ? perBlock / perPage : 0;
    long bitmapBytes = (pages + 7) / 8;
    int bitmapsAt = PREFIX + offsetBytes;
    long addressesAt = bitmapsAt + blocks * bitmapBytes;
    ByteBuffer node = nodes.node("EASB", address, addressesAt + blocks * ADDRESS + CHECKSUM);
    long data = node.getLong((int) (addressesAt + block * ADDRESS));
    if (data == UNDEFINED) {
      return Optional.empty();
    }
    if (pages == 0) {
      return inBlock(data, perBlock, element);
    }
    // One run of bits over the pages of all data blocks of the super block.
    long page = element / perPage;
    long bit = block * pages + page;
    if ((node.get((int) (bitmapsAt + bit / 8)) & 0x80 >>> bit % 8) == 0) {
      return Optional.empty();
    }
    nodes.node("EADB", data, PREFIX + offsetBytes + CHECKSUM);
    long pageBytes = perPage * entries.bytes() + CHECKSUM;
    ByteBuffer content =
        nodes.page(data + PREFIX + offsetBytes + CHECKSUM + page * pageBytes, pageBytes);
    return entries.read(content, (int) (element % perPage * entries.bytes()));
  }

  private Optional<Location> inBlock(long address, long elements, long element)
      throws Hdf5Exception {
    int elementsAt = PREFIX + offsetBytes;
    ByteBuffer node =
        nodes.node("EADB", address, elementsAt + elements * entries.bytes() + CHECKSUM);
    return entries.read(node, (int) (elementsAt + element * entries.bytes()));
  }

  private static boolean isPowerOfTwo(int value) {
    return Integer.bitCount(value) == 1;
  }

  private static int log2(long value) {
    return 63 - Long.numberOfLeadingZeros(value);
  }
}
