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
  private static final double OUT = 5.5;
  private static final Color FILL = Color.web("#ffd166", 0.07);

  private RegionDrawing() {}

  static void draw(GraphicsContext g, PaneScene scene, Roi region) {
    int h = scene.state().axes().indexOf(scene.plane().horizontal());
    int v = scene.state().axes().indexOf(scene.plane().vertical());
    double voxelH = scene.view().zoomH() / scene.scale();
    double voxelV = scene.view().zoomV() / scene.scale();
    double left = edge(scene.x(region.start(h)), scene.width(), voxelH);
    double right = edge(scene.x(region.stop(h)), scene.width(), voxelH);
    double top = edge(scene.y(region.start(v)), scene.height(), voxelV);
    double bottom = edge(scene.y(region.stop(v)), scene.height(), voxelV);
    double width = right - left;
    double height = bottom - top;
    boolean inside = cuts(scene, region);
    if (inside) {
      g.setFill(FILL);
      g.fillRect(left, top, width, height);
    }
    g.setLineDashes(inside ? new double[0] : new double[] {6, 5});
    outline(g, SHADE, 3, left, top, width, height);
    outline(g, LINE, 1, left, top, width, height);
    g.setLineDashes();
    if (inside) {
      LabelDrawing.boxSize(g, scene, region, left, bottom);
    }
  }

  /**
   * Where a line goes, in the middle of a pixel. What lies far out is put just outside, so that
   * coordinates stay small; what lies out by less than a voxel, such as the outline of what the
   * pane itself shows, is put just inside, so that it is seen.
   */
  private static double edge(double at, double size, double voxel) {
    double tolerance = voxel + 2;
    if (at < 2) {
      return at < -tolerance ? -OUT : 1.5;
    }
    if (at > size - 2) {
      return at > size + tolerance ? size + OUT : size - 1.5;
    }
    return Math.floor(at) + 0.5;
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
