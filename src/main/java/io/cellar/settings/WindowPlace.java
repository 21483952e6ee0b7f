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
}
