package io.cellar.ui.overview;

import io.cellar.ui.navigation.PaneSize;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.AxisColors;
import io.cellar.volume.Axis;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;

/** Draws the sides of the volume with their slices and the parts that the panes show. */
final class OverviewDrawing {
  private final GraphicsContext g;
  private final double margin;

  OverviewDrawing(GraphicsContext g, double margin) {
    this.g = g;
    this.margin = margin;
  }

  void clear(double width, double height) {
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.clearRect(0, 0, width, height);
    g.setTransform(1, 0, 0, 1, margin, margin);
    g.setImageSmoothing(false);
    g.setLineWidth(1);
  }

  void box(MapBox box, Image coverage, boolean dark) {
    g.setFill(dark ? Color.web("#2b2f36") : Color.web("#dfe3e8"));
    g.fillRect(box.x(), box.y(), box.width(), box.height());
    if (coverage != null) {
      g.setGlobalAlpha(dark ? 0.75 : 0.85);
      g.drawImage(coverage, box.x(), box.y(), box.width(), box.height());
      g.setGlobalAlpha(1);
    }
    g.setStroke(dark ? Color.web("#6b7280") : Color.web("#8b93a0"));
    g.strokeRect(
        Math.floor(box.x()) + 0.5,
        Math.floor(box.y()) + 0.5,
        Math.round(box.width()),
        Math.round(box.height()));
  }

  /** The part that the pane of this side shows. */
  void views(MapBox box, ViewState state, List<PaneSize> panes) {
    for (PaneSize pane : panes) {
      if (pane.plane().equals(box.plane())) {
        view(box, state, pane);
      }
    }
  }

  private void view(MapBox box, ViewState state, PaneSize pane) {
    double halfH = pane.width() / state.zoom(box.plane().horizontal()) / 2;
    double halfV = pane.height() / state.zoom(box.plane().vertical()) / 2;
    double h = state.center(box.plane().horizontal());
    double v = state.center(box.plane().vertical());
    double left = clamp(box.pixelH(h - halfH), box.x(), box.x() + box.width());
    double right = clamp(box.pixelH(h + halfH), box.x(), box.x() + box.width());
    double top = clamp(box.pixelV(v - halfV), box.y(), box.y() + box.height());
    double bottom = clamp(box.pixelV(v + halfV), box.y(), box.y() + box.height());
    g.setStroke(Color.web("#e8a317"));
    g.strokeRect(
        Math.floor(left) + 0.5,
        Math.floor(top) + 0.5,
        Math.max(1, Math.round(right - left)),
        Math.max(1, Math.round(bottom - top)));
  }

  void crosshair(MapBox box, ViewState state) {
    Axis h = box.plane().horizontal();
    Axis v = box.plane().vertical();
    double x = Math.floor(box.pixelH(state.position(h) + 0.5)) + 0.5;
    double y = Math.floor(box.pixelV(state.position(v) + 0.5)) + 0.5;
    g.setStroke(AxisColors.of(h));
    g.strokeLine(box.x(), y, box.x() + box.width(), y);
    g.setStroke(AxisColors.of(v));
    g.strokeLine(x, box.y(), x, box.y() + box.height());
  }

  private static double clamp(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }
}
