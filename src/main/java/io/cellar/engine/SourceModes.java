package io.cellar.engine;

import io.cellar.volume.BlockState;

/**
 * Switches where the blocks of a fileset come from. What the new mode forbids ends at once: what
 * waits is told, what is on the wire is ended, and what is already here is let reach the disk.
 * Guarded by the {@link EngineLock}.
 */
final class SourceModes {
  private final EngineParts parts;
  private final InFlight inFlight;

  SourceModes(EngineParts parts, InFlight inFlight) {
    this.parts = parts;
    this.inFlight = inFlight;
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
    for (InFlightBlock block : inFlight.select(f -> f.fileset() == fileset)) {
      if (block.refresh()) {
        if (mode != SourceMode.REFRESH && !block.isHere()) {
          Refreshes.cancel(block, inFlight);
        }
      } else if (mode == SourceMode.CACHE_ONLY) {
        end(block);
      }
    }
    parts.notifier().tellMode(fileset.id(), mode);
  }

  private void end(InFlightBlock block) {
    switch (block.phase()) {
      case HOST_LINE, PAUSING, PARKED, ELSEWHERE ->
          inFlight.fail(block, BlockUnavailableException.offline(block), BlockState.NOT_CACHED);
      // Comes back as interrupted, and is told then.
      case DOWNLOADING -> InFlight.interrupt(block);
      case DISK_LINE, READING, DECODE_LINE, DECODING, STORING, LANDED -> {}
    }
  }
}
