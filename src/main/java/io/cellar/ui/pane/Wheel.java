package io.cellar.ui.pane;

import javafx.scene.input.ScrollEvent;

/**
 * Counts whole notches of a wheel; the small deltas of a touch pad add up to notches. With shift
 * held many systems send a wheel as horizontal scrolling, which counts the same.
 */
final class Wheel {
  private static final double NOTCH = 40;
  private double rest;

  /** Whole notches since the last call, away from the user positive. */
  int notches(ScrollEvent event) {
    double delta = delta(event);
    if (Math.signum(delta) != Math.signum(rest)) {
      rest = 0;
    }
    rest += delta / NOTCH;
    int whole = (int) rest;
    rest -= whole;
    return whole;
  }

  /** Parts of a notch of this one event. */
  static double fraction(ScrollEvent event) {
    return delta(event) / NOTCH;
  }

  private static double delta(ScrollEvent event) {
    return event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
  }
}
