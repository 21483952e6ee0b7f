package io.cellar.hdf5;

import io.cellar.input.AtomicFile;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.BlockEncoding.Compression;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Writes a block as an HDF5 file with one dataset, which every library since HDF5 1.8 reads.
 *
 * <p>The file is made in memory: superblock version 2, groups with links in their headers, voxels
 * little-endian; a bool is h5py's enum. Files of one kind of block differ in their voxels only.
 */
public final class Hdf5Writer {
  private static final int DEFAULT_LEVEL = 4;

  private Hdf5Writer() {}

  /**
   * The file of a block.
   *
   * @param dataset path of the dataset; its groups are made
   * @param encoding chunks are clipped to the block; compression without chunks makes one chunk;
   *     lzf and szip are written as gzip 4
   */
  public static byte[] encode(Block block, String dataset, BlockEncoding encoding) {
    boolean contiguous =
        block.length() == 0
            || (encoding.chunks().isEmpty() && encoding.compression() == Compression.NONE);
    if (contiguous) {
      return Hdf5Template.of(block.dtype(), block.shape(), dataset).encode(block);
    }
    return new ChunkedEncoder(block, chunk(block, encoding), gzip(encoding)).encode(dataset);
  }

  /** Writes the file of a block, whole or not at all. An existing file is replaced. */
  public static void write(Path file, Block block, String dataset, BlockEncoding encoding)
      throws IOException {
    AtomicFile.replace(file, encode(block, dataset, encoding));
  }

  private static long[] chunk(Block block, BlockEncoding encoding) {
    long[] shape = block.shape();
    long[] chunk = encoding.chunks().map(long[]::clone).orElse(shape.clone());
    if (chunk.length != shape.length) {
      throw new IllegalArgumentException(
          "chunks " + Arrays.toString(chunk) + " for a block of shape " + Arrays.toString(shape));
    }
    for (int d = 0; d < chunk.length; d++) {
      if (chunk[d] < 1) {
        throw new IllegalArgumentException(
            "chunks " + Arrays.toString(chunk) + " are not positive");
      }
      chunk[d] = Math.min(chunk[d], shape[d]);
    }
    return chunk;
  }

  private static OptionalInt gzip(BlockEncoding encoding) {
    return switch (encoding.compression()) {
      case NONE -> OptionalInt.empty();
      case GZIP -> OptionalInt.of(encoding.level() < 0 ? DEFAULT_LEVEL : encoding.level());
      case LZF, SZIP -> OptionalInt.of(DEFAULT_LEVEL);
    };
  }
}
