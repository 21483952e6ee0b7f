package io.cellar.source.chunked;

import io.cellar.codec.CodecException;
import io.cellar.source.Fetched;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.StoredObject;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Blocks that are parts of one large chunk. The chunk comes over the network once for all blocks of
 * it that are wanted at about the same time, is decoded once, and kept for the others while there
 * is room. A block's body is its voxels, little-endian.
 */
final class SplitChunks {
  /** Kept of decoded chunks, in bytes. */
  private static final long MOST_KEPT = 256L << 20;

  private final ChunkedArray array;
  private final SharedLoads<List<Long>, Chunk> decoded =
      new SharedLoads<>(
          MOST_KEPT,
          chunk -> (int) Math.min(Integer.MAX_VALUE, chunk.voxels.map(Block::bytes).orElse(0L)));

  /** A chunk as it came once. */
  private static final class Chunk {
    private final Optional<Block> voxels;

    /** Where the blocks begin that were cut out of it. */
    private final Set<List<Long>> used = ConcurrentHashMap.newKeySet();

    Chunk(Optional<Block> voxels) {
      this.voxels = voxels;
    }
  }

  SplitChunks(ChunkedArray array) {
    this.array = array;
  }

  /** The part of a chunk that is a block. */
  Fetched part(long[] position, Roi stored, TransferProgress progress)
      throws SourceException, InterruptedException {
    String address = array.chunks().address(position);
    List<Long> key = list(position);
    Chunk chunk = decoded.get(key, () -> new Chunk(decode(position, progress)));
    if (chunk.voxels.isEmpty()) {
      decoded.forget(key, chunk); // whoever asks later is to hear what is true then
      return new Fetched.Empty(address);
    }
    chunk.used.add(list(stored.start()));
    long[] start = array.chunk();
    for (int d = 0; d < start.length; d++) {
      start[d] *= position[d];
    }
    byte[] body = Blocks.littleEndian(Blocks.crop(chunk.voxels.get(), stored.minus(start)));
    return new RawBlock(body, false, address, Optional.empty(), 0);
  }

  private static List<Long> list(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /**
   * Has the chunk fetched anew for a block that was cut out of it before; for others, what came for
   * that one is new too.
   */
  void forget(long[] position, Roi stored) {
    List<Long> key = list(position);
    decoded
        .known(key)
        .filter(chunk -> chunk.used.contains(list(stored.start())))
        .ifPresent(chunk -> decoded.forget(key, chunk));
  }

  private Optional<Block> decode(long[] position, TransferProgress progress)
      throws SourceException, InterruptedException {
    Optional<StoredObject> stored = array.chunks().fetch(position, progress);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(array.decoder().decode(stored.get().bytes(), position));
    } catch (CodecException e) {
      throw new SourceException.Invalid(
          array.chunks().address(position) + ": " + e.getMessage(), e);
    }
  }
}
