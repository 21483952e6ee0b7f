package io.cellar.ui;

import io.cellar.download.bulk.FetchEstimate;
import io.cellar.volume.Roi;

/**
 * Fetches whole regions of one volume into its cache. Thread-safe. Both methods count the blocks of
 * a region in memory, which takes a while for many millions: not for the JavaFX thread.
 */
public interface Prefetches {

  /**
   * What fetching a region would mean.
   *
   * @param view the region in view coordinates, not empty, inside the view
   */
  FetchEstimate estimate(Roi view);

  /**
   * Begins to fetch. The fetch ends with the volume at the latest.
   *
   * @throws IllegalStateException when the volume is closed
   */
  RunningFetch start(PrefetchRequest request);
}
