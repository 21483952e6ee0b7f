package io.cellar.ui.words;

/** Shortens long names, such as paths, whose ends tell more than their middle. Toolkit-free. */
public final class Elision {

  private Elision() {}

  /**
   * A text as it is, or its beginning and its end with an ellipsis between.
   *
   * @param most characters of the result at the most, 3 or more
   */
  public static String middle(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int head = (most - 1) / 3;
    int tail = most - 1 - head;
    return text.substring(0, head) + "…" + text.substring(text.length() - tail);
  }
}
