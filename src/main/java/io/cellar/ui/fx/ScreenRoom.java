package io.cellar.ui.fx;

import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Window;

/**
 * Sees to it that dialogs fit on small screens: a screen of 2560 x 1440 pixels at scale 2.5 has
 * only 1024 x 576 logical ones. JavaFX thread.
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
                Platform.runLater(() -> moveIn(window));
              }
            });
  }

  private static void moveIn(Window window) {
    Rectangle2D screen = around(window);
    if (screen.contains(window.getX(), window.getY(), window.getWidth(), window.getHeight())) {
      return;
    }
    window.setWidth(Math.min(window.getWidth(), screen.getWidth()));
    window.setHeight(Math.min(window.getHeight(), screen.getHeight()));
    window.setX(within(window.getX(), screen.getMinX(), screen.getMaxX() - window.getWidth()));
    window.setY(within(window.getY(), screen.getMinY(), screen.getMaxY() - window.getHeight()));
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
