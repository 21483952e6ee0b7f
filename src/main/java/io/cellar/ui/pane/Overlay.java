package io.cellar.ui.pane;

import io.cellar.slice.SlicePicture;
import io.cellar.store.Coverage;
import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** The canvas over a slice. JavaFX thread. */
final class Overlay extends Canvas {
  private static final double FONT_SIZE = 12;
  private static final Color FOCUS = Color.web("#5b9bff");

  private final PaneOptions options;
  private final Coverage coverage;

  Overlay(PaneOptions options, Coverage coverage) {
    this.options = options;
    this.coverage = coverage;
    setMouseTransparent(true);
  }

  /** Draws everything anew. */
  void draw(PaneScene scene, Optional<SlicePicture> picture, boolean focused) {
    setWidth(scene.width());
    setHeight(scene.height());
    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    g.setFont(Font.font(FONT_SIZE));
    if (options.coverage().get()) {
      CoverageDrawing.draw(g, scene, coverage);
    }
    scene.region().ifPresent(region -> RegionDrawing.draw(g, scene, region));
    if (options.crosshair().get()) {
      CrosshairDrawing.draw(g, scene);
    }
    if (options.scaleBar().get()) {
      ScaleBarDrawing.draw(g, scene);
    }
    LabelDrawing.draw(g, scene, picture);
    if (focused) {
      g.setStroke(FOCUS);
      g.setLineWidth(2);
      g.strokeRect(1, 1, getWidth() - 2, getHeight() - 2);
    }
  }
}
