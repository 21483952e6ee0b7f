package io.cellar.ui;

import io.cellar.settings.PaneLook;
import io.cellar.settings.Theme;

/**
 * How the window was left.
 *
 * @param theme light, dark, or as the system has it
 * @param width of the window's content, logical pixels
 * @param height of the window's content, logical pixels
 * @param maximized true when it filled the screen
 * @param sidePanel true when the side panel was open
 * @param statistics true when the statistics panel was open
 * @param splitH share of the left panes, 0 to 1
 * @param splitV share of the upper panes, 0 to 1
 * @param panes how slices are drawn
 * @param greeted true when the card for the first start was closed
 */
public record WindowMemory(
    Theme theme,
    double width,
    double height,
    boolean maximized,
    boolean sidePanel,
    boolean statistics,
    double splitH,
    double splitV,
    PaneLook panes,
    boolean greeted) {

  /** How the window looks at the first start. */
  public static final WindowMemory FIRST =
      new WindowMemory(
          Theme.SYSTEM, 1280, 800, false, true, false, 0.5, 0.5, PaneLook.FIRST, false);
}
