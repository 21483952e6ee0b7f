package io.cellar.engine;

import io.cellar.volume.BlockState;

/**
 * Switches where the blocks of a fileset come from. What the new mode forbids ends at once: what
 * waits is told, what is on the wire is ended, and what is already here is let reach the disk.
 * Guarded by the {@link EngineLock}.
 */
final class SourceModes {
  private final EngineParts tools;
  private final InFlight flights;

  SourceModes(EngineParts tools, InFlight flights) {
    this.tools = tools;
    this.flights = flights;
  }

  /**
   * Switches a fileset.
   *
   * @throws IllegalArgumentException if it has no source and the mode needs one
   */
  void choose(OpenFileset fileset, SourceMode mode) {
    if (fileset.source().isEmpty() && mode != SourceMode.CACHE_ONLY) {
      throw new IllegalArgumentException(
          fileset.name() + " has no source to be used in mode " + mode);
    }
    fileset.choose(mode);
    if (mode != SourceMode.CACHE_ONLY) {
      // Whoever chooses so wants a source asked that had been given up.
      fileset.askAgain();
    }
    for (InFlightBlock flight : flights.select(f -> f.fileset() == fileset)) {
      if (flight.renewal()) {
        if (mode != SourceMode.REFRESH && Refreshes.canEnd(flight)) {
          Refreshes.cancel(flight, flights);
        }
      } else if (mode == SourceMode.CACHE_ONLY) {
        end(flight);
      }
    }
    tools.notifier().tellMode(fileset.id(), mode);
  }

  private void end(InFlightBlock flight) {
    switch (flight.phase()) {
      case HOST_LINE, PAUSING, PARKED, ELSEWHERE ->
          flights.fail(flight, BlockUnavailableException.offline(flight), BlockState.NOT_CACHED);
      // Comes back as interrupted, and is told then.
      case DOWNLOADING -> InFlight.interrupt(flight);
      case DISK_LINE, READING, VERIFYING, STORING, LANDED -> {}
    }
  }
}
