package io.cellar.ui.dialog;

import io.cellar.ui.fx.Pulse;
import io.cellar.ui.fx.ScreenRoom;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.stage.Window;

/**
 * The content of a dialog. It is scrolled where the screen is too small for it, so that the buttons
 * below it are always within reach; when it grows, its window grows with it as far as the screen
 * has room. JavaFX thread.
 */
final class ScrollingContent extends ScrollPane {
  /** Margins and buttons of a dialog. */
  private static final double AROUND = 90;

  private static final double BESIDE = 36;

  /** Some rows, to scroll through. */
  private static final double LEAST = 120;

  /** Width of a scroll bar. */
  private static final double BAR = 12;

  private final Region content;
  private final boolean scrollsItself;
  private double laidWidth;
  private double laidNeed;

  /**
   * Content that keeps its width.
   *
   * @param content is as high as it wants to be; one with a least height of its own fills the
   *     dialog and scrolls what is inside of it
   */
  ScrollingContent(Region content) {
    this.content = content;
    getStyleClass().addAll("tall", "edge-to-edge");
    setContent(content);
    setFitToWidth(true);
    scrollsItself = content.getMinHeight() != USE_COMPUTED_SIZE;
    setFitToHeight(scrollsItself);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
  }

  @Override
  protected double computePrefWidth(double height) {
    double across = Math.min(content.prefWidth(-1), ScreenRoom.width(Double.MAX_VALUE) - BESIDE);
    double bar = content.prefHeight(across) > most() ? BAR : 0;
    return Math.ceil(across) + snappedLeftInset() + snappedRightInset() + bar;
  }

  @Override
  protected double computePrefHeight(double width) {
    double beside = snappedLeftInset() + snappedRightInset();
    double across = (width > 0 ? width : prefWidth(-1)) - beside;
    double wanted = content.prefHeight(across);
    return Math.ceil(Math.min(wanted, most())) + snappedTopInset() + snappedBottomInset();
  }

  private static double most() {
    return ScreenRoom.height(Double.MAX_VALUE) - AROUND;
  }

  @Override
  protected double computeMinHeight(double width) {
    return Math.min(LEAST, prefHeight(-1));
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    double wanted = scrollsItself ? content.minHeight(-1) : content.prefHeight(content.getWidth());
    double need = Math.min(Math.ceil(wanted), most());
    boolean grown = getWidth() == laidWidth && need > laidNeed && need > getHeight();
    laidWidth = getWidth();
    laidNeed = need;
    if (grown) {
      Pulse.later(() -> grow(need));
    }
  }

  private void grow(double need) {
    Window window = getScene().getWindow();
    if (window.isShowing() && need > getHeight()) {
      window.setHeight(window.getHeight() + need - getHeight());
      ScreenRoom.moveIn(window);
    }
  }
}
