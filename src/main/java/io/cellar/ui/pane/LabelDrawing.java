package io.cellar.ui.pane;

import io.cellar.slice.SlicePicture;
import io.cellar.slice.SlicePicture.ShownLevel;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Draws the name and the place of a slice at its top, and what is still missing at its bottom. */
final class LabelDrawing {
  private static final double MARGIN = 6;
  private static final double HEIGHT = 20;

  /** Where the scale bar ends at the most. */
  private static final double SCALE_BAR = 165;

  private static final double SCALE_BAR_HEIGHT = 38;

  /** So dark that the colours of the axes are readable over white voxels. */
  static final Color PLATE = Color.color(0.05, 0.06, 0.07, 0.86);

  private static final Color BOX = Color.web("#ffd166");
  private static final Color LEVEL = Color.web("#c9d1d9");

  private LabelDrawing() {}

  static void draw(GraphicsContext g, PaneScene scene, Optional<SlicePicture> picture) {
    Optional<Axis> normal = scene.plane().normal(scene.state().axes());
    String title = scene.plane().name();
    String place =
        normal
            .map(a -> Words.of("pane.place", letter(a), Figures.count(scene.state().position(a))))
            .orElse("");
    double x = plate(g, title, MARGIN, MARGIN, normal.map(AxisColors::of).orElse(Color.WHITE));
    if (!place.isEmpty()) {
      x = plate(g, place, x + 4, MARGIN, Color.WHITE);
    }
    if (picture.isPresent()) {
      String level = level(picture.get().level());
      if (!level.isEmpty() && x + 16 + width(g.getFont(), level) < scene.width()) {
        plate(g, level, x + 4, MARGIN, LEVEL);
      }
      progress(g, scene, picture.get());
    }
  }

  /** Says how large a box is, under its lower left corner or above its lower edge. */
  static void boxSize(GraphicsContext g, PaneScene scene, Roi box, double left, double bottom) {
    List<Axis> axes = GoToText.spokenOrder(scene.state().axes());
    String size =
        axes.stream()
            .map(a -> Figures.count(box.size(scene.state().axes().indexOf(a))))
            .collect(Collectors.joining(" × "));
    double w = width(g.getFont(), size) + 12;
    boolean room = bottom + HEIGHT + 3 < scene.height();
    double y = room ? bottom + 3 : bottom - HEIGHT - 3;
    double x = Math.clamp(left, 0, Math.max(0, scene.width() - w)) + 2;
    double bar = Math.min(SCALE_BAR, scene.width() / 2.2 + 2 * MARGIN);
    if (y + HEIGHT > scene.height() - SCALE_BAR_HEIGHT && x < bar) {
      boolean beside = bar + w < scene.width();
      x = beside ? bar : x;
      y = beside ? y : scene.height() - SCALE_BAR_HEIGHT - HEIGHT;
    }
    plate(g, size, x, y, BOX);
  }

  /** The level in words, such as {@code level 2 · 1/4}; empty when there is only one. */
  static String level(ShownLevel level) {
    if (level.levels() == 1) {
      return "";
    }
    return level.acrossH() == level.acrossV()
        ? Words.of("pane.level", level.number(), Figures.length(level.acrossH()))
        : Words.of(
            "pane.levelOblong",
            level.number(),
            Figures.length(level.acrossH()),
            Figures.length(level.acrossV()));
  }

  private static void progress(GraphicsContext g, PaneScene scene, SlicePicture picture) {
    List<String> parts = new ArrayList<>();
    if (picture.overLimit()) {
      overLimit(g, scene, picture);
    }
    if (picture.loading()) {
      parts.add(
          Words.of("pane.blocks", Figures.count(picture.shown()), Figures.count(picture.blocks())));
    }
    if (picture.failed() > 0) {
      parts.add(Words.of("pane.failed", picture.failed()));
    }
    if (!parts.isEmpty()) {
      String text = String.join(" · ", parts);
      double left = Math.max(MARGIN, scene.width() - MARGIN - width(g.getFont(), text) - 12);
      double foot = left < SCALE_BAR ? 2 * MARGIN + 2 * HEIGHT : MARGIN + HEIGHT;
      Color color = picture.failed() > 0 ? Color.web("#ffb4a9") : Color.WHITE;
      plate(g, text, left, scene.height() - foot, color);
    }
  }

  private static void overLimit(GraphicsContext g, PaneScene scene, SlicePicture picture) {
    List<String> lines =
        Words.of("pane.over", Figures.count(picture.blocks()), Figures.bytes(picture.bytes()))
            .lines()
            .toList();
    double y = scene.height() / 2 - lines.size() * (HEIGHT + 2) / 2;
    for (String line : lines) {
      double w = width(g.getFont(), line) + 12;
      plate(g, line, Math.max(MARGIN, (scene.width() - w) / 2), y, Color.WHITE);
      y += HEIGHT + 2;
    }
  }

  /** Draws text on a dark plate; returns its right edge. */
  private static double plate(GraphicsContext g, String text, double x, double y, Color color) {
    double w = width(g.getFont(), text) + 12;
    g.setFill(PLATE);
    g.fillRoundRect(x, y, w, HEIGHT, 6, 6);
    g.setFill(color);
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    g.fillText(text, x + 6, y + HEIGHT / 2);
    return x + w;
  }

  private static double width(Font font, String text) {
    Text measured = new Text(text);
    measured.setFont(font);
    return Math.ceil(measured.getLayoutBounds().getWidth());
  }

  private static String letter(Axis axis) {
    return String.valueOf(axis.letter());
  }
}
