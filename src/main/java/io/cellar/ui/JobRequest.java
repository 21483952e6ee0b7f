package io.cellar.ui;

import io.cellar.job.BlockOrder;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A job that is wanted.
 *
 * @param name what the user calls it
 * @param parts what is fetched, at least one
 * @param order which blocks first
 * @param requests most that all its workers together have open; 0: as many as pays
 * @param bytesPerSecond most of all its workers together; empty: no limit
 * @param retryFailed ask anew for blocks that failed before
 * @param retryAbsent ask anew for blocks that the server did not have
 * @param startPaused make it only
 * @param where who works on it
 * @param workers how many in the background
 * @param style how workers share the work, as {@code io.cellar.job.style.ConcurrencyStyle} has it;
 *     empty: as usual
 */
public record JobRequest(
    String name,
    List<Part> parts,
    BlockOrder order,
    int requests,
    OptionalLong bytesPerSecond,
    boolean retryFailed,
    boolean retryAbsent,
    boolean startPaused,
    Where where,
    int workers,
    Map<String, Object> style) {

  /**
   * A region of an open volume.
   *
   * @param volume that it is of
   * @param view in view coordinates of its finest level, not empty, inside the view
   * @param levels numbers of the levels that are fetched, at least one
   */
  public record Part(OpenVolume volume, Roi view, List<Integer> levels) {
    public Part {
      levels = List.copyOf(levels);
    }
  }

  /** Who works on a job. */
  public enum Where {
    /** This program, as long as it is open. */
    HERE,
    /** Processes of their own, which go on when it is closed. */
    BACKGROUND
  }

  public JobRequest {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(name + ": nothing is to be fetched");
    }
  }
}
