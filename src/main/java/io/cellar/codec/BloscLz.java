package io.cellar.codec;

/**
 * BloscLZ, Blosc's own relative of LZF and FastLZ. A control below 32 announces that many literals
 * and one more; any other is a match, with a length in its upper three bits (7: more bytes follow,
 * until one that is not 255) and the upper bits of a distance. The largest such distance announces
 * two more bytes. Of the first control only the lower five bits count. A stream ends with literals.
 */
final class BloscLz {
  private static final int LONGEST_SHORT_DISTANCE = 8191;

  private BloscLz() {}

  /** A {@link BlockDecoder}. */
  static void decode(byte[] stored, int from, int length, byte[] output, int to, int size)
      throws CodecException {
    int in = from;
    int end = from + length;
    int out = to;
    int limit = to + size;
    boolean ended = false;
    while (in < end) {
      int control = stored[in] & (in == from ? 0x1f : 0xff);
      in++;
      if (control < 32) {
        int literals = control + 1;
        check(literals <= end - in && literals <= limit - out);
        System.arraycopy(stored, in, output, out, literals);
        in += literals;
        out += literals;
        ended = in == end;
        continue;
      }
      int match = (control >>> 5) - 1;
      if (match == 6) {
        int more;
        do {
          check(in < end);
          more = stored[in++] & 0xff;
          match += more;
          check(match <= size);
        } while (more == 255);
      }
      match += 3;
      check(in < end);
      int low = stored[in++] & 0xff;
      int distance = ((control & 0x1f) << 8) + low + 1;
      if (low == 255 && (control & 0x1f) == 31) {
        check(end - in >= 2);
        int far = (stored[in] & 0xff) << 8 | stored[in + 1] & 0xff;
        in += 2;
        distance = far + LONGEST_SHORT_DISTANCE + 1;
      }
      check(distance <= out - to && match <= limit - out);
      Repeats.copy(output, out, distance, match);
      out += match;
    }
    check(ended && out == limit);
  }

  private static void check(boolean fits) throws CodecException {
    if (!fits) {
      throw new CodecException("a blosclz block does not decode to its size");
    }
  }
}
