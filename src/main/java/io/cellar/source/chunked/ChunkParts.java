package io.cellar.source.chunked;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cellar.codec.CodecException;
import io.cellar.source.Fetched;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.StoredObject;
import io.cellar.thread.Threads;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks of several small chunks: all of them come, or are proved not to be stored, or the block
 * has failed; then another try asks only for those that are missing. Their bytes travel as one
 * body: for each chunk its length as four bytes, -1 for one that is not stored, then all bytes.
 */
final class ChunkParts {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkParts.class);

  /** Requests of one block at a time; its slot counts as one. */
  private static final int AT_ONCE = 4;

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
    List<Optional<StoredObject>> chunks = fetchAll(positions, progress);
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

  /** The caller asks too, so that all come even where there is no other thread. */
  private List<Optional<StoredObject>> fetchAll(List<long[]> positions, TransferProgress progress)
      throws SourceException, InterruptedException {
    Turns turns = new Turns(positions, progress);
    List<FutureTask<Void>> tasks = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    try {
      for (int n = 1; n < Math.min(AT_ONCE, positions.size()); n++) {
        FutureTask<Void> task = new FutureTask<>(turns);
        Thread thread = Threads.virtual("cellar-chunk", task);
        thread.start();
        threads.add(thread);
        tasks.add(task);
      }
    } catch (OutOfMemoryError e) {
      LOG.debug("no thread for a request", e);
    }
    try {
      turns.call();
      for (FutureTask<Void> task : tasks) {
        task.get();
      }
      positions.forEach(p -> kept.invalidate(key(p)));
      return turns.results();
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } finally {
      turns.end();
      threads.forEach(Thread::interrupt);
    }
  }

  private static SourceException thrown(Throwable cause) throws InterruptedException {
    return switch (cause) {
      case SourceException e -> e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(cause);
    };
  }

  /** Asks for one chunk after the other, on several threads; the first failure ends all. */
  private final class Turns implements Callable<Void> {
    private final List<long[]> positions;
    private final TransferProgress progress;
    private final AtomicReferenceArray<Optional<StoredObject>> results;
    private final AtomicInteger next = new AtomicInteger();
    private long received;

    Turns(List<long[]> positions, TransferProgress progress) {
      this.positions = positions;
      this.progress = progress;
      this.results = new AtomicReferenceArray<>(positions.size());
    }

    @Override
    public Void call() throws SourceException, InterruptedException {
      try {
        for (int i = next.getAndIncrement(); i < results.length(); i = next.getAndIncrement()) {
          results.set(i, one(positions.get(i)));
          came(bytes(results.get(i)));
        }
        return null;
      } catch (SourceException | InterruptedException | RuntimeException e) {
        end();
        throw e;
      }
    }

    private synchronized void came(int bytes) {
      received += bytes;
      progress.bytes(received, -1);
    }

    void end() {
      next.set(results.length());
    }

    List<Optional<StoredObject>> results() {
      List<Optional<StoredObject>> all = new ArrayList<>();
      for (int i = 0; i < results.length(); i++) {
        all.add(results.get(i));
      }
      return all;
    }
  }

  private Optional<StoredObject> one(long[] position) throws SourceException, InterruptedException {
    Optional<StoredObject> known = kept.getIfPresent(key(position));
    if (known != null) {
      return known;
    }
    Optional<StoredObject> chunk = array.chunks().fetch(position, TransferProgress.NONE);
    kept.put(key(position), chunk);
    return chunk;
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
