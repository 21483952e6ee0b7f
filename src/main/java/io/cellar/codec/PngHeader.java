package io.cellar.codec;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * What a PNG file says of its picture, read without decoding any of it, but with the checksums of
 * all chunks verified (W3C, Portable Network Graphics, 5 and 11.2.2).
 *
 * @param depth bits of a sample
 * @param channels 1 gray, 2 gray and alpha, 3 colours, 4 colours and alpha
 */
record PngHeader(int width, int height, int depth, int channels) {
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;
  private static final int HEADER = 0x49484452;
  private static final int DATA = 0x49444154;
  private static final int TRANSPARENCY = 0x74524e53;
  private static final int END = 0x49454e44;

  static PngHeader of(byte[] file) throws CodecException {
    ByteBuffer in = ByteBuffer.wrap(file);
    check(in.remaining() >= 8 && in.getLong() == SIGNATURE, "is not PNG");
    PngHeader header = null;
    boolean data = false;
    while (true) {
      check(in.remaining() >= 12, "has no end");
      int length = in.getInt();
      check(length >= 0 && length <= in.remaining() - 8, "ends within its bytes");
      CRC32 crc = new CRC32();
      crc.update(file, in.position(), 4 + length);
      int type = in.getInt();
      int content = in.position();
      in.position(content + length);
      check(in.getInt() == (int) crc.getValue(), "has a wrong checksum");
      check(header == null == (type == HEADER), "does not begin with one header");
      if (type == HEADER) {
        check(length == 13, "has a damaged header");
        header = header(in, content);
      }
      check(type != TRANSPARENCY, "has a transparent colour, which is not read");
      data |= type == DATA;
      if (type == END) {
        break;
      }
    }
    check(data, "has no picture");
    return header;
  }

  private static PngHeader header(ByteBuffer in, int at) throws CodecException {
    int width = in.getInt(at);
    int height = in.getInt(at + 4);
    int depth = in.get(at + 8);
    int channels =
        switch (in.get(at + 9)) {
          case 0 -> 1;
          case 4 -> 2;
          case 2 -> 3;
          case 6 -> 4;
          case 3 -> throw new CodecException("a PNG chunk has a palette, which is not read");
          default -> throw new CodecException("a PNG chunk has a damaged header");
        };
    check(width > 0 && height > 0, "has a damaged header");
    return new PngHeader(width, height, depth, channels);
  }

  private static void check(boolean holds, String otherwise) throws CodecException {
    if (!holds) {
      throw new CodecException("a PNG chunk " + otherwise);
    }
  }
}
