package io.cellar.engine;

import io.cellar.store.Coverage;
import io.cellar.volume.BlockKey;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The rules of renewing blocks that are on disk: when one is asked for again, and what is noted
 * when the new one cannot be had. Guarded by the {@link EngineLock}.
 */
final class Refreshes {
  private final FailureBook failures;
  private final EngineTime time;

  Refreshes(FailureBook failures, EngineTime time) {
    this.failures = failures;
    this.time = time;
  }

  /** True when the server is to be asked again for a block that is on disk. */
  static boolean due(OpenFileset fileset, long index) {
    return fileset.mode() == SourceMode.REFRESH
        && !fileset.refreshed().contains(index)
        && fileset.store().coverage().get(index) == Coverage.State.AVAILABLE;
  }

  /** All who want a renewal leave it, and may ask for it another time. */
  static void cancel(InFlightBlock refresh, InFlight inFlight) {
    CancellationException why =
        new CancellationException(refresh + " is not asked for again any more");
    List.copyOf(refresh.requests()).forEach(request -> inFlight.leave(refresh, request, why));
  }

  /** What a flight comes to; of a renewal that failed a note is made, since nobody sees it. */
  void ended(InFlightBlock block, Throwable cause) {
    if (block.refresh() && cause instanceof BlockUnavailableException error) {
      BlockKey key = block.key();
      block.fileset().refreshed().add(key.index());
      failures.note(
          new FailureBook.Entry(
              error,
              block.address(),
              Math.max(1, block.tries),
              false,
              true,
              time.nanos(),
              time.now()));
    }
  }
}
