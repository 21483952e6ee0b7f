package io.cellar.codec;

/**
 * The lzf filter of h5py: LibLZF's format without a header. A control byte below 32 announces that
 * many literals and one more; any other holds a length in its upper three bits (7: another byte
 * follows) and the upper bits of a distance, whose lower eight bits follow.
 */
public final class Lzf implements Codec {

  @Override
  public byte[] decode(byte[] input, int size) throws CodecException {
    byte[] output = new byte[size];
    int in = 0;
    int out = 0;
    while (in < input.length) {
      int control = input[in++] & 0xff;
      if (control < 32) {
        int literals = control + 1;
        check(literals <= input.length - in && literals <= size - out);
        System.arraycopy(input, in, output, out, literals);
        in += literals;
        out += literals;
        continue;
      }
      int length = control >>> 5;
      check(in + (length == 7 ? 2 : 1) <= input.length);
      if (length == 7) {
        length += input[in++] & 0xff;
      }
      length += 2;
      int from = out - ((control & 0x1f) << 8) - (input[in++] & 0xff) - 1;
      check(from >= 0 && length <= size - out);
      // Byte by byte: the ranges may overlap, which repeats a pattern.
      for (int i = 0; i < length; i++) {
        output[out++] = output[from + i];
      }
    }
    check(out == size);
    return output;
  }

  private static void check(boolean fits) throws CodecException {
    if (!fits) {
      throw new CodecException("an lzf chunk does not decode to its size");
    }
  }
}
