package io.cellar.ui.dialog;

import io.cellar.ui.fx.ScreenRoom;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/**
 * The content of a dialog that is too high for small screens: there it is scrolled, so that the
 * buttons below it are always within reach. JavaFX thread.
 */
public final class Tall extends ScrollPane {
  /** Margins and buttons of a dialog. */
  private static final double AROUND = 90;

  /** Some rows, to scroll through. */
  private static final double LEAST = 120;

  /** Width of a scroll bar. */
  private static final double BAR = 12;

  private final Region content;

  /** Content that keeps its width. */
  public Tall(Region content) {
    this.content = content;
    getStyleClass().addAll("tall", "edge-to-edge");
    setContent(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
  }

  @Override
  protected double computePrefWidth(double height) {
    double across = content.prefWidth(-1);
    double bar = content.prefHeight(across) > most() ? BAR : 0;
    return Math.ceil(across) + snappedLeftInset() + snappedRightInset() + bar;
  }

  @Override
  protected double computePrefHeight(double width) {
    double across = width - snappedLeftInset() - snappedRightInset();
    double wanted = content.prefHeight(width > 0 ? across : content.prefWidth(-1));
    return Math.ceil(Math.min(wanted, most())) + snappedTopInset() + snappedBottomInset();
  }

  private static double most() {
    return ScreenRoom.height(Double.MAX_VALUE) - AROUND;
  }

  @Override
  protected double computeMinHeight(double width) {
    return LEAST;
  }
}
