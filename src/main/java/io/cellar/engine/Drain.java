package io.cellar.engine;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/** Ends many flights at once: when a fileset or the engine is closed, or a stage stands still. */
final class Drain {
  private static final Predicate<InFlightBlock> ON_ITS_WAY_TO_DISK =
      flight -> flight.phase() == Phase.VERIFYING || flight.phase() == Phase.STORING;

  private final EngineParts tools;
  private final InFlight flights;
  private boolean allWritten = true;

  Drain(EngineParts tools, InFlight flights) {
    this.tools = tools;
    this.flights = flights;
  }

  /**
   * Ends flights: what waits or is on the wire is cancelled, what is here already is let reach the
   * disk. Waits for all of them, but not without end. Not while deciding.
   */
  void end(Predicate<InFlightBlock> which, String why) {
    long patience = tools.settings().patienceAtClose().toNanos();
    fail(which.and(ON_ITS_WAY_TO_DISK.negate()), new CancellationException(why));
    if (!tools.desk().decide(() -> flights.awaitLanded(which, patience))) {
      tools.desk().decide(() -> allWritten = false);
      fail(which, new CancellationException(why + " before it was written"));
    }
  }

  /** All claims on some flights come to an end with the same cause. */
  void fail(Predicate<InFlightBlock> which, Throwable cause) {
    tools
        .desk()
        .decide(
            () -> {
              for (InFlightBlock flight : flights.select(which)) {
                List.copyOf(flight.claims()).forEach(claim -> flights.leave(flight, claim, cause));
              }
            });
  }

  /** Whether everything that had been downloaded was written. */
  boolean allWritten() {
    return tools.desk().decide(() -> allWritten);
  }
}
