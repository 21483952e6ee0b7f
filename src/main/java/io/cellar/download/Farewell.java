package io.cellar.download;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/** Ends many flights at once: when a fileset or the engine is closed, or a stage stands still. */
final class Farewell {
  private static final Predicate<Flight> ON_ITS_WAY_TO_DISK =
      flight -> flight.phase() == Phase.VERIFYING || flight.phase() == Phase.STORING;

  private final Tools tools;
  private final Flights flights;
  private boolean allWritten = true;

  Farewell(Tools tools, Flights flights) {
    this.tools = tools;
    this.flights = flights;
  }

  /**
   * Ends flights: what waits or is on the wire is cancelled, what is here already is let reach the
   * disk. Waits for all of them, but not without end. Not while deciding.
   */
  void end(Predicate<Flight> which, String why) {
    long patience = tools.settings().patienceAtClose().toNanos();
    fail(which.and(ON_ITS_WAY_TO_DISK.negate()), new CancellationException(why));
    if (!tools.desk().decide(() -> flights.awaitLanded(which, patience))) {
      tools.desk().decide(() -> allWritten = false);
      fail(which, new CancellationException(why + " before it was written"));
    }
  }

  /** All claims on some flights come to an end with the same cause. */
  void fail(Predicate<Flight> which, Throwable cause) {
    tools
        .desk()
        .decide(
            () -> {
              for (Flight flight : flights.select(which)) {
                List.copyOf(flight.claims()).forEach(claim -> flights.leave(flight, claim, cause));
              }
            });
  }

  /** Whether everything that had been downloaded was written. */
  boolean allWritten() {
    return tools.desk().decide(() -> allWritten);
  }
}
