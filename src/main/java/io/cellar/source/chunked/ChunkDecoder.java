package io.cellar.source.chunked;

import io.cellar.codec.CodecException;
import io.cellar.volume.Block;

/** Stored bytes of a chunk to its voxels. Computes only; thread-safe. */
@FunctionalInterface
public interface ChunkDecoder {

  /**
   * Decodes a chunk.
   *
   * @param position in the array's grid of chunks, in the order of its axes
   * @return the voxels of the chunk that lie inside the array: clipped at its far edges, in C order
   *     of its axes
   * @throws CodecException if the bytes are not exactly such a chunk
   */
  Block decode(byte[] stored, long[] position) throws CodecException;
}
