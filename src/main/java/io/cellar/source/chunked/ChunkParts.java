package io.cellar.source.chunked;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cellar.codec.CodecException;
import io.cellar.source.Fetched;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.StoredObject;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Blocks of several small chunks: all of them come, or are proved not to be stored, or the block
 * has failed; then another try asks only for those that are missing. Their bytes travel as one
 * body: for each chunk its length as four bytes, -1 for one that is not stored, then all bytes.
 */
final class ChunkParts {
  /** Kept of blocks that failed, in bytes. */
  private static final long MOST_KEPT = 32 << 20;

  private static final Duration KEPT = Duration.ofMinutes(5);

  private final ChunkedArray array;
  private final Cache<List<Long>, Optional<StoredObject>> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT)
          .weigher((List<Long> k, Optional<StoredObject> v) -> 100 + bytes(v))
          .expireAfterWrite(KEPT)
          .executor(Runnable::run)
          .build();

  ChunkParts(ChunkedArray array) {
    this.array = array;
  }

  private static int bytes(Optional<StoredObject> chunk) {
    return chunk.map(c -> c.bytes().length).orElse(0);
  }

  /** All chunks of a block. */
  Fetched fetch(List<long[]> positions, String address, TransferProgress progress)
      throws SourceException, InterruptedException {
    Map<List<Long>, Optional<StoredObject>> came = all(positions, progress);
    List<Optional<StoredObject>> chunks =
        positions.stream().map(position -> came.get(key(position))).toList();
    if (chunks.stream().allMatch(Optional::isEmpty)) {
      return new Fetched.Empty(address);
    }
    long length = 4L * chunks.size() + chunks.stream().mapToLong(ChunkParts::bytes).sum();
    if (length > Integer.MAX_VALUE - 8) {
      throw new SourceException.Invalid(address + ": " + length + " bytes of small chunks", null);
    }
    ByteBuffer body = ByteBuffer.allocate((int) length);
    chunks.forEach(c -> body.putInt(c.map(chunk -> chunk.bytes().length).orElse(-1)));
    chunks.forEach(c -> c.ifPresent(chunk -> body.put(chunk.bytes())));
    long first =
        chunks.stream()
            .flatMap(Optional::stream)
            .mapToLong(StoredObject::firstByteNanos)
            .min()
            .orElse(0);
    return new RawBlock(body.array(), false, address, Optional.empty(), first);
  }

  private Map<List<Long>, Optional<StoredObject>> all(
      List<long[]> positions, TransferProgress progress)
      throws SourceException, InterruptedException {
    Map<List<Long>, Optional<StoredObject>> came =
        new ConcurrentHashMap<>(
            kept.getAllPresent(positions.stream().map(ChunkParts::key).toList()));
    AtomicLong received = new AtomicLong();
    List<AtOnce.Task<Void>> requests = new ArrayList<>();
    for (List<long[]> together :
        array
            .chunks()
            .requests(positions.stream().filter(p -> !came.containsKey(key(p))).toList())) {
      requests.add(
          () -> {
            List<Optional<StoredObject>> chunks = array.chunks().fetchAll(together);
            for (int i = 0; i < chunks.size(); i++) {
              came.put(key(together.get(i)), chunks.get(i));
              kept.put(key(together.get(i)), chunks.get(i));
            }
            long bytes = chunks.stream().mapToLong(ChunkParts::bytes).sum();
            synchronized (received) { // what is told never falls
              progress.bytes(received.addAndGet(bytes), -1);
            }
            return null;
          });
    }
    AtOnce.all(requests);
    kept.invalidateAll(came.keySet());
    return came;
  }

  /** Forgets chunks of blocks that failed. */
  void forget() {
    kept.invalidateAll();
  }

  private static List<Long> key(long[] position) {
    return Arrays.stream(position).boxed().toList();
  }

  /**
   * The block that the chunks of a body make.
   *
   * @throws CodecException if the body as a whole is none
   * @throws SourceException if a chunk is not what it should be; names it
   */
  Block decode(List<long[]> positions, Roi stored, byte[] body)
      throws CodecException, SourceException {
    check(positions.size(), body);
    ByteBuffer lengths = ByteBuffer.wrap(body);
    Block block = array.fill().block(stored.shape());
    int at = 4 * positions.size();
    for (long[] position : positions) {
      int length = lengths.getInt();
      if (length >= 0) {
        Block chunk = chunk(Arrays.copyOfRange(body, at, at + length), position);
        at += length;
        Blocks.copy(chunk, Roi.at(start(position), chunk.shape()), block, stored);
      }
    }
    return block;
  }

  private Block chunk(byte[] bytes, long[] position) throws SourceException {
    try {
      return array.decoder().decode(bytes, position);
    } catch (CodecException | IllegalArgumentException e) {
      throw new SourceException.Invalid(
          array.chunks().address(position) + ": " + e.getMessage(), e);
    }
  }

  private static void check(int chunks, byte[] body) throws CodecException {
    long bytes = 4L * chunks;
    if (body.length >= bytes) {
      ByteBuffer lengths = ByteBuffer.wrap(body);
      for (int n = 0; n < chunks; n++) {
        int length = lengths.getInt();
        bytes = length < -1 ? Long.MAX_VALUE : bytes + Math.max(0, length);
        if (bytes > body.length) {
          break;
        }
      }
    }
    if (bytes != body.length) {
      throw new CodecException(
          "%d bytes are not those of %d chunks".formatted(body.length, chunks));
    }
  }

  private long[] start(long[] position) {
    long[] start = array.chunk();
    for (int d = 0; d < start.length; d++) {
      start[d] *= position[d];
    }
    return start;
  }
}
