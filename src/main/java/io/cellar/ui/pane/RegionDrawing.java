package io.cellar.ui.pane;

import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * Outlines a region where it cuts a pane's plane: a full line while the slice on show lies in the
 * region, dashes while the region lies before or behind it.
 */
final class RegionDrawing {
  private static final Color LINE = Color.web("#ffd166");
  private static final Color SHADE = Color.color(0, 0, 0, 0.55);
  private static final Color FILL = Color.web("#ffd166", 0.07);

  private RegionDrawing() {}

  static void draw(GraphicsContext g, PaneScene scene, Roi region) {
    int h = scene.state().axes().indexOf(scene.plane().horizontal());
    int v = scene.state().axes().indexOf(scene.plane().vertical());
    // Beyond the pane the line is not seen, and canvas coordinates stay small.
    double left = Math.max(-4, Math.round(scene.x(region.start(h))) + 0.5);
    double right = Math.min(scene.width() + 4, Math.round(scene.x(region.stop(h))) - 0.5);
    double top = Math.max(-4, Math.round(scene.y(region.start(v))) + 0.5);
    double bottom = Math.min(scene.height() + 4, Math.round(scene.y(region.stop(v))) - 0.5);
    double width = right - left;
    double height = bottom - top;
    if (width < -1 || height < -1) {
      return;
    }
    boolean inside = cuts(scene, region);
    if (inside) {
      g.setFill(FILL);
      g.fillRect(left, top, width, height);
    }
    g.setLineDashes(inside ? new double[0] : new double[] {6, 5});
    outline(g, SHADE, 3, left, top, width, height);
    outline(g, LINE, 1.5, left, top, width, height);
    g.setLineDashes();
  }

  private static void outline(
      GraphicsContext g, Color color, double line, double x, double y, double w, double h) {
    g.setStroke(color);
    g.setLineWidth(line);
    g.strokeRect(x, y, Math.max(0, w), Math.max(0, h));
  }

  /** True when the slice on show lies in the region along all axes that the plane does not show. */
  private static boolean cuts(PaneScene scene, Roi region) {
    for (int d = 0; d < region.rank(); d++) {
      Axis axis = scene.state().axes().get(d);
      long at = scene.state().position(axis);
      if (!scene.plane().shows(axis) && (at < region.start(d) || at >= region.stop(d))) {
        return false;
      }
    }
    return true;
  }
}
