package io.cellar.source.chunked;

import io.cellar.codec.CodecException;
import io.cellar.source.Fetched;
import io.cellar.source.RawBlock;
import io.cellar.source.SharedLoads;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.StoredObject;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Blocks that are parts of one large chunk. The chunk comes over the network once for all blocks of
 * it that are wanted at about the same time, is decoded once, and kept for the others while there
 * is room. A block's body is its voxels, little-endian.
 */
final class SplitChunks {
  /** Kept of decoded chunks, in bytes. */
  private static final long MOST_KEPT = 256L << 20;

  private final ChunkedArray array;
  private final SharedLoads<List<Long>, Block> decoded = new SharedLoads<>(MOST_KEPT, Block::bytes);

  SplitChunks(ChunkedArray array) {
    this.array = array;
  }

  /** The part of a chunk that is a block. */
  Fetched part(long[] position, Roi stored, TransferProgress progress)
      throws SourceException, InterruptedException {
    String address = array.chunks().address(position);
    List<Long> key = Arrays.stream(position).boxed().toList();
    Optional<Block> chunk = decoded.get(key, () -> decode(position, progress));
    if (chunk.isEmpty()) {
      decoded.forget(key); // whoever asks later is to hear what is true then
      return new Fetched.Empty(address);
    }
    long[] start = array.chunk();
    for (int d = 0; d < start.length; d++) {
      start[d] *= position[d];
    }
    byte[] body = Blocks.littleEndian(Blocks.crop(chunk.get(), stored.minus(start)));
    return new RawBlock(body, false, address, Optional.empty(), 0);
  }

  /** Forgets decoded chunks. */
  void forget() {
    decoded.forget();
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
