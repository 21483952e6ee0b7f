package io.cellar.slice;

import java.util.List;

/**
 * Chooses the level that a pane shows: the coarsest whose voxels are about one device pixel wide or
 * less along both of the pane's axes. Among levels that are alike along these, the finest. A pure
 * function of the view, so that a picture does not depend on what was shown before.
 */
final class LevelChooser {
  /** Widest voxel of a coarser level in device pixels: half an octave above one. */
  private static final double WIDEST = Math.sqrt(2);

  private LevelChooser() {}

  /**
   * The number of a level.
   *
   * @param levels the finest first
   */
  static int choose(List<LevelShape> levels, SliceView view) {
    int chosen = 0;
    for (int n = 1; n < levels.size(); n++) {
      double acrossH = levels.get(n).toFinest(view.horizontal()).scale();
      double acrossV = levels.get(n).toFinest(view.vertical()).scale();
      boolean fine = Math.max(acrossH * view.zoomH(), acrossV * view.zoomV()) <= WIDEST;
      boolean coarser =
          acrossH > levels.get(chosen).toFinest(view.horizontal()).scale()
              || acrossV > levels.get(chosen).toFinest(view.vertical()).scale();
      if (fine && coarser) {
        chosen = n;
      }
    }
    return chosen;
  }
}
