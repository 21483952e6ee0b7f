package io.cellar.source.chunked;

import io.cellar.source.keys.KeyStore;
import io.cellar.volume.Axes;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import io.cellar.volume.Origin;
import java.util.List;
import java.util.Optional;

/**
 * One array of chunks: what its metadata says, whatever its format. Everything is told in the order
 * of {@code axes}, the slowest first; formats that count x first are turned round when they are
 * read.
 *
 * @param keys the store that the array was found in
 * @param path of the array in that store, empty for its root
 * @param format in words, such as {@code Zarr v3}; of an array that is a level of an image, the
 *     image's, such as {@code OME-Zarr 0.5}
 * @param axes storage order
 * @param dtype of the voxels as they are decoded, which may be wider than stored
 * @param shape voxels along each axis, all positive
 * @param chunk shape of the smallest part that can be fetched: a chunk, or an inner chunk of a
 *     shard
 * @param shard shape of a shard, a multiple of {@code chunk}; empty when there are none
 * @param originOffset coordinate of voxel 0, 0 but in precomputed volumes
 * @param chunks where the bytes of chunks are
 * @param decoder what makes voxels of them
 * @param fill value of voxels whose chunk is not stored
 */
public record ChunkedArray(
    KeyStore keys,
    String path,
    String format,
    Axes axes,
    DType dtype,
    long[] shape,
    long[] chunk,
    Optional<long[]> shard,
    long[] originOffset,
    ChunkStore chunks,
    ChunkDecoder decoder,
    FillValue fill)
    implements Origin {

  /** Largest chunk that is decoded, in bytes. */
  public static final long MOST_CHUNK_BYTES = 1L << 30;

  public ChunkedArray {
    shape = shape.clone();
    chunk = chunk.clone();
    shard = shard.map(long[]::clone);
    originOffset = originOffset.clone();
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public long[] chunk() {
    return chunk.clone();
  }

  @Override
  public Optional<long[]> shard() {
    return shard.map(long[]::clone);
  }

  @Override
  public long[] originOffset() {
    return originOffset.clone();
  }

  @Override
  public String address() {
    return keys.address(path);
  }

  @Override
  public boolean isLocal() {
    return keys.isLocal();
  }

  /** The same array, told to be of another format: that of the image that it is a level of. */
  public ChunkedArray as(String name) {
    return new ChunkedArray(
        keys, path, name, axes, dtype, shape, chunk, shard, originOffset, chunks, decoder, fill);
  }

  @Override
  public List<String> notes() {
    return keys.notes().sentences();
  }

  /** The grid of chunks: where each lies, clipped at the far edges. */
  public BlockGrid chunkGrid() {
    return new BlockGrid(shape, chunk);
  }

  /** Bytes of the voxels of a whole chunk. */
  public long chunkBytes() {
    long bytes = dtype.bytes();
    for (long n : chunk) {
      bytes = Math.multiplyExact(bytes, n);
    }
    return bytes;
  }
}
