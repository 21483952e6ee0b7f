package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Finds chunks. Each look-up reads a bounded number of nodes; nothing is read ahead, so that a
 * dataset of millions of chunks opens as fast as one of a single chunk. Thread-safe.
 */
interface ChunkIndex {

  /**
   * Where a chunk is stored.
   *
   * @param address first byte in the file
   * @param bytes stored size
   * @param mask bit i is set when filter i was not applied to this chunk
   */
  record Location(long address, long bytes, int mask) {}

  /**
   * A chunk by its position on the chunk grid, or nothing when it was never written.
   *
   * @throws Hdf5Exception if the index is damaged
   */
  Optional<Location> find(long[] chunk) throws Hdf5Exception;

  /**
   * Chunks that lie one after another, all allocated, none filtered.
   *
   * @param address of the first chunk
   */
  record Implicit(long address, long chunkBytes, Numbering numbering) implements ChunkIndex {

    @Override
    public Optional<Location> find(long[] chunk) throws Hdf5Exception {
      long number = numbering.of(chunk);
      long offset = number * chunkBytes;
      if (number < 0 || Math.multiplyHigh(number, chunkBytes) != 0 || offset < 0) {
        throw CheckedNodes.corrupt("there is no chunk number " + number);
      }
      return Optional.of(new Location(address + offset, chunkBytes, 0));
    }
  }

  /**
   * How an element of a newer chunk index describes a chunk: an address alone, or with the stored
   * size and the filter mask when there are filters.
   *
   * @param filtered whether there are filters
   * @param bytes size of an element
   * @param chunkBytes size of a chunk without filters
   */
  record Entries(boolean filtered, int bytes, long chunkBytes) {
    private static final long UNDEFINED = -1;
    private static final int ADDRESS = 8;
    private static final int MASK = 4;

    /** Checks what the header of an index says of its elements. */
    static Entries of(int client, int bytes, long chunkBytes) throws Hdf5Exception {
      boolean filtered = client == 1;
      int sizeBytes = bytes - ADDRESS - MASK;
      if (client > 1
          || client < 0
          || (filtered ? sizeBytes < 1 || sizeBytes > 8 : bytes != ADDRESS)) {
        throw CheckedNodes.corrupt("elements of %d bytes, kind %d".formatted(bytes, client));
      }
      return new Entries(filtered, bytes, chunkBytes);
    }

    /** The chunk that the element at a position describes. */
    Optional<Location> read(ByteBuffer node, int at) throws Hdf5Exception {
      long address = node.getLong(at);
      if (address == UNDEFINED) {
        return Optional.empty();
      }
      if (!filtered) {
        return Optional.of(new Location(address, chunkBytes, 0));
      }
      int sizeBytes = bytes - ADDRESS - MASK;
      long size = CheckedNodes.number(node, at + ADDRESS, sizeBytes);
      return Optional.of(new Location(address, size, node.getInt(at + bytes - MASK)));
    }
  }

  /**
   * The order in which array-like chunk indexes number the chunks: C order over the grid of the
   * greatest shape that the dataset may grow to. An axis that may grow without end comes first.
   */
  final class Numbering {
    private static final long UNLIMITED = -1;

    private final long[] chunks;
    private final int unlimited;

    private Numbering(long[] chunks, int unlimited) {
      this.chunks = chunks;
      this.unlimited = unlimited;
    }

    /**
     * The numbering of a dataset.
     *
     * @param maxShape greatest shape; -1: without end, on one axis at most
     */
    static Numbering of(long[] maxShape, long[] chunk) throws Hdf5Exception {
      long[] chunks = new long[chunk.length];
      int unlimited = 0;
      long total = 1;
      for (int d = 0; d < chunk.length; d++) {
        if (maxShape[d] == UNLIMITED) {
          unlimited = d;
          chunks[d] = 1;
          continue;
        }
        chunks[d] = Math.max(1, Math.ceilDiv(maxShape[d], chunk[d]));
        if (maxShape[d] < 0 || Math.multiplyHigh(total, chunks[d]) != 0 || total * chunks[d] < 0) {
          throw new Hdf5Exception(Problem.CORRUPT, "the greatest shape is impossible");
        }
        total *= chunks[d];
      }
      return new Numbering(chunks, unlimited);
    }

    /** The number of a chunk; negative when there cannot be so many. */
    long of(long[] position) {
      long number = position[unlimited];
      for (int d = 0; d < chunks.length; d++) {
        if (d != unlimited) {
          number = number * chunks[d] + position[d];
        }
      }
      return number;
    }
  }
}
