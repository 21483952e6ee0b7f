package io.cellar.source.chunked;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cellar.source.SourceException;
import io.cellar.thread.Threads;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;

/**
 * The parts of shards that tell where chunks lie, remembered up to a number of bytes, those that
 * were not used for long forgotten first. Whoever wants a part that is being loaded waits for it,
 * so that each is asked for once; the loading ends when the last who waited is interrupted.
 * Failures and what does not exist are not remembered: the next who asks tries again. Thread-safe.
 *
 * @param <K> which part, with {@code equals}
 * @param <V> the part, immutable
 */
public final class ShardIndexCache<K, V> {
  /** What a key and the bookkeeping weigh besides the part. */
  private static final long OVERHEAD = 200;

  private final Cache<K, V> known;
  private final ConcurrentMap<K, Loading<V>> inFlight = new ConcurrentHashMap<>();

  /**
   * @param mostBytes what all parts weigh together
   * @param bytes what one weighs in memory
   */
  public ShardIndexCache(long mostBytes, ToLongFunction<V> bytes) {
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher(
                (K _, V part) ->
                    (int) Math.min(Integer.MAX_VALUE, bytes.applyAsLong(part) + OVERHEAD))
            .executor(Runnable::run)
            .build();
  }

  /** Fetches a part. Runs on a thread of its own, which is interrupted when nobody waits. */
  @FunctionalInterface
  public interface Loader<V> {
    /**
     * @return empty when it is proved that there is no such part
     * @throws SourceException if neither it nor that proof can be had
     */
    Optional<V> load() throws SourceException, InterruptedException;
  }

  /** A part that is being loaded; {@code waiting} is guarded by the map's lock of the key. */
  private static final class Loading<V> {
    final CompletableFuture<Optional<V>> result = new CompletableFuture<>();
    int waiting;
    Thread thread;
  }

  /**
   * A part. Waits until it is there.
   *
   * @return empty when it is proved that there is none
   * @throws SourceException of the loader, the same for all who waited
   * @throws InterruptedException if interrupted, which does not disturb others that wait
   */
  public Optional<V> get(K key, Loader<V> loader) throws SourceException, InterruptedException {
    V part = known.getIfPresent(key);
    if (part != null) {
      return Optional.of(part);
    }
    Loading<V> loading = inFlight.compute(key, (_, old) -> join(key, old, loader));
    try {
      return loading.result.get();
    } catch (ExecutionException e) {
      throw cause(e);
    } finally {
      inFlight.computeIfPresent(key, (_, now) -> now == loading ? leave(loading) : now);
    }
  }

  /** Forgets a part, so that it is asked for again. */
  public void forget(K key) {
    known.invalidate(key);
  }

  private Loading<V> join(K key, Loading<V> old, Loader<V> loader) {
    Loading<V> loading = old;
    if (loading == null) {
      Loading<V> begun = new Loading<>();
      begun.thread = Threads.virtual("shard-index", () -> load(key, begun, loader));
      begun.thread.start();
      loading = begun;
    }
    loading.waiting++;
    return loading;
  }

  /** The last who leaves ends the loading. */
  private Loading<V> leave(Loading<V> loading) {
    loading.waiting--;
    if (loading.waiting > 0) {
      return loading;
    }
    loading.thread.interrupt();
    return null;
  }

  private void load(K key, Loading<V> loading, Loader<V> loader) {
    try {
      // One who came when another's loading had just ended finds what that has brought.
      V part = known.getIfPresent(key);
      Optional<V> loaded = part != null ? Optional.of(part) : loader.load();
      loaded.ifPresent(value -> known.put(key, value));
      inFlight.remove(key, loading);
      loading.result.complete(loaded);
    } catch (Throwable t) {
      inFlight.remove(key, loading);
      loading.result.completeExceptionally(t);
    }
  }

  private static SourceException cause(ExecutionException e) {
    return switch (e.getCause()) {
      case SourceException failure -> failure;
      case RuntimeException mistake -> throw mistake;
      case Error error -> throw error;
      default -> throw new IllegalStateException("an index was not loaded", e.getCause());
    };
  }
}
