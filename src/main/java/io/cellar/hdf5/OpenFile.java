package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.jhdf.Superblock;
import io.jhdf.Superblock.SuperblockV0V1;
import io.jhdf.SymbolTableEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file whose superblock has been checked.
 *
 * @param bytes the whole file
 * @param storage the same as jhdf wants it, bounded
 * @param root address of the root group's object header
 */
record OpenFile(FileBytes bytes, BoundedStorage storage, long root) {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final int SUPERBLOCK_AT_MOST = 128;

  /** What to think of bytes behind the end that the superblock declares. */
  enum Tail {
    REFUSED,
    IGNORED
  }

  /** Checks signature, superblock and end-of-file address. */
  static OpenFile open(FileBytes bytes, Tail tail) throws Hdf5Exception {
    checkSignature(bytes);
    Superblock superblock = Guard.run("the superblock", () -> superblock(bytes));
    if (superblock.getSizeOfOffsets() != 8 || superblock.getSizeOfLengths() != 8) {
      throw new Hdf5Exception(
          Problem.UNSUPPORTED,
          "offsets of %d and lengths of %d bytes; only 8 is read"
              .formatted(superblock.getSizeOfOffsets(), superblock.getSizeOfLengths()));
    }
    if (superblock.getBaseAddressByte() != 0) {
      throw new Hdf5Exception(
          Problem.UNSUPPORTED, "base address " + superblock.getBaseAddressByte() + ", expected 0");
    }
    checkEnd(superblock.getEndOfFileAddress(), bytes.size(), tail);
    BoundedStorage storage = new BoundedStorage(bytes, superblock);
    return new OpenFile(
        bytes, storage, Guard.run("the root group", () -> root(superblock, storage)));
  }

  private static void checkSignature(FileBytes bytes) throws Hdf5Exception {
    int length = (int) Math.min(bytes.size(), 64);
    byte[] start = bytes.bytes(0, length, "the signature");
    if (length >= SIGNATURE.length
        && Arrays.equals(start, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      return;
    }
    if (length > 0
        && length < SIGNATURE.length
        && Arrays.equals(start, 0, length, SIGNATURE, 0, length)) {
      throw new Hdf5Exception(Problem.TRUNCATED, "only " + length + " bytes of an HDF5 file");
    }
    for (long at = 512; bytes.contains(at, SIGNATURE.length); at *= 2) {
      if (Arrays.equals(bytes.bytes(at, SIGNATURE.length, "the signature"), SIGNATURE)) {
        throw new Hdf5Exception(
            Problem.UNSUPPORTED, "an HDF5 file behind a user block of " + at + " bytes");
      }
    }
    throw new Hdf5Exception(Problem.NOT_HDF5, "not an HDF5 file: " + describe(start, bytes.size()));
  }

  private static String describe(byte[] start, long size) {
    String text = new String(start, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
    return size == 0 ? "it is empty" : size + " bytes that begin with \"" + text + "\"";
  }

  private static Superblock superblock(FileBytes bytes) {
    long length = Math.min(bytes.size(), SUPERBLOCK_AT_MOST);
    // Copied: jhdf keeps and moves the buffer.
    ByteBuffer copy = ByteBuffer.allocate((int) length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    copy.put(bytes.buffer(0, length)).flip();
    return Superblock.readSuperblock(copy);
  }

  private static long root(Superblock superblock, BoundedStorage storage) {
    return switch (superblock) {
      case SuperblockV0V1 old ->
          new SymbolTableEntry(storage, old.getRootGroupSymbolTableAddress())
              .getObjectHeaderAddress();
      case Superblock.SuperblockV2V3 v2 -> v2.getRootGroupObjectHeaderAddress();
      default -> throw new IllegalStateException(superblock.getClass().getName());
    };
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
}
