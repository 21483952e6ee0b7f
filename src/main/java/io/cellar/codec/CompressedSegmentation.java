package io.cellar.codec;

/**
 * Labels as the precomputed format's {@code compressed_segmentation} stores them: blocks of indices
 * of few bits into tables of the labels that occur (Neuroglancer, "Compressed segmentation
 * encoding"). The result is in C order (channel, z, y, x), little-endian.
 */
public final class CompressedSegmentation implements Codec {
  /** Along an axis; far above what is in use, and places within a block cannot overflow. */
  public static final int LARGEST_BLOCK = 1 << 16;

  private final int labelWords;
  private final int channels;
  private final int channelBytes;
  private final int[] shape;
  private final int[] block;

  /**
   * Keeps no array that is given.
   *
   * @param elementBytes 4 or 8
   * @param channels at least 1
   * @param shape of the chunk, (z, y, x), each at least 1; at most 2 GiB in all
   * @param block of the encoding, (z, y, x), each 1 … {@value #LARGEST_BLOCK}
   */
  public CompressedSegmentation(int elementBytes, int channels, int[] shape, int[] block) {
    if (elementBytes != 4 && elementBytes != 8) {
      throw new IllegalArgumentException("labels of " + elementBytes + " bytes");
    }
    if (channels < 1 || shape.length != 3 || block.length != 3) {
      throw new IllegalArgumentException("channels, shape or block");
    }
    for (int i = 0; i < 3; i++) {
      if (shape[i] < 1 || block[i] < 1) {
        throw new IllegalArgumentException("an empty shape or block");
      }
      if (block[i] > LARGEST_BLOCK) {
        throw new IllegalArgumentException("a block of more than " + LARGEST_BLOCK);
      }
    }
    this.labelWords = elementBytes / Integer.BYTES;
    this.channels = channels;
    Elements.bytes(elementBytes, channels, shape[0], shape[1], shape[2]);
    this.channelBytes = Elements.bytes(elementBytes, shape);
    this.shape = shape.clone();
    this.block = block.clone();
  }

  @Override
  public byte[] decode(byte[] stored, int bytes) throws CodecException {
    int whole = channels * channelBytes;
    if (whole != bytes) {
      throw new CodecException(
          "a segmentation chunk holds %d bytes, expected %d".formatted(whole, bytes));
    }
    SegmentationWords words = new SegmentationWords(stored);
    byte[] output = new byte[bytes];
    for (int c = 0; c < channels; c++) {
      channel(words, words.unsigned(c), output, c * channelBytes);
    }
    return output;
  }

  /** The channel that begins at the word {@code start}. */
  private void channel(SegmentationWords words, long start, byte[] output, int to)
      throws CodecException {
    long header = start;
    for (int z = 0; z < shape[0]; z = next(z, 0)) {
      for (int y = 0; y < shape[1]; y = next(y, 1)) {
        for (int x = 0; x < shape[2]; x = next(x, 2), header += 2) {
          long first = words.unsigned(header);
          int bits = (int) (first >>> 24);
          if (bits > 32 || Integer.bitCount(bits) > 1) {
            throw new CodecException("a segmentation chunk has labels of " + bits + " bits");
          }
          long table = start + (first & 0xffffff);
          long values = start + words.unsigned(header + 1);
          block(words, table, values, bits, new int[] {z, y, x}, output, to);
        }
      }
    }
  }

  /** Where the block behind the one at {@code at} begins, or the chunk's end. */
  private int next(int at, int axis) {
    return (int) Math.min(shape[axis], (long) at + block[axis]);
  }

  /** Indices go by the whole block, also where the chunk's end cuts it. */
  private void block(
      SegmentationWords words,
      long table,
      long values,
      int bits,
      int[] begin,
      byte[] output,
      int to)
      throws CodecException {
    int labelBytes = labelWords * Integer.BYTES;
    for (int z = begin[0]; z < next(begin[0], 0); z++) {
      for (int y = begin[1]; y < next(begin[1], 1); y++) {
        long row = (long) (z - begin[0]) * block[1] + (y - begin[1]);
        int out = to + ((z * shape[1] + y) * shape[2] + begin[2]) * labelBytes;
        for (int x = 0; x < next(begin[2], 2) - begin[2]; x++, out += labelBytes) {
          long label = bits == 0 ? 0 : words.bits(values, row * block[2] + x, bits);
          words.copy(table + label * labelWords, labelWords, output, out);
        }
      }
    }
  }
}
