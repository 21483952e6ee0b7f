package io.cellar.codec;

/**
 * A raw Snappy block: its decoded length as a varint, then literals and copies. The lower two bits
 * of a tag say what it is: 0 a literal, 1, 2 and 3 a copy whose distance has 11, 16 and 32 bits
 * (google/snappy, format_description.txt).
 */
final class Snappy {
  private final byte[] stored;
  private final int end;
  private int in;

  private Snappy(byte[] stored, int from, int length) {
    this.stored = stored;
    this.in = from;
    this.end = from + length;
  }

  /** A {@link BlockDecoder}. */
  static void decode(byte[] stored, int from, int length, byte[] output, int to, int size)
      throws CodecException {
    new Snappy(stored, from, length).decode(output, to, size);
  }

  private void decode(byte[] output, int start, int size) throws CodecException {
    check(varint() == size);
    int out = start;
    int limit = start + size;
    while (in < end) {
      int tag = stored[in++] & 0xff;
      long length;
      if ((tag & 3) == 0) {
        int code = tag >>> 2;
        length = (code < 60 ? code : number(code - 59)) + 1;
        check(length <= end - in && length <= limit - out);
        System.arraycopy(stored, in, output, out, (int) length);
        in += (int) length;
        out += (int) length;
        continue;
      }
      long distance;
      if ((tag & 3) == 1) {
        length = 4 + (tag >>> 2 & 7);
        distance = (long) (tag >>> 5) << 8 | number(1);
      } else {
        length = (tag >>> 2) + 1;
        distance = number((tag & 3) == 2 ? 2 : 4);
      }
      check(distance > 0 && distance <= out - start && length <= limit - out);
      Repeats.copy(output, out, (int) distance, (int) length);
      out += (int) length;
    }
    check(out == limit);
  }

  private long varint() throws CodecException {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      long b = number(1);
      value |= (b & 0x7f) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw damaged();
  }

  /** A little-endian number of 1 to 4 bytes. */
  private long number(int bytes) throws CodecException {
    check(bytes <= end - in);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (stored[in++] & 0xffL) << 8 * i;
    }
    return value;
  }

  private static void check(boolean fits) throws CodecException {
    if (!fits) {
      throw damaged();
    }
  }

  private static CodecException damaged() {
    return new CodecException("a snappy block does not decode to its size");
  }
}
