package io.cellar.ui.fx;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Window;

/**
 * Sees to it that windows and dialogs fit on small screens: a screen of 2560 x 1440 pixels at scale
 * 2.5 has only 1024 x 576 logical ones. JavaFX thread.
 */
public final class ScreenRoom {
  /** Borders at both sides of a window's content. */
  private static final double BESIDE = 16;

  /** Title bar above a window's content. */
  private static final double ABOVE = 40;

  private ScreenRoom() {}

  /** A width, or what the screen has of it. */
  public static double width(double wanted) {
    return Math.min(wanted, Screen.getPrimary().getVisualBounds().getWidth() - BESIDE);
  }

  /** A height, or what the screen has of it below a title bar. */
  public static double height(double wanted) {
    return Math.min(wanted, Screen.getPrimary().getVisualBounds().getHeight() - ABOVE);
  }

  /** Moves a window that comes up partly outside of its screen into it, smaller if it must be. */
  public static void keepOnScreen(Window window) {
    window
        .showingProperty()
        .addListener(
            (o, was, is) -> {
              if (is) {
                moveIn(window); // before it is seen, as far as its size is known
                Pulse.later(() -> moveIn(window));
              }
            });
  }

  /**
   * Moves a window into its screen, smaller if it must be. Changes only what must be: right after
   * it was shown a window may not know its size yet.
   */
  public static void moveIn(Window window) {
    Rectangle2D screen = around(window);
    if (window.getWidth() > screen.getWidth()) {
      window.setWidth(screen.getWidth());
    }
    if (window.getHeight() > screen.getHeight()) {
      window.setHeight(screen.getHeight());
    }
    double x = within(window.getX(), screen.getMinX(), screen.getMaxX() - window.getWidth());
    double y = within(window.getY(), screen.getMinY(), screen.getMaxY() - window.getHeight());
    if (x != window.getX() && !Double.isNaN(x)) {
      window.setX(x);
    }
    if (y != window.getY() && !Double.isNaN(y)) {
      window.setY(y);
    }
  }

  private static double within(double at, double least, double most) {
    return Math.max(least, Math.min(most, at));
  }

  private static Rectangle2D around(Window window) {
    return Screen.getScreensForRectangle(
            window.getX(),
            window.getY(),
            Math.max(1, window.getWidth()),
            Math.max(1, window.getHeight()))
        .stream()
        .findFirst()
        .orElseGet(Screen::getPrimary)
        .getVisualBounds();
  }
}
