package io.cellar.ui;

import io.cellar.job.FetchOptions;
import io.cellar.volume.Roi;
import java.util.List;

/**
 * A region that is to be fetched.
 *
 * @param name by which it is called in the log
 * @param view the region in view coordinates of the finest level, not empty, inside the view
 * @param levels numbers of the levels that are fetched of it, at least one, ascending
 * @param options in which order, how fast, what again
 */
public record PrefetchRequest(String name, Roi view, List<Integer> levels, FetchOptions options) {

  public PrefetchRequest {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException(name + ": no level is to be fetched");
    }
  }

  /** Of the finest level. */
  public PrefetchRequest(String name, Roi view, FetchOptions options) {
    this(name, view, List.of(0), options);
  }
}
