package io.cellar.codec;

import java.util.Arrays;

/**
 * The fletcher32 filter: Fletcher's checksum over big-endian 16-bit words, stored in four
 * little-endian bytes behind the data.
 */
public final class Fletcher32 implements Codec {
  /** Bytes of the checksum. */
  public static final int BYTES = 4;

  /** Words after which the sums still fit 32 bits. */
  private static final int BATCH = 360;

  /** The data without its checksum, which must agree. */
  @Override
  public byte[] decode(byte[] data, int size) throws CodecException {
    int length = data.length - BYTES;
    if (length < 0) {
      throw new CodecException("a chunk is too short for its fletcher32 checksum");
    }
    int stored = 0;
    for (int i = BYTES - 1; i >= 0; i--) {
      stored = stored << 8 | data[length + i] & 0xff;
    }
    int computed = checksum(data, length);
    // Files of HDF5 1.6.2 and older hold the bytes of each half swapped; the library accepts both.
    int swapped = (computed & 0x00ff00ff) << 8 | computed >>> 8 & 0x00ff00ff;
    if (stored != computed && stored != swapped) {
      throw new CodecException(
          "a chunk has the fletcher32 checksum %08x, expected %08x".formatted(computed, stored));
    }
    return Arrays.copyOf(data, length);
  }

  /** The checksum of the first {@code length} bytes. */
  static int checksum(byte[] data, int length) {
    int sum1 = 0;
    int sum2 = 0;
    int words = length / 2;
    for (int done = 0; done < words; ) {
      int end = Math.min(words, done + BATCH);
      for (; done < end; done++) {
        sum1 += (data[2 * done] & 0xff) << 8 | data[2 * done + 1] & 0xff;
        sum2 += sum1;
      }
      sum1 = (sum1 & 0xffff) + (sum1 >>> 16);
      sum2 = (sum2 & 0xffff) + (sum2 >>> 16);
    }
    if (length % 2 != 0) {
      sum1 += (data[length - 1] & 0xff) << 8;
      sum2 += sum1;
      sum1 = (sum1 & 0xffff) + (sum1 >>> 16);
      sum2 = (sum2 & 0xffff) + (sum2 >>> 16);
    }
    sum1 = (sum1 & 0xffff) + (sum1 >>> 16);
    sum2 = (sum2 & 0xffff) + (sum2 >>> 16);
    return sum2 << 16 | sum1;
  }
}
