package io.cellar.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.ToLongFunction;

/**
 * Values that several blocks need, such as the index of a shard: remembered up to a number of
 * bytes, those that were not used for long forgotten first, and loaded once for all who ask at the
 * same time. The first who asks loads, on its own thread, and the others wait; if the first is
 * interrupted, one of them loads instead. That there is no value is remembered like one. A failure
 * reaches all who wait, and is not remembered: the next who asks tries again. Thread-safe.
 *
 * @param <K> with {@code equals}
 * @param <V> immutable
 */
public final class SharedLoads<K, V> {
  /** What a key and the bookkeeping weigh besides the value. */
  private static final long OVERHEAD = 200;

  private final Cache<K, Optional<V>> kept;
  private final Map<K, Turn<V>> loading = new ConcurrentHashMap<>();

  /** Loads a value; may wait for the network, and be interrupted. */
  @FunctionalInterface
  public interface Load<V> {
    /**
     * @return empty when it is proved that there is none
     * @throws SourceException if neither it nor that proof can be had
     */
    Optional<V> load() throws SourceException, InterruptedException;
  }

  /** One load: whoever has the permit loads, or finds what came of it. */
  private static final class Turn<V> {
    final Semaphore permit = new Semaphore(1, true);

    /** Null until it is loaded; be it too large to be remembered. */
    Optional<V> value;

    SourceException failure;

    /** Who wants it; guarded by the map's lock of the key. */
    int users;
  }

  /**
   * @param mostBytes what all values weigh together
   * @param bytes what one weighs in memory
   */
  public SharedLoads(long mostBytes, ToLongFunction<V> bytes) {
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher(
                (K _, Optional<V> value) ->
                    (int)
                        Math.min(
                            Integer.MAX_VALUE, OVERHEAD + value.map(bytes::applyAsLong).orElse(0L)))
            .executor(Runnable::run)
            .build();
  }

  /**
   * The value of a key. Waits until it is there.
   *
   * @param load is run on the calling thread, if it is neither known nor being loaded
   * @return empty when it is proved that there is none
   * @throws SourceException of the load, the same for all who waited for it
   * @throws InterruptedException if interrupted; others who wait are not disturbed
   */
  public Optional<V> get(K key, Load<V> load) throws SourceException, InterruptedException {
    Optional<V> known = kept.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Turn<V> turn = loading.compute(key, (_, there) -> joined(there));
    try {
      turn.permit.acquire();
      try {
        if (turn.failure != null) {
          throw turn.failure;
        }
        if (turn.value == null) {
          load(key, turn, load);
        }
        return turn.value;
      } finally {
        turn.permit.release();
      }
    } finally {
      loading.computeIfPresent(key, (_, now) -> now == turn && --now.users == 0 ? null : now);
    }
  }

  private static <V> Turn<V> joined(Turn<V> there) {
    Turn<V> turn = there == null ? new Turn<>() : there;
    turn.users++;
    return turn;
  }

  private void load(K key, Turn<V> turn, Load<V> load)
      throws SourceException, InterruptedException {
    // One who came when another's turn had just ended finds what that has brought.
    Optional<V> known = kept.getIfPresent(key);
    try {
      turn.value = known != null ? known : load.load();
    } catch (SourceException e) {
      turn.failure = e;
      loading.remove(key, turn);
      throw e;
    }
    // What was forgotten meanwhile is for those only who wait already.
    loading.computeIfPresent(
        key,
        (_, now) -> {
          if (now != turn) {
            return now;
          }
          kept.put(key, turn.value);
          return null;
        });
  }

  /** Forgets a value, so that it is asked for again; also one that is being loaded. */
  public void forget(K key) {
    loading.remove(key);
    kept.invalidate(key);
  }

  /** Forgets all values. */
  public void forget() {
    loading.clear();
    kept.invalidateAll();
  }
}
