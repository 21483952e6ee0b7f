package io.cellar.hdf5;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A fixed array: one element for each chunk that the dataset may ever have, in pages if they are
 * many. Layout: HDF5 File Format Specification 3.0, section VII.C.
 */
final class FixedArrayIndex implements ChunkIndex {
  private static final long UNDEFINED = -1;
  private static final int HEADER = 28;
  private static final int PREFIX = 14;
  private static final int CHECKSUM = 4;

  private final CheckedNodes nodes;
  private final Numbering numbering;
  private final Entries entries;
  private final long elements;
  private final long perPage;
  private final long block;

  FixedArrayIndex(FileBytes bytes, long address, long chunkBytes, Numbering numbering)
      throws Hdf5Exception {
    this.nodes = new CheckedNodes(bytes);
    this.numbering = numbering;
    ByteBuffer header = nodes.node("FAHD", address, HEADER);
    this.entries = Entries.of(header.get(5), Byte.toUnsignedInt(header.get(6)), chunkBytes);
    int pageBits = header.get(7);
    this.elements = header.getLong(8);
    this.block = header.getLong(16);
    if (pageBits < 0 || pageBits > 30 || elements < 0 || elements > bytes.size()) {
      throw CheckedNodes.corrupt("a fixed array of " + elements + " chunks");
    }
    this.perPage = 1L << pageBits;
  }

  @Override
  public Optional<Location> find(long[] chunk) throws Hdf5Exception {
    long number = numbering.of(chunk);
    if (number < 0 || number >= elements) {
      throw CheckedNodes.corrupt("chunk %d of %d".formatted(number, elements));
    }
    if (block == UNDEFINED) {
      return Optional.empty();
    }
    if (elements <= perPage) {
      ByteBuffer node = nodes.node("FADB", block, PREFIX + elements * entries.bytes() + CHECKSUM);
      return entries.read(node, (int) (PREFIX + number * entries.bytes()));
    }
    long pages = (elements + perPage - 1) / perPage;
    long bitmap = (pages + 7) / 8;
    ByteBuffer prefix = nodes.node("FADB", block, PREFIX + bitmap + CHECKSUM);
    long page = number / perPage;
    if ((prefix.get((int) (PREFIX + page / 8)) & 0x80 >>> page % 8) == 0) {
      return Optional.empty();
    }
    long pageBytes = perPage * entries.bytes() + CHECKSUM;
    long inPage = Math.min(perPage, elements - page * perPage);
    ByteBuffer node =
        nodes.page(
            block + PREFIX + bitmap + CHECKSUM + page * pageBytes,
            inPage * entries.bytes() + CHECKSUM);
    return entries.read(node, (int) (number % perPage * entries.bytes()));
  }
}
