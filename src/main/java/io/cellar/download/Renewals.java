package io.cellar.download;

import io.cellar.store.Coverage;
import io.cellar.volume.BlockKey;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The rules of renewing blocks that are on disk: when one is asked for again, and what is noted
 * when the new one cannot be had. Guarded by the {@link Desk}.
 */
final class Renewals {
  private final FailureBook failures;
  private final EngineTime time;

  Renewals(FailureBook failures, EngineTime time) {
    this.failures = failures;
    this.time = time;
  }

  /** True when the server is to be asked again for a block that is on disk. */
  static boolean due(OpenFileset fileset, long index) {
    return fileset.mode() == SourceMode.REFRESH
        && !fileset.renewed().contains(index)
        && fileset.reader().coverage().get(index) == Coverage.State.AVAILABLE;
  }

  /** True while a flight of the same block may end a renewal, because its bytes are not here. */
  static boolean canEnd(Flight renewal) {
    return renewal.phase() != Phase.VERIFYING && renewal.phase() != Phase.STORING;
  }

  /** All who want a renewal leave it, and may ask for it another time. */
  static void cancel(Flight renewal, Flights flights) {
    CancellationException why =
        new CancellationException(renewal + " is not asked for again any more");
    List.copyOf(renewal.claims()).forEach(claim -> flights.leave(renewal, claim, why));
  }

  /** What a flight comes to; of a renewal that failed a note is made, since nobody sees it. */
  void ended(Flight flight, Throwable cause) {
    if (flight.renewal() && cause instanceof BlockUnavailableException error) {
      BlockKey key = flight.key();
      flight.fileset().renewed().add(key.index());
      failures.note(
          new FailureBook.Entry(
              error,
              flight.address(),
              Math.max(1, flight.tries),
              false,
              true,
              time.nanos(),
              time.now()));
    }
  }
}
