package io.cellar.ui.pane;

import io.cellar.ui.navigation.ScaleBar;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws a bar of a round length at the lower left. */
final class ScaleBarDrawing {
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
