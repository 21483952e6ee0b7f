package io.cellar.source.chunked;

/**
 * How an array of chunks is cut into blocks. A block is a chunk, unless chunks are so small that
 * each would cost a request and a file for nearly nothing, or so large that nobody could wait for
 * one: small ones are taken together, large ones are split.
 */
final class BlockShape {
  /** A chunk of fewer bytes is not a block by itself. */
  static final long SMALL = 64 << 10;

  /** So many bytes are enough for several chunks together. */
  static final long ENOUGH = 256 << 10;

  /** A block of more bytes is split. */
  static final long LARGE = 16 << 20;

  /** Chunks in a block. */
  static final int MOST_CHUNKS = 64;

  private final ChunkedArray array;
  private final long[] chunk;
  private final long[] shape;

  private BlockShape(ChunkedArray array) {
    this.array = array;
    this.chunk = array.chunk();
    this.shape = array.shape();
  }

  /** The shape of the blocks of an array, in the order of its axes. */
  static long[] of(ChunkedArray array) {
    BlockShape rule = new BlockShape(array);
    long bytes = array.chunkBytes();
    return bytes < SMALL ? rule.together(bytes) : bytes > LARGE ? rule.split(bytes) : rule.chunk;
  }

  /** Several chunks along the axes of space, the thinnest first, none beyond a shard. */
  private long[] together(long chunkBytes) {
    long[] block = chunk.clone();
    long bytes = chunkBytes;
    int chunks = 1;
    while (bytes < ENOUGH) {
      int thinnest = -1;
      for (int d = 0; d < block.length; d++) {
        boolean grows = array.axes().get(d).isSpace() && next(d, block[d]) > block[d];
        boolean fits = chunks * (next(d, block[d]) / block[d]) <= MOST_CHUNKS;
        if (grows && fits && (thinnest < 0 || block[d] < block[thinnest])) {
          thinnest = d;
        }
      }
      if (thinnest < 0) {
        return block;
      }
      long grown = next(thinnest, block[thinnest]);
      chunks = (int) (chunks * (grown / block[thinnest]));
      bytes = bytes / block[thinnest] * grown;
      block[thinnest] = grown;
    }
    return block;
  }

  /** The next larger size along an axis; the same if there is none. */
  private long next(int d, long size) {
    if (array.shard().isEmpty()) {
      return size < shape[d] ? 2 * size : size;
    }
    long shard = array.shard().get()[d];
    for (long n = 2 * size; n <= shard && size < shape[d]; n += size) {
      if (shard % n == 0) {
        return n;
      }
    }
    return size;
  }

  /** Halves, as long as these are whole, of the longest axis of space. */
  private long[] split(long chunkBytes) {
    long[] block = chunk.clone();
    long bytes = chunkBytes;
    while (bytes > LARGE) {
      int longest = -1;
      for (int d = 0; d < block.length; d++) {
        boolean halves = block[d] % 2 == 0;
        boolean longer = longest < 0 || block[d] > block[longest];
        if (array.axes().get(d).isSpace() && halves && longer) {
          longest = d;
        }
      }
      if (longest < 0) {
        return block;
      }
      block[longest] /= 2;
      bytes /= 2;
    }
    return block;
  }
}
