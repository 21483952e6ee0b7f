package io.cellar.ui;

import io.cellar.job.FetchEstimate;
import io.cellar.volume.Roi;
import java.util.List;

/**
 * Fetches whole regions of one volume into its cache. Thread-safe. Both methods count the blocks of
 * a region in memory, which takes a while for many millions: not for the JavaFX thread.
 */
public interface Prefetches {

  /**
   * What fetching a region would mean.
   *
   * @param view the region in view coordinates of the finest level, not empty, inside the view
   * @param levels numbers of the levels that would be fetched; what is told is their sum
   */
  FetchEstimate estimate(Roi view, List<Integer> levels);

  /**
   * Begins to fetch: the whole blocks of each level that the region touches. The fetch ends with
   * the volume at the latest.
   *
   * @throws IllegalStateException when the volume is closed
   */
  RunningFetch start(PrefetchRequest request);

  /**
   * Those fetches that were begun when this volume was open before, and were neither finished nor
   * cancelled. Each is given once, paused; cancelling it forgets it. Waits for the disk.
   */
  List<RunningFetch> earlier();
}
