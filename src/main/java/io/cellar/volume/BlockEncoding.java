package io.cellar.volume;

import java.util.Optional;

/**
 * How a block is written when it did not arrive as HDF5.
 *
 * @param chunks chunk shape in axes order, clipped to the block when writing; empty: contiguous, or
 *     one chunk when compressed
 * @param compression how chunks are compressed
 * @param level gzip level 0 to 9, or -1 for the default of 4
 */
public record BlockEncoding(Optional<long[]> chunks, Compression compression, int level) {

  /** Filters that the local description may name. lzf and szip are written as gzip 4. */
  public enum Compression {
    NONE,
    GZIP,
    LZF,
    SZIP
  }

  public BlockEncoding {
    chunks = chunks.map(long[]::clone);
  }

  /** Contiguous, not compressed. */
  public static final BlockEncoding PLAIN =
      new BlockEncoding(Optional.empty(), Compression.NONE, -1);
}
