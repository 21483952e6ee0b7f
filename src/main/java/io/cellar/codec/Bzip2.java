package io.cellar.codec;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** bzip2 streams, one or several. Their checksums are verified; takes some 4 MB besides. */
public final class Bzip2 implements Codec {

  @Override
  public byte[] decode(byte[] stored, int size) throws CodecException {
    return Streams.read(
        "a bzip2 chunk", stored, size, in -> new BZip2CompressorInputStream(in, true));
  }
}
