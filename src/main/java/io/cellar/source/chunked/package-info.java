/**
 * Arrays of chunks as sources of blocks, whatever their format.
 *
 * <p>A format reads its metadata into a {@link io.cellar.source.chunked.ChunkedArray}: shape, axes
 * and dtype in words that are the same for all, a {@link io.cellar.source.chunked.ChunkStore} that
 * finds the bytes of a chunk, and a {@link io.cellar.source.chunked.ChunkDecoder} that makes voxels
 * of them. {@link io.cellar.source.chunked.LevelStack} puts several resolutions together, and a
 * {@link io.cellar.source.chunked.FoundImage} is what becomes of it.
 *
 * <p>{@link io.cellar.source.chunked.ChunkedSource} makes blocks of chunks: {@code BlockShape}
 * tells how many chunks are one block, or how many blocks one chunk; {@code ChunkParts} fetches
 * several small ones together, {@code SplitChunks} shares a large one among its blocks.
 *
 * <p>A format with shards only tells where in them chunks lie, by a {@link
 * io.cellar.source.chunked.ShardMap}; {@link io.cellar.source.chunked.ShardedChunks} fetches them.
 */
package io.cellar.source.chunked;
