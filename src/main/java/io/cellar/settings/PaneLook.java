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
    add(words, "crosshair", crosshair);
    add(words, "scalebar", scaleBar);
    add(words, "grid", blockGrid);
    add(words, "coverage", coverage);
    add(words, "cubes", cubes);
    add(words, "smooth", smooth);
  }

  private static void add(List<String> words, String word, boolean on) {
    if (on) {
      words.add(word);
    }
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
