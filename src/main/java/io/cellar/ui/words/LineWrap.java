package io.cellar.ui.words;

import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** Breaks paths and addresses after their separators, where they have no blanks. Toolkit-free. */
public final class LineWrap {
  private static final Pattern PIECES = Pattern.compile("(?<=[/\\\\,}\\- ])(?=[^/\\\\ -])");

  private LineWrap() {}

  /**
   * The text with line ends put in so that each line fits if its pieces do.
   *
   * @param width room for a line
   * @param measure width of a text, in the same unit
   */
  public static String wrap(String text, double width, ToDoubleFunction<String> measure) {
    StringBuilder wrapped = new StringBuilder();
    String line = "";
    for (String piece : PIECES.split(text)) {
      String longer = line + piece;
      if (!line.isEmpty() && measure.applyAsDouble(longer.stripTrailing()) > width) {
        wrapped.append(line.stripTrailing()).append('\n');
        line = piece;
      } else {
        line = longer;
      }
    }
    return wrapped.append(line).toString();
  }
}
