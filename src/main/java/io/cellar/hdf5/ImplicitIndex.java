package io.cellar.hdf5;

import java.util.Optional;

/**
 * Chunks that lie one after another, all allocated, none filtered.
 *
 * @param address of the first chunk
 */
record ImplicitIndex(long address, long chunkBytes, ChunkNumbering numbering)
    implements ChunkIndex {

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
