package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.cellar.input.PrintableText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file whose superblock has been checked. Layout: HDF5 File Format Specification 3.0, section
 * II.A.
 *
 * @param bytes the file from its superblock on: addresses in the file are relative to that
 * @param effort what may still be spent on finding the way through the file
 * @param root address of the root group's object header
 */
record OpenFile(FileBytes bytes, Effort effort, long root) {
  static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  static final int LEAST_USER_BLOCK = 512;
  private static final int CHECKSUM = 4;

  /** What to think of bytes behind the end that the superblock declares. */
  enum Tail {
    REFUSED,
    IGNORED
  }

  /**
   * What a superblock says.
   *
   * @param base where the file began when it was written
   * @param end address behind the last byte, counted as {@code base} is
   */
  private record Superblock(long base, long end, long root) {}

  /** Finds the superblock, behind a user block or not; checks it and the end-of-file address. */
  static OpenFile open(FileBytes whole, Tail tail) throws Hdf5Exception {
    FileBytes bytes = whole.from(superblockAt(whole));
    Superblock superblock = Guard.run("the superblock", () -> superblock(bytes));
    // Programs that put a user block before a finished file leave its base address as it was.
    checkEnd(superblock.end() - superblock.base(), bytes.size(), tail);
    return new OpenFile(bytes, new Effort(), superblock.root());
  }

  /** The superblock lies at the start, or at 512, 1024, 2048 … bytes behind a user block. */
  private static long superblockAt(FileBytes bytes) throws Hdf5Exception {
    for (long at = 0;
        bytes.contains(at, SIGNATURE.length);
        at = at == 0 ? LEAST_USER_BLOCK : 2 * at) {
      if (Arrays.equals(bytes.bytes(at, SIGNATURE.length, "the signature"), SIGNATURE)) {
        return at;
      }
    }
    byte[] start = bytes.bytes(0, (int) Math.min(bytes.size(), 64), "the signature");
    if (start.length > 0
        && start.length < SIGNATURE.length
        && Arrays.equals(start, 0, start.length, SIGNATURE, 0, start.length)) {
      throw new Hdf5Exception(Problem.TRUNCATED, "only " + start.length + " bytes of an HDF5 file");
    }
    throw new Hdf5Exception(Problem.NOT_HDF5, "not an HDF5 file: " + describe(start, bytes.size()));
  }

  private static String describe(byte[] start, long size) {
    String text = new String(start, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
    return size == 0 ? "it is empty" : size + " bytes that begin with \"" + text + "\"";
  }

  private static Superblock superblock(FileBytes bytes) throws Hdf5Exception {
    int version = bytes.buffer(8, 1, "the superblock").get(0);
    return switch (version) {
      case 0, 1 -> {
        ByteBuffer block = bytes.buffer(0, version == 0 ? 80 : 84, "the superblock");
        checkSizes(block.get(13), block.get(14));
        // Base address, free space, end of file, driver, entry of the root group: name and header.
        int at = version == 0 ? 24 : 28;
        yield new Superblock(block.getLong(at), block.getLong(at + 16), block.getLong(at + 40));
      }
      case 2, 3 -> {
        ByteBuffer block = bytes.buffer(0, 12, "the superblock");
        checkSizes(block.get(9), block.get(10));
        block = new CheckedNodes(bytes, "the superblock").page(0, 44 + CHECKSUM);
        yield new Superblock(block.getLong(12), block.getLong(28), block.getLong(36));
      }
      default ->
          throw new Hdf5Exception(
              Problem.UNSUPPORTED, "the superblock has version " + version + "; 0 to 3 are read");
    };
  }

  private static void checkSizes(int offsets, int lengths) throws Hdf5Exception {
    if (offsets != 8 || lengths != 8) {
      throw new Hdf5Exception(
          Problem.UNSUPPORTED,
          "addresses have %d and lengths %d bytes; only 8 are read".formatted(offsets, lengths),
          "h5repack IN.h5 OUT.h5 rewrites the file");
    }
  }

  private static void checkEnd(long end, long size, Tail tail) throws Hdf5Exception {
    if (end > size) {
      throw new Hdf5Exception(
          Problem.TRUNCATED, "%d bytes of an HDF5 file of %d bytes".formatted(size, end));
    }
    if (end < 0 || (end < size && tail == Tail.REFUSED)) {
      throw new Hdf5Exception(
          Problem.CORRUPT,
          "%d bytes, but the superblock puts the end of the file at %d".formatted(size, end));
    }
  }

  /** A name out of the file, as messages show it. */
  static String shown(String name) {
    return PrintableText.of(name, 200);
  }
}
