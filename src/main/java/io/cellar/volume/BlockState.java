package io.cellar.volume;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one block. State travels with the data: zeros never mean "missing", and an error
 * is never shown as voxels.
 */
public sealed interface BlockState {

  /** Nobody asked for it, and it is not on disk as far as is known. */
  record NotCached() implements BlockState {}

  /** Asked for, waiting for its turn; {@code elsewhere} while another program is fetching it. */
  record Queued(boolean elsewhere) implements BlockState {}

  /**
   * Being read from disk or downloaded; {@code fraction} of the bytes from 0 to 1, or -1 when the
   * size is not known.
   */
  record Downloading(double fraction) implements BlockState {}

  /** On disk and readable. */
  record Available() implements BlockState {}

  /**
   * Readable without a file: the source is proved to store nothing of it, so that its voxels are
   * the volume's fill value.
   */
  record Empty() implements BlockState {}

  /** Proved not to exist on the server (404 or 410). */
  record Absent() implements BlockState {}

  /**
   * Could not be had. {@code nextTry} is empty when nothing more will be tried without being asked.
   */
  record Failed(String cause, int tries, Optional<Instant> nextTry) implements BlockState {}

  BlockState NOT_CACHED = new NotCached();
  BlockState QUEUED = new Queued(false);
  BlockState AVAILABLE = new Available();
  BlockState EMPTY = new Empty();
  BlockState ABSENT = new Absent();
}
