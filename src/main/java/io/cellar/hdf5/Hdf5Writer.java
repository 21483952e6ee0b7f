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

  private final String dataset;
  private final BlockEncoding encoding;

  /** What the last contiguous file was made from: mostly the next one is of its kind. */
  private volatile Hdf5Template template;

  /**
   * Makes files of blocks. Thread-safe.
   *
   * @param dataset path of the dataset; its groups are made
   * @param encoding chunks are clipped to the block; compression without chunks makes one chunk;
   *     lzf and szip are written as gzip 4
   */
  public Hdf5Writer(String dataset, BlockEncoding encoding) {
    this.dataset = dataset;
    this.encoding = encoding;
  }

  /** The file of a block. */
  public byte[] encode(Block block) {
    boolean contiguous =
        block.length() == 0
            || (encoding.chunks().isEmpty() && encoding.compression() == Compression.NONE);
    if (!contiguous) {
      return new ChunkedEncoder(block, chunk(block, encoding), gzip(encoding)).encode(dataset);
    }
    Hdf5Template known = template;
    if (known == null || !known.fits(block)) {
      known = Hdf5Template.of(block.dtype(), block.shape(), dataset);
      template = known;
    }
    return known.encode(block);
  }

  /** The file of one block; see {@link #Hdf5Writer}. */
  public static byte[] encode(Block block, String dataset, BlockEncoding encoding) {
    return new Hdf5Writer(dataset, encoding).encode(block);
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
