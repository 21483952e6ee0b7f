package io.cellar.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The front of a file that holds one dataset: superblock, a group for each part of the path, the
 * header of the dataset. Everything else follows behind it.
 */
final class Skeleton {
  private static final int SUPERBLOCK = 48;
  private static final int ALIGNMENT = 8;

  private final List<String> path;
  private final LongFunction<List<HeaderMessage>> messages;
  private final int size;

  /**
   * A front whose size is known and whose end of file is not.
   *
   * @param dataset path, with or without a leading slash
   * @param messages messages of the dataset, given the address right behind the front; their sizes
   *     do not depend on it
   */
  Skeleton(String dataset, LongFunction<List<HeaderMessage>> messages) {
    this.path = Arrays.stream(dataset.split("/")).filter(p -> !p.isEmpty()).toList();
    if (path.isEmpty() || path.contains(".")) {
      throw new IllegalArgumentException("\"" + dataset + "\" is not the path of a dataset");
    }
    this.messages = messages;
    int length = SUPERBLOCK;
    for (String name : path) {
      length += group(name, 0).length;
    }
    length += HeaderMessage.header(messages.apply(0)).length;
    this.size = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Its length, and so the address of what follows. */
  int size() {
    return size;
  }

  /**
   * The bytes of the front.
   *
   * @param following number of bytes that follow behind it
   */
  byte[] bytes(long following) {
    LittleEndian out = new LittleEndian().bytes(superblock(size + following));
    for (String name : path) {
      int length = group(name, 0).length;
      out.bytes(group(name, out.size() + length));
    }
    return out.bytes(HeaderMessage.header(messages.apply(size))).padTo(size).toBytes();
  }

  private static byte[] group(String child, long address) {
    return HeaderMessage.header(
        List.of(
            HeaderMessage.linkInfo(),
            HeaderMessage.groupInfo(),
            HeaderMessage.link(child, address)));
  }

  /** Version 2: the oldest with a checksum. */
  private static byte[] superblock(long endOfFile) {
    byte[] bytes =
        new LittleEndian()
            .u8(0x89)
            .bytes("HDF\r\n\032\n".getBytes(StandardCharsets.US_ASCII))
            .u8(2)
            .u8(8)
            .u8(8)
            .u8(0)
            .u64(0)
            .u64(LittleEndian.UNDEFINED)
            .u64(endOfFile)
            .u64(SUPERBLOCK)
            .toBytes();
    return new LittleEndian().bytes(bytes).u32(Lookup3.hash(bytes)).toBytes();
  }
}
