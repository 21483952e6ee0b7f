package io.cellar.engine;

import io.cellar.source.SourceException;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Blocks that could not be had, newest last, at most {@value #MOST}; older ones are forgotten,
 * which only means that they are tried when they are asked for again. Thread-safe.
 *
 * <p>A block that could not be refreshed is listed too, but is as good as before.
 */
final class FailureBook {
  private static final int MOST = 1000;

  /** A passing trouble is not tried again for so long, however often a view asks. */
  static final Duration REST = Duration.ofSeconds(30);

  /**
   * A failure.
   *
   * @param address where the block was asked from
   * @param passing worth another try after a rest; else only when somebody says so
   * @param refresh whether the block is on disk and was to be replaced
   * @param nanos when it failed, on the engine's clock
   * @param at the same as a time of day
   */
  record Entry(
      BlockUnavailableException error,
      String address,
      int tries,
      boolean passing,
      boolean refresh,
      long nanos,
      Instant at) {

    private boolean rests(long nowNanos) {
      return !passing || nowNanos - nanos < REST.toNanos();
    }

    /** True when a server is to blame, and neither the disk nor this computer. */
    private boolean remote() {
      return error.getCause() instanceof SourceException cause
          && !(cause instanceof SourceException.OutOfResources);
    }

    private Optional<Instant> nextTry() {
      return passing && !refresh ? Optional.of(at.plus(REST)) : Optional.empty();
    }

    BlockState state() {
      return new BlockState.Failed(cause(), tries, nextTry());
    }

    private String cause() {
      String why =
          error.getCause() == null ? Messages.words(error) : Messages.words(error.getCause());
      return refresh ? "old block kept: " + why : why;
    }
  }

  private final Map<BlockKey, Entry> entries = new LinkedHashMap<>();

  /** Notes a failure. */
  synchronized void note(Entry entry) {
    BlockKey key = entry.error().key();
    entries.remove(key);
    entries.put(key, entry);
    if (entries.size() > MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  /** The block came, or is to be tried anew. */
  synchronized void forget(BlockKey key) {
    entries.remove(key);
  }

  /** The block was found on disk, which says nothing of its refresh. */
  synchronized void found(BlockKey key) {
    if (of(key).filter(Entry::refresh).isEmpty()) {
      entries.remove(key);
    }
  }

  synchronized void forgetFileset(int fileset) {
    entries.keySet().removeIf(key -> key.fileset() == fileset);
  }

  /**
   * Why a block is not tried now; empty when it may be.
   *
   * @param online whether servers are asked: if not, what they said does not count
   */
  Optional<BlockUnavailableException> standing(BlockKey key, boolean online, long nowNanos) {
    return missing(key, online).filter(e -> e.rests(nowNanos)).map(Entry::error);
  }

  /**
   * The state of a block that failed.
   *
   * @param online whether servers are asked: if not, what they said does not count
   */
  Optional<BlockState> state(BlockKey key, boolean online) {
    return missing(key, online).map(Entry::state);
  }

  private Optional<Entry> missing(BlockKey key, boolean online) {
    return of(key).filter(e -> !e.refresh() && (online || !e.remote()));
  }

  private synchronized Optional<Entry> of(BlockKey key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The blocks that are noted; a copy. */
  synchronized List<BlockKey> keys() {
    return List.copyOf(entries.keySet());
  }

  synchronized int size() {
    return entries.size();
  }

  /** Of all, those that could not be refreshed. */
  synchronized int refreshes() {
    return (int) entries.values().stream().filter(Entry::refresh).count();
  }

  /** All of them, newest first. */
  synchronized List<EngineStats.Failure> list() {
    List<EngineStats.Failure> list = new ArrayList<>();
    entries.forEach(
        (key, e) ->
            list.add(new EngineStats.Failure(key, e.address, e.cause(), e.tries, e.nextTry())));
    return list.reversed();
  }
}
