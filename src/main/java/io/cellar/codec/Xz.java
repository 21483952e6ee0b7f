package io.cellar.codec;

import org.tukaani.xz.XZInputStream;

/**
 * xz streams, one or several, which numcodecs calls lzma of format 1. Their checksums are verified.
 * A stream says how big a dictionary it needs, whatever it holds: besides what the chunk holds, as
 * much is allowed as the highest preset takes.
 */
public final class Xz implements Codec {
  /** What decoding takes of preset 9, whose dictionary has 64 MiB. */
  private static final int PRESET_KIB = 66 << 10;

  @Override
  public byte[] decode(byte[] stored, int size) throws CodecException {
    return Streams.read(
        "an xz chunk", stored, size, in -> new XZInputStream(in, PRESET_KIB + (size >>> 10)));
  }
}
