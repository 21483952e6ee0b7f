package io.cellar.hdf5;

import io.jhdf.checksum.ChecksumUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Damages files as bad disks and bad people do. Checksums of the structure can be put right
 * afterwards, so that the damage is met by the code behind them.
 */
public final class Mutator {
  private static final List<String> SIGNATURES =
      List.of(
          "\u0089HDF",
          "OHDR",
          "OCHK",
          "BTHD",
          "BTIN",
          "BTLF",
          "FAHD",
          "FADB",
          "EAHD",
          "EAIB",
          "EADB",
          "EASB",
          "FRHP",
          "FHDB",
          "FHIB");
  private static final long[] INTERESTING = {
    0,
    1,
    -1,
    8,
    48,
    96,
    255,
    256,
    65535,
    1L << 31,
    (1L << 31) - 1,
    1L << 32,
    1L << 62,
    Long.MIN_VALUE,
    Long.MAX_VALUE
  };
  private static final int LONGEST_NODE = 4096;

  /** Where the checksum of a piece of structure lies. */
  private record Piece(int start, int checksum) {}

  private final byte[] original;
  private final List<Piece> pieces = new ArrayList<>();

  public Mutator(byte[] original) {
    this.original = original;
    for (int at = 0; at + 8 < original.length; at++) {
      String start = new String(original, at, 4, StandardCharsets.ISO_8859_1);
      if (SIGNATURES.contains(start)) {
        findChecksum(at);
      }
    }
  }

  private void findChecksum(int at) {
    for (int length = 8; length < LONGEST_NODE && at + length + 4 <= original.length; length++) {
      byte[] content = Arrays.copyOfRange(original, at, at + length);
      if (ChecksumUtils.checksum(content) == littleEndian(original).getInt(at + length)) {
        pieces.add(new Piece(at, at + length));
        return;
      }
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A damaged copy of the same length. */
  public byte[] mutate(Random random) {
    byte[] file = original.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      change(file, random);
    }
    if (random.nextInt(4) != 0) {
      for (Piece piece : pieces) {
        byte[] content = Arrays.copyOfRange(file, piece.start(), piece.checksum());
        littleEndian(file).putInt(piece.checksum(), ChecksumUtils.checksum(content));
      }
    }
    return file;
  }

  private static void change(byte[] file, Random random) {
    int at = random.nextInt(file.length);
    switch (random.nextInt(5)) {
      case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> file[at] = (byte) random.nextInt();
      case 2 -> {
        int from = random.nextInt(file.length);
        int length = random.nextInt(64);
        int most = file.length - Math.max(at, from);
        System.arraycopy(file, from, file, at, Math.min(length, most));
      }
      case 3 -> {
        long value = INTERESTING[random.nextInt(INTERESTING.length)];
        put(file, at, value, 1 << random.nextInt(4));
      }
      default -> put(file, at & ~7, random.nextInt(file.length) & ~7, 8);
    }
  }

  private static void put(byte[] file, int at, long value, int bytes) {
    for (int i = 0; i < bytes && at + i < file.length; i++) {
      file[at + i] = (byte) (value >>> 8 * i);
    }
  }
}
