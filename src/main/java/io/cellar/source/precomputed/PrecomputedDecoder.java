package io.cellar.source.precomputed;

import io.cellar.codec.Codec;
import io.cellar.codec.CodecException;
import io.cellar.codec.CompressedSegmentation;
import io.cellar.codec.Gzip;
import io.cellar.codec.JpegImage;
import io.cellar.codec.PngImage;
import io.cellar.source.chunked.ChunkDecoder;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;

/**
 * Voxels of a chunk: gzip around it, where there is any, then the scale's encoding. A chunk holds
 * its voxels x fastest and the channels slowest, clipped at the far edges.
 */
final class PrecomputedDecoder implements ChunkDecoder {
  private final Scale scale;
  private final DType dtype;
  private final int channels;
  private final int mostStored;

  /**
   * @param mostStored most bytes that an encoded chunk has
   */
  PrecomputedDecoder(Scale scale, DType dtype, int channels, int mostStored) {
    this.scale = scale;
    this.dtype = dtype;
    this.channels = channels;
    this.mostStored = mostStored;
  }

  @Override
  public Block decode(byte[] stored, long[] position) throws CodecException {
    long[] extent = scale.extent(Scale.placeOf(position));
    int bytes = (int) (dtype.bytes() * channels * extent[0] * extent[1] * extent[2]);
    byte[] encoded = unzipped(stored, bytes);
    byte[] voxels =
        switch (scale.encoding()) {
          case RAW -> exactly(encoded, bytes);
          case JPEG -> new JpegImage(channels).decode(encoded, bytes);
          case PNG -> new PngImage(channels, dtype.bytes()).decode(encoded, bytes);
          case COMPRESSED_SEGMENTATION -> segmentation(extent).decode(encoded, bytes);
        };
    long[] shape =
        position.length == 3
            ? new long[] {extent[2], extent[1], extent[0]}
            : new long[] {channels, extent[2], extent[1], extent[0]};
    return Blocks.overLittleEndian(dtype, shape, voxels);
  }

  /**
   * Without gzip around it. A shard says whether there is; a copy of what a server had sent with
   * {@code Content-Encoding: gzip} does not, and is told by how it begins.
   */
  private byte[] unzipped(byte[] stored, int bytes) throws CodecException {
    boolean raw = scale.encoding() == Encoding.RAW;
    boolean gzip =
        scale.sharding().isPresent()
            ? scale.sharding().get().gzipData()
            : Gzip.isGzip(stored) && !(raw && stored.length == bytes);
    if (!gzip) {
      return stored;
    }
    return raw ? new Gzip().decode(stored, bytes) : Gzip.decodeAtMost(stored, mostStored);
  }

  private static byte[] exactly(byte[] encoded, int bytes) throws CodecException {
    if (encoded.length != bytes) {
      throw new CodecException("a chunk has %d bytes, not %d".formatted(encoded.length, bytes));
    }
    return encoded;
  }

  private Codec segmentation(long[] extent) {
    int[] block = scale.segmentationBlock().orElseThrow();
    return new CompressedSegmentation(
        dtype.bytes(),
        channels,
        new int[] {(int) extent[2], (int) extent[1], (int) extent[0]},
        new int[] {block[2], block[1], block[0]});
  }
}
