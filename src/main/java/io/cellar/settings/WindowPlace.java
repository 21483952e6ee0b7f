package io.cellar.settings;

/**
 * Where the window was, in the desktop's logical pixels. May lie off the present screens: check
 * before use.
 */
public record WindowPlace(double x, double y, double width, double height, boolean maximised) {

  public WindowPlace {
    boolean finite = Double.isFinite(x) && Double.isFinite(y);
    if (!finite || !(width >= 1 && width <= 1e5) || !(height >= 1 && height <= 1e5)) {
      throw new IllegalArgumentException(
          "no window can be " + width + " by " + height + " at " + x + ", " + y);
    }
  }

  /** {@code x y width height}, and perhaps {@code maximised}. */
  String toText() {
    return x + " " + y + " " + width + " " + height + (maximised ? " maximised" : "");
  }

  static WindowPlace ofText(String text) {
    String[] parts = text.split(" +", -1);
    boolean maximised = parts.length == 5 && parts[4].equals("maximised");
    if (parts.length != (maximised ? 5 : 4)) {
      throw new IllegalArgumentException("expected x y width height, and perhaps maximised");
    }
    return new WindowPlace(
        Double.parseDouble(parts[0]),
        Double.parseDouble(parts[1]),
        Double.parseDouble(parts[2]),
        Double.parseDouble(parts[3]),
        maximised);
  }
}
