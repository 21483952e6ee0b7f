package io.cellar.ui.pane;

import io.cellar.slice.SlicePicture;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.navigation.LevelBlocks;
import io.cellar.ui.navigation.ScaleBar;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

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

  /** Draws a bar of a round length at the lower left. */
  private static final class ScaleBarDrawing {
    private static final double MARGIN = 12;
    private static final double MOST = 140;

    private ScaleBarDrawing() {}

    static void draw(GraphicsContext g, PaneScene scene) {
      double most = Math.min(MOST, scene.width() / 2.2) * scene.scale();
      if (most < 20) {
        return;
      }
      ScaleBar bar =
          ScaleBar.of(scene.volume(), scene.plane().horizontal(), scene.view().zoomH(), most);
      double length = bar.pixels() / scene.scale();
      double y = scene.height() - MARGIN;
      g.setFill(LabelDrawing.PLATE);
      g.fillRoundRect(MARGIN - 6, y - 22, length + 12, 29, 6, 6);
      g.setFill(Color.WHITE);
      g.fillRect(MARGIN, y - 3, length, 3);
      g.setTextAlign(TextAlignment.CENTER);
      g.setTextBaseline(VPos.BOTTOM);
      g.fillText(text(bar), MARGIN + length / 2, y - 5, length + 10);
      g.setTextAlign(TextAlignment.LEFT);
    }

    static String text(ScaleBar bar) {
      return bar.unit().isEmpty()
          ? Words.of("scale.voxels", Figures.length(bar.length()))
          : Figures.length(bar.length()) + " " + bar.unit();
    }
  }

  /**
   * Draws the slices of the other panes as lines through the crosshair, each in the colour of the
   * axis it runs along, with a gap so that the voxel itself is seen; large voxels get a frame.
   */
  private static final class CrosshairDrawing {
    private static final double GAP = 7;
    private static final double FRAME_FROM = 6;

    private CrosshairDrawing() {}

    static void draw(GraphicsContext g, PaneScene scene) {
      Axis h = scene.plane().horizontal();
      Axis v = scene.plane().vertical();
      double left = scene.x(scene.state().position(h));
      double right = scene.x(scene.state().position(h) + 1.0);
      double top = scene.y(scene.state().position(v));
      double bottom = scene.y(scene.state().position(v) + 1.0);
      double x = Math.floor((left + right) / 2) + 0.5;
      double y = Math.floor((top + bottom) / 2) + 0.5;
      double gapH = Math.max(GAP, (right - left) / 2 + 2);
      double gapV = Math.max(GAP, (bottom - top) / 2 + 2);
      line(g, AxisColors.of(h), 0, y, x - gapH, y);
      line(g, AxisColors.of(h), x + gapH, y, scene.width(), y);
      line(g, AxisColors.of(v), x, 0, x, y - gapV);
      line(g, AxisColors.of(v), x, y + gapV, x, scene.height());
      if (right - left >= FRAME_FROM) {
        g.setStroke(Color.color(0, 0, 0, 0.6));
        g.strokeRect(left - 0.5, top - 0.5, right - left + 1, bottom - top + 1);
        g.setStroke(Color.color(1, 1, 1, 0.9));
        g.strokeRect(left - 1.5, top - 1.5, right - left + 3, bottom - top + 3);
      }
    }

    private static void line(
        GraphicsContext g, Color color, double x1, double y1, double x2, double y2) {
      if (x2 < x1 || y2 < y1) {
        return;
      }
      g.setLineWidth(1);
      g.setStroke(color.deriveColor(0, 1, 1, 0.8));
      g.strokeLine(x1, y1, x2, y2);
    }
  }
}
