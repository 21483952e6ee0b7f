package io.cellar.engine;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.source.BlockSource;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * A fileset that the engine knows, and what goes for all of its blocks. Changed under the {@link
 * EngineLock}.
 */
final class OpenFileset {
  private final int id;
  private final BlockReader reader;
  private final Optional<BlockWriter> writer;
  private final Optional<BlockSource> source;
  private final Optional<Host> host;
  private final AddressTrust trust;
  private final Set<InFlightBlock> parked = new LinkedHashSet<>();

  /** Why nothing is asked from the source any more, until somebody says retry. */
  private Optional<Refusal> refusal = Optional.empty();

  /** Why nothing is written any more, until a probe succeeds. */
  private volatile Optional<Throwable> diskProblem = Optional.empty();

  private volatile Optional<String> whyReleased = Optional.empty();
  private volatile SourceMode mode;

  /** Blocks that came from the server, or could not, since the mode was chosen. */
  private final Set<Long> refreshed = new HashSet<>();

  /** Writes that failed one after the other. */
  int failedWrites;

  private record Refusal(Reason reason, String message, Throwable cause) {}

  OpenFileset(
      int id,
      BlockReader reader,
      Optional<BlockWriter> writer,
      Optional<BlockSource> source,
      Optional<Host> host) {
    this.id = id;
    this.reader = reader;
    this.writer = writer;
    this.source = source;
    this.host = host;
    this.mode = source.isPresent() ? SourceMode.ONLINE : SourceMode.CACHE_ONLY;
    this.trust =
        new AddressTrust(
            source.filter(BlockSource::isProved).isPresent()
                || reader.coverage().count(Coverage.State.AVAILABLE) > 0);
  }

  int id() {
    return id;
  }

  BlockReader reader() {
    return reader;
  }

  /** Where its blocks are kept; there is one where there is a source. */
  Optional<BlockWriter> writer() {
    return writer;
  }

  Optional<BlockSource> source() {
    return source;
  }

  /** The host of the source. */
  Optional<Host> host() {
    return host;
  }

  AddressTrust trust() {
    return trust;
  }

  /** Bulk blocks that wait for space on disk. */
  Set<InFlightBlock> parked() {
    return parked;
  }

  /** Where its blocks may come from. */
  SourceMode mode() {
    return mode;
  }

  /**
   * Chooses where its blocks come from. Choosing to refresh begins with all blocks anew; whoever
   * chooses a source wants one asked that had been given up.
   *
   * @throws IllegalArgumentException if it has no source and the mode needs one
   */
  void choose(SourceMode next) {
    if (source.isEmpty() && next != SourceMode.CACHE_ONLY) {
      throw new IllegalArgumentException(name() + " has no source to be used in mode " + next);
    }
    mode = next;
    refreshed.clear();
    if (next == SourceMode.REFRESH) {
      source.ifPresent(BlockSource::forget);
    }
    if (next != SourceMode.CACHE_ONLY) {
      askAgain();
    }
  }

  /** True when blocks that are not on disk are asked for. */
  boolean online() {
    return source.isPresent() && mode != SourceMode.CACHE_ONLY;
  }

  /** A block came from the server, or could not: a refresh is done with it. */
  void refreshed(long index) {
    if (mode == SourceMode.REFRESH) {
      refreshed.add(index);
    }
  }

  /** True when the server is to be asked again for a block that is on disk, or is empty. */
  boolean refreshDue(long index) {
    return mode == SourceMode.REFRESH && !refreshed.contains(index) && kept(index).isPresent();
  }

  /** What a block is that needs nobody to bring it; also without the lock. */
  Optional<BlockState> kept(long index) {
    return switch (reader.coverage().get(index)) {
      case AVAILABLE -> Optional.of(BlockState.AVAILABLE);
      case EMPTY -> Optional.of(BlockState.EMPTY);
      case UNKNOWN, ABSENT, FAILED -> Optional.empty();
    };
  }

  /** True when the server said that a block does not exist; also without the lock. */
  boolean isAbsent(long index) {
    return trust.wasDenied(index) || reader.coverage().get(index) == Coverage.State.ABSENT;
  }

  /** What to call it in messages. */
  String name() {
    return reader.name();
  }

  /** Stops asking the source. */
  void refuse(Reason reason, String message, Throwable cause) {
    refusal = Optional.of(new Refusal(reason, message, cause));
  }

  private void askAgain() {
    refusal = Optional.empty();
    trust.reset();
  }

  /** Asks the source again for a block that somebody wants tried anew. */
  void askAgain(long index) {
    refreshed.remove(index);
    if (refusal.isPresent() || trust.wasDenied(index)) {
      askAgain();
    }
  }

  /** Why a block is not even asked for; empty when it may be. */
  Optional<BlockUnavailableException> refusal(BlockKey key) {
    return refusal.map(r -> new BlockUnavailableException(key, r.reason, r.message, r.cause));
  }

  Optional<Throwable> diskProblem() {
    return diskProblem;
  }

  void diskProblem(Optional<Throwable> problem) {
    diskProblem = problem;
  }

  boolean released() {
    return whyReleased.isPresent();
  }

  /** What is said of blocks that are asked for no more because the fileset was closed. */
  CancellationException closed() {
    return new CancellationException(name() + " was closed");
  }

  /** What was closed, in words; empty while it is open. */
  Optional<String> whyReleased() {
    return whyReleased;
  }

  void release(String why) {
    whyReleased = whyReleased.or(() -> Optional.of(why));
  }
}
