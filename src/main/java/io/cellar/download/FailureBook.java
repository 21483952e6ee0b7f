package io.cellar.download;

import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Blocks that could not be had, newest last, at most {@value #MOST}; older ones are forgotten,
 * which only means that they are tried when they are asked for again. Guarded by the {@link Desk}.
 */
final class FailureBook {
  private static final int MOST = 1000;

  /** A passing trouble is not tried again for so long, however often a view asks. */
  private static final Duration REST = Duration.ofSeconds(30);

  private record Entry(
      BlockUnavailableException error, String address, int tries, boolean passing, long nanos) {

    boolean rests(long nowNanos) {
      return !passing || nowNanos - nanos < REST.toNanos();
    }

    String cause() {
      return error.getCause() == null ? Causes.words(error) : Causes.words(error.getCause());
    }
  }

  private final Map<BlockKey, Entry> entries = new LinkedHashMap<>();

  /**
   * Notes a failure.
   *
   * @param passing worth another try after a rest; else only when somebody says so
   */
  void note(
      BlockUnavailableException error, String address, int tries, boolean passing, long nowNanos) {
    entries.remove(error.key());
    entries.put(error.key(), new Entry(error, address, tries, passing, nowNanos));
    if (entries.size() > MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  void forget(BlockKey key) {
    entries.remove(key);
  }

  void forgetFileset(int fileset) {
    entries.keySet().removeIf(key -> key.fileset() == fileset);
  }

  /** Why a block is not tried now; empty when it may be. */
  Optional<BlockUnavailableException> standing(BlockKey key, long nowNanos) {
    return Optional.ofNullable(entries.get(key)).filter(e -> e.rests(nowNanos)).map(Entry::error);
  }

  /** The state of a block that failed. */
  Optional<BlockState> state(BlockKey key) {
    return Optional.ofNullable(entries.get(key))
        .map(e -> new BlockState.Failed(e.cause(), e.tries, Optional.empty()));
  }

  int size() {
    return entries.size();
  }

  /** All of them, newest first. */
  List<DownloadStats.Failure> list() {
    List<DownloadStats.Failure> list = new ArrayList<>();
    entries.forEach(
        (key, e) ->
            list.add(
                new DownloadStats.Failure(key, e.address, e.cause(), e.tries, Optional.empty())));
    return list.reversed();
  }
}
