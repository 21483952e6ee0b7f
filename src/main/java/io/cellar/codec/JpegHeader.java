package io.cellar.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a JPEG file (ITU-T T.81, annex B) says of its picture, read without decoding any of it.
 *
 * @param components 1 for gray, 3 for a coloured picture
 * @param yCbCr whether the components are luma and chroma. Decided as libjpeg does: a JFIF file's
 *     are; else an Adobe marker tells; else they are unless they are named R, G, B
 */
record JpegHeader(int width, int height, int components, boolean yCbCr) {
  /** A file that goes over its picture more often is not a picture but an attack. */
  private static final int MOST_SCANS = 64;

  private static final int START_OF_SCAN = 0xda;
  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int TEMPORARY = 0x01;
  private static final int APP0 = 0xe0;
  private static final int APP14 = 0xee;

  /** Goes over all markers; the file must have exactly one frame and an end. */
  static JpegHeader of(byte[] file) throws CodecException {
    check(file.length >= 2 && file[0] == (byte) 0xff && at(file, 1) == START, "is not JPEG");
    JpegHeader frame = null;
    boolean jfif = false;
    int adobe = -1;
    int scans = 0;
    int in = 2;
    while (true) {
      in = marker(file, in, scans > 0);
      int marker = at(file, in++);
      if (marker == END) {
        break;
      }
      if (standsAlone(marker)) {
        continue;
      }
      check(file.length - in >= 2, "ends within a segment");
      int length = at(file, in) << 8 | at(file, in + 1);
      check(length >= 2 && length <= file.length - in, "ends within a segment");
      if (isFrame(marker)) {
        check(frame == null, "has two frames");
        frame = frame(file, marker, in, length);
      } else if (marker == APP0 && length >= 16 && begins(file, in + 2, "JFIF\0")) {
        jfif = true;
      } else if (marker == APP14 && length >= 14 && begins(file, in + 2, "Adobe")) {
        adobe = at(file, in + 13);
      } else if (marker == START_OF_SCAN) {
        check(++scans <= MOST_SCANS, "has more than " + MOST_SCANS + " scans");
      }
      in += length;
    }
    check(frame != null && scans > 0, "has no picture");
    boolean rgb = !jfif && (adobe == 0 || adobe < 0 && !frame.yCbCr);
    return new JpegHeader(frame.width, frame.height, frame.components, !rgb);
  }

  /** The place of the next marker's code. Between scans' bytes others than markers are usual. */
  private static int marker(byte[] file, int from, boolean inScan) throws CodecException {
    int in = from;
    while (in < file.length - 1) {
      boolean begins = at(file, in) == 0xff;
      int code = at(file, in + 1);
      if (begins && code != 0 && code != 0xff) {
        return in + 1;
      }
      check(begins && code == 0xff || inScan, "has other bytes between its segments");
      in++;
    }
    throw new CodecException("a JPEG chunk has no end");
  }

  private static boolean standsAlone(int marker) {
    return marker >= 0xd0 && marker <= START || marker == TEMPORARY;
  }

  /** SOF markers: all of C0 … CF that are not tables. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /** The frame whose length field is at {@code in}; {@code yCbCr} is what its names say. */
  private static JpegHeader frame(byte[] file, int marker, int in, int length)
      throws CodecException {
    check(marker <= 0xc2, "is of a kind that is not read: SOF" + (marker - 0xc0));
    check(length >= 8, "has a damaged frame");
    int precision = at(file, in + 2);
    check(precision == 8, "has samples of " + precision + " bits, expected 8");
    int components = at(file, in + 7);
    check(
        components == 1 || components == 3,
        "has " + components + " components; read are 1 (gray) and 3 (colour)");
    check(length == 8 + 3 * components, "has a damaged frame");
    boolean rgb =
        components == 3
            && at(file, in + 8) == 'R'
            && at(file, in + 11) == 'G'
            && at(file, in + 14) == 'B';
    int height = at(file, in + 3) << 8 | at(file, in + 4);
    int width = at(file, in + 5) << 8 | at(file, in + 6);
    return new JpegHeader(width, height, components, !rgb);
  }

  private static boolean begins(byte[] file, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(file, at, at + bytes.length, bytes, 0, bytes.length);
  }

  private static int at(byte[] file, int index) {
    return file[index] & 0xff;
  }

  private static void check(boolean holds, String otherwise) throws CodecException {
    if (!holds) {
      throw new CodecException("a JPEG chunk " + otherwise);
    }
  }
}
