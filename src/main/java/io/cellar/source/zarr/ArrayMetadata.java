package io.cellar.source.zarr;

import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FormatException;
import io.cellar.volume.FillValue;
import java.util.List;
import java.util.Optional;

/**
 * What the metadata of one array says, in the order of its own axes, before these are named.
 *
 * @param format in words
 * @param chunk the smallest part that can be fetched: a chunk, or the inner chunk of a shard
 * @param sharding when chunks are kept in shards
 * @param order of the axes within a chunk, the slowest first
 * @param keys of the objects, each a chunk or a shard
 * @param names of the axes, empty texts where there is none; an empty list for no names
 * @param voxelSizes numbers with units as Neuroglancer takes them, or an empty list
 * @param json for messages
 * @param notes guesses
 */
record ArrayMetadata(
    String format,
    StoredType type,
    long[] shape,
    long[] chunk,
    Optional<Sharding> sharding,
    int[] order,
    ByteChain chain,
    FillValue fill,
    ChunkKeys keys,
    List<String> names,
    List<String> voxelSizes,
    Json json,
    List<String> notes) {

  int rank() {
    return shape.length;
  }

  /** Whole sizes of an array and its chunks, and that they are of one rank and not too big. */
  static void check(Json shape, long[] sizes, Json chunk, long[] chunkSizes)
      throws FormatException {
    if (sizes.length != chunkSizes.length) {
      throw chunk.refuse(
          "has %d numbers, but %s has %d".formatted(chunkSizes.length, shape.path(), sizes.length),
          "as many");
    }
    if (sizes.length == 0) {
      throw shape.refuse("is empty", "at least one axis");
    }
    double chunks = 1;
    for (int d = 0; d < sizes.length; d++) {
      if (sizes[d] == 0) {
        throw shape.refuse("has a 0, so that there is nothing to see", "positive sizes");
      }
      chunks *= Math.ceilDiv(sizes[d], chunkSizes[d]);
    }
    // Half of the bound, so that rounding does not matter.
    if (chunks > 0x1p61) {
      throw shape.refuse("has more than 2^61 chunks", "fewer");
    }
  }

  /** Bytes of a chunk as it is stored before compression. */
  static int chunkBytes(Json json, long[] chunk, StoredType type) throws FormatException {
    double bytes = Math.max(type.bytes(), type.dtype().bytes());
    for (long n : chunk) {
      bytes *= n;
    }
    if (bytes > ChunkedArray.MOST_CHUNK_BYTES) {
      throw json.refuse(
          "makes chunks of %.3g bytes".formatted(bytes),
          "chunks of at most " + ChunkedArray.MOST_CHUNK_BYTES + " bytes");
    }
    return (int) (bytes / Math.max(type.bytes(), type.dtype().bytes()) * type.bytes());
  }
}
