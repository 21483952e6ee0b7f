package io.cellar.ui;

import io.cellar.job.folder.JobState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A job of the user's as it was seen last.
 *
 * @param id of it
 * @param name what the user calls it
 * @param folder of it
 * @param state how far it is; empty when its folder is gone or was changed
 * @param problem why the state is empty, or why its workers ended early; may be empty
 * @param here whether this process works on it
 * @param left at the speeds of the last minute, from the quickest to the slowest; empty when it
 *     cannot be told
 */
public record JobRow(
    String id,
    String name,
    Path folder,
    Optional<JobState> state,
    String problem,
    boolean here,
    Optional<Left> left) {

  /** How long it will take. */
  public record Left(Duration least, Duration most) {}
}
