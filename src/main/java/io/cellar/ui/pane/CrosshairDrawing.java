package io.cellar.ui.pane;

import io.cellar.volume.Axis;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * Draws the slices of the other panes as lines through the crosshair, each in the colour of the
 * axis it runs along, with a gap so that the voxel itself is seen; large voxels get a frame.
 */
final class CrosshairDrawing {
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
