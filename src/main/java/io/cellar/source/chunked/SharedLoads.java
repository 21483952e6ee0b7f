package io.cellar.source.chunked;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cellar.source.SourceException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.ToIntFunction;

/**
 * Values that several blocks need, such as the index of a shard: kept while there is room, and
 * loaded once for all who ask at the same time. The first who asks loads; the others wait, and if
 * the first gives up, one of them loads instead. What could not be loaded is not remembered.
 * Thread-safe.
 *
 * @param <K> with equals and hashCode
 * @param <V> the values, never null
 */
public final class SharedLoads<K, V> {
  private static final int ENTRY_BYTES = 200;

  private final Cache<K, V> kept;
  private final Map<K, Turn<V>> loading = new ConcurrentHashMap<>();

  /** Loads a value; may wait for the network, and be interrupted. */
  @FunctionalInterface
  public interface Load<V> {
    V load() throws SourceException, InterruptedException;
  }

  /** Whose turn it is to load one value, and how many want it. */
  private static final class Turn<V> {
    private final Semaphore permit = new Semaphore(1, true);
    private int users;

    /** For those who wait, be it too large to be kept. */
    private V value;
  }

  /**
   * @param mostBytes how much is kept
   * @param bytes how much a value takes
   */
  public SharedLoads(long mostBytes, ToIntFunction<V> bytes) {
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((K key, V value) -> weight(bytes.applyAsInt(value)))
            .executor(Runnable::run)
            .build();
  }

  private static int weight(int bytes) {
    return Math.min(Math.max(bytes, 0), Integer.MAX_VALUE - ENTRY_BYTES) + ENTRY_BYTES;
  }

  /**
   * The value of a key.
   *
   * @param load is run on the calling thread if nobody else is loading it
   * @throws SourceException if this call loaded it, and could not
   * @throws InterruptedException if interrupted; others who wait are not disturbed
   */
  public V get(K key, Load<? extends V> load) throws SourceException, InterruptedException {
    V known = kept.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Turn<V> turn =
        loading.compute(
            key,
            (k, there) -> {
              Turn<V> mine = there == null ? new Turn<>() : there;
              mine.users++;
              return mine;
            });
    try {
      turn.permit.acquire();
      try {
        if (turn.value == null) {
          turn.value = kept.getIfPresent(key);
        }
        if (turn.value == null) {
          turn.value = load.load();
          kept.put(key, turn.value);
        }
        return turn.value;
      } finally {
        turn.permit.release();
      }
    } finally {
      loading.computeIfPresent(key, (k, there) -> --there.users == 0 ? null : there);
    }
  }

  /** Forgets a value if it is this one. */
  void forget(K key, V value) {
    kept.asMap().remove(key, value);
  }

  /** A value that is kept; empty when it would have to be loaded. */
  Optional<V> known(K key) {
    return Optional.ofNullable(kept.getIfPresent(key));
  }
}
