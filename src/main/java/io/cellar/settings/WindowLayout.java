package io.cellar.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of the window are shown.
 *
 * @param sidePanel contrast and facts beside the panes
 * @param statistics panel of figures below them
 * @param splitH share of the left panes, 0 to 1
 * @param splitV share of the upper panes, 0 to 1
 * @param panes how slices are drawn
 * @param greeted true when the card for the first start was closed
 */
public record WindowLayout(
    boolean sidePanel,
    boolean statistics,
    double splitH,
    double splitV,
    PaneLook panes,
    boolean greeted) {

  /** At the first start. */
  public static final WindowLayout FIRST =
      new WindowLayout(true, false, 0.5, 0.5, PaneLook.FIRST, false);

  public WindowLayout {
    if (!(splitH >= 0 && splitH <= 1) || !(splitV >= 0 && splitV <= 1)) {
      throw new IllegalArgumentException("splits " + splitH + ", " + splitV + " are no shares");
    }
  }

  /** The two shares, then the names of what is shown. */
  String toText() {
    List<String> words = new ArrayList<>(List.of(String.valueOf(splitH), String.valueOf(splitV)));
    add(words, "side", sidePanel);
    add(words, "statistics", statistics);
    panes.addTo(words);
    add(words, "greeted", greeted);
    return String.join(" ", words);
  }

  static void add(List<String> words, String word, boolean shown) {
    if (shown) {
      words.add(word);
    }
  }

  static WindowLayout ofText(String text) {
    List<String> words = List.of(text.split(" +"));
    if (words.size() < 2) {
      throw new IllegalArgumentException("expected two shares, then what is shown");
    }
    return new WindowLayout(
        words.contains("side"),
        words.contains("statistics"),
        Double.parseDouble(words.get(0)),
        Double.parseDouble(words.get(1)),
        PaneLook.of(words),
        words.contains("greeted"));
  }
}
