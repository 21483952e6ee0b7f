package io.cellar.source.precomputed;

import io.cellar.volume.DType;

/** How many bytes a stored chunk may have: what a clumsy writer needs for it, and no more. */
final class StoredBound {
  private static final long SLACK = 1 << 20;

  private StoredBound() {}

  /** The most for one chunk of a scale, encoded and with or without gzip around it. */
  static int of(Scale scale, DType dtype, int channels) {
    long[] chunk = scale.chunk();
    long voxels = channels * chunk[0] * chunk[1] * chunk[2];
    long encoded = voxels * dtype.bytes();
    if (scale.segmentationBlock().isPresent()) {
      // For each block its header, and a label and a 32-bit index for each of its voxels, also of
      // those outside the chunk. In doubles, since small chunks may have large blocks.
      int[] block = scale.segmentationBlock().get();
      double size = (double) block[0] * block[1] * block[2];
      double blocks = channels;
      for (int d = 0; d < 3; d++) {
        blocks *= Math.ceilDiv(chunk[d], block[d]);
      }
      encoded = (long) (blocks * (8 + size * (Integer.BYTES + dtype.bytes())));
    }
    return (int) Math.min(2.0 * encoded + SLACK, Integer.MAX_VALUE - 8);
  }
}
