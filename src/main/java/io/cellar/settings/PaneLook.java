package io.cellar.settings;

import java.util.List;

/**
 * How slices are drawn, and what is drawn over them.
 *
 * @param crosshair lines through the present position
 * @param scaleBar a bar of known length
 * @param blockGrid the outline and the state of each block
 * @param coverage which blocks are cached
 * @param cubes voxels as cubes, whatever their size is said to be
 * @param smooth interpolated between the middles of voxels
 */
public record PaneLook(
    boolean crosshair,
    boolean scaleBar,
    boolean blockGrid,
    boolean coverage,
    boolean cubes,
    boolean smooth) {

  /** At the first start. */
  public static final PaneLook FIRST = new PaneLook(true, true, false, false, false, false);

  /** Adds the names of what is on. */
  void addTo(List<String> words) {
    WindowLayout.add(words, "crosshair", crosshair);
    WindowLayout.add(words, "scalebar", scaleBar);
    WindowLayout.add(words, "grid", blockGrid);
    WindowLayout.add(words, "coverage", coverage);
    WindowLayout.add(words, "cubes", cubes);
    WindowLayout.add(words, "smooth", smooth);
  }

  static PaneLook of(List<String> words) {
    return new PaneLook(
        words.contains("crosshair"),
        words.contains("scalebar"),
        words.contains("grid"),
        words.contains("coverage"),
        words.contains("cubes"),
        words.contains("smooth"));
  }
}
