package io.cellar.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The block stream of lz4-java, in which N5 stores lz4: blocks of a header ("LZ4Block", a token,
 * stored length, decoded length, checksum; little-endian) and bytes, the last one empty. The upper
 * half of the token says whether a block is a raw LZ4 block or as it was. The checksum is the lower
 * 28 bits of xxHash32 over the decoded bytes.
 */
public final class Lz4BlockStream implements Codec {
  private static final byte[] MAGIC = "LZ4Block".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = MAGIC.length + 1 + 3 * Integer.BYTES;
  private static final int RAW = 0x10;
  private static final int LZ4 = 0x20;
  private static final int SEED = 0x9747b28c;
  private static final int CHECKED_BITS = 0x0fffffff;
  private static final XXHash32 HASH = XXHashFactory.safeInstance().hash32();

  @Override
  public byte[] decode(byte[] stored, int size) throws CodecException {
    byte[] output = new byte[size];
    int out = 0;
    int in = 0;
    while (true) {
      check(stored.length - in >= HEADER, "has no end");
      check(
          Arrays.equals(MAGIC, 0, MAGIC.length, stored, in, in + MAGIC.length),
          "has a block without its mark");
      int method = stored[in + MAGIC.length] & 0xf0;
      int length = LittleEndian.int32(stored, in + MAGIC.length + 1);
      int decoded = LittleEndian.int32(stored, in + MAGIC.length + 5);
      int sum = LittleEndian.int32(stored, in + MAGIC.length + 9);
      in += HEADER;
      check(length >= 0 && length <= stored.length - in, "ends within a block");
      check(method == LZ4 || method == RAW && length == decoded, "has a block of an unknown kind");
      if (decoded == 0) {
        check(length == 0 && sum == 0, "is damaged at its end");
        break;
      }
      check(decoded > 0 && decoded <= size - out, "holds more than " + size + " bytes");
      if (method == RAW) {
        System.arraycopy(stored, in, output, out, decoded);
      } else {
        Lz4.decode(stored, in, length, output, out, decoded);
      }
      check((HASH.hash(output, out, decoded, SEED) & CHECKED_BITS) == sum, "has a wrong checksum");
      in += length;
      out += decoded;
    }
    check(out == size, "ends after %d of %d bytes".formatted(out, size));
    check(in == stored.length, "has other bytes behind its end");
    return output;
  }

  private static void check(boolean holds, String otherwise) throws CodecException {
    if (!holds) {
      throw new CodecException("an lz4 stream " + otherwise);
    }
  }
}
