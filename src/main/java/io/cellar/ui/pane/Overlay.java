package io.cellar.ui.pane;

import io.cellar.slice.SlicePicture;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.navigation.LevelBlocks;
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
  private final OpenVolume volume;

  Overlay(PaneOptions options, OpenVolume volume) {
    this.options = options;
    this.volume = volume;
    setMouseTransparent(true);
  }

  /** Draws everything anew. */
  void draw(PaneScene scene, Optional<SlicePicture> picture, boolean focused) {
    setWidth(scene.width());
    setHeight(scene.height());
    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    draw(g, scene, picture);
    if (focused) {
      g.setStroke(FOCUS);
      g.setLineWidth(2);
      g.strokeRect(1, 1, getWidth() - 2, getHeight() - 2);
    }
  }

  /** Draws onto any canvas, in logical pixels. */
  void draw(GraphicsContext g, PaneScene scene, Optional<SlicePicture> picture) {
    g.setFont(Font.font(FONT_SIZE));
    if (options.coverage().get()) {
      int level = picture.map(p -> p.level().number()).orElse(0);
      CoverageDrawing.draw(
          g, scene, new LevelBlocks(volume.levels().levels().get(level), volume.coverage(level)));
    }
    scene.region().ifPresent(region -> RegionDrawing.draw(g, scene, region));
    if (options.crosshair().get()) {
      CrosshairDrawing.draw(g, scene);
    }
    if (options.scaleBar().get()) {
      ScaleBarDrawing.draw(g, scene);
    }
    LabelDrawing.draw(g, scene, picture);
  }
}
