package io.cellar.codec;

import static io.cellar.codec.BloscHeader.check;

import java.util.Arrays;

/**
 * A chunk of Blosc 1: a header, the places of its blocks, and blocks that were shuffled by bytes or
 * bits and compressed each by itself, whole or split into the first, second … bytes of elements
 * (Blosc/c-blosc, README_CHUNK_FORMAT.rst, whose places are in truth from the chunk's first byte).
 * There is no checksum: damage within a block may go unseen.
 */
public final class Blosc implements Codec {

  @Override
  public byte[] decode(byte[] stored, int size) throws CodecException {
    BloscHeader header = BloscHeader.of(stored, size);
    if (size == 0) {
      return new byte[0];
    }
    if (header.is(BloscHeader.STORED)) {
      check(size <= header.storedBytes() - BloscHeader.BYTES, "ends before its bytes");
      return Arrays.copyOfRange(stored, BloscHeader.BYTES, BloscHeader.BYTES + size);
    }
    int blocks = header.blocks();
    check(
        blocks <= (header.storedBytes() - BloscHeader.BYTES) / Integer.BYTES,
        "ends before the places of its blocks");
    BlockDecoder decoder = decoder(header.codec());
    byte[] output = new byte[size];
    byte[] shuffled = new byte[Math.min(size, header.blockBytes())];
    for (int i = 0; i < blocks; i++) {
      int at = LittleEndian.int32(stored, BloscHeader.BYTES + Integer.BYTES * i);
      int to = i * header.blockBytes();
      int length = Math.min(header.blockBytes(), size - to);
      Unshuffling unshuffling = unshuffling(header, length);
      if (unshuffling == null) {
        block(header, decoder, stored, at, output, to, length);
      } else {
        block(header, decoder, stored, at, shuffled, 0, length);
        unshuffling.undo(header.elementBytes(), shuffled, output, to, length);
      }
    }
    return output;
  }

  private static void block(
      BloscHeader header,
      BlockDecoder decoder,
      byte[] stored,
      int start,
      byte[] output,
      int to,
      int size)
      throws CodecException {
    int splits = header.splits(size);
    check(size % splits == 0, "has a block that is not of whole elements");
    int part = size / splits;
    int end = header.storedBytes();
    long at = start;
    for (int i = 0; i < splits; i++) {
      check(at >= BloscHeader.BYTES && at <= end - Integer.BYTES, "has a block beyond its end");
      int length = LittleEndian.int32(stored, (int) at);
      at += Integer.BYTES;
      check(length >= 0 && length <= end - at, "ends within a block");
      if (length == part) {
        System.arraycopy(stored, (int) at, output, to + i * part, part);
      } else {
        decoder.decode(stored, (int) at, length, output, to + i * part, part);
      }
      at += length;
    }
  }

  private static BlockDecoder decoder(int codec) throws CodecException {
    return switch (codec) {
      case 0 -> BloscLz::decode;
      case 1 -> Lz4::decode;
      case 2 -> Snappy::decode;
      case 3 -> Inflation::inflate;
      case 4 -> Zstd::decode;
      default -> throw new CodecException("a blosc chunk has the unknown codec " + codec);
    };
  }

  /** Puts the bytes of a block's elements together again. */
  @FunctionalInterface
  private interface Unshuffling {
    void undo(int elementBytes, byte[] shuffled, byte[] output, int to, int size);
  }

  /** Null if the block was left as it was. */
  private static Unshuffling unshuffling(BloscHeader header, int size) {
    if (header.is(BloscHeader.BYTE_SHUFFLE) && header.elementBytes() > 1) {
      return Shuffle::unshuffle;
    }
    boolean bits =
        header.is(BloscHeader.BIT_SHUFFLE)
            && size >= header.elementBytes()
            && size / header.elementBytes() % 8 == 0;
    return bits ? BitShuffle::unshuffle : null;
  }
}
