package io.cellar.ui.pane;

import io.cellar.ui.navigation.Plane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/**
 * Lays panes out: three panes and an overview two by two with dividers that can be dragged, or one
 * pane alone. JavaFX thread.
 */
public final class PaneGrid extends Region {
  private static final double BAR = 5;
  private static final double LEAST = 60;
  private static final double LEAST_OVERVIEW = 180;
  private static final double BESIDE_CARD = 12;

  /** Room below the card for the slider of the slices. */
  private static final double FOOT = 24;

  private final List<SlicePane> panes;
  private final Map<SlicePane, ? extends Region> feet;
  private final Optional<Region> overview;
  private final ObjectProperty<Optional<Plane>> alone =
      new SimpleObjectProperty<>(Optional.empty());
  private final DoubleProperty splitH = new SimpleDoubleProperty(0.5);
  private final DoubleProperty splitV = new SimpleDoubleProperty(0.5);
  private final Region barH = bar(Cursor.H_RESIZE);
  private final Region barV = bar(Cursor.V_RESIZE);
  private final Region knob = bar(Cursor.MOVE);
  private Optional<Region> card = Optional.empty();

  /**
   * Three panes with an overview, or one pane without.
   *
   * @param feet what stands under a pane, such as a slider; not every pane needs one
   */
  public PaneGrid(
      List<SlicePane> panes,
      Map<SlicePane, ? extends Region> feet,
      Optional<? extends Region> overview) {
    this.panes = List.copyOf(panes);
    this.feet = Map.copyOf(feet);
    this.overview = overview.map(o -> o);
    getStyleClass().add("pane-grid");
    for (SlicePane pane : panes) {
      getChildren().add(pane);
      foot(pane).ifPresent(getChildren()::add);
    }
    overview.ifPresent(getChildren()::add);
    getChildren().addAll(barH, barV, knob);
    barH.setOnMouseDragged(e -> moveH(sceneToLocal(e.getSceneX(), e.getSceneY()).getX()));
    barV.setOnMouseDragged(e -> moveV(sceneToLocal(e.getSceneX(), e.getSceneY()).getY()));
    knob.setOnMouseDragged(
        e -> {
          moveH(sceneToLocal(e.getSceneX(), e.getSceneY()).getX());
          moveV(sceneToLocal(e.getSceneX(), e.getSceneY()).getY());
        });
    knob.setOnMouseClicked(e -> evenOnDouble(e.getClickCount()));
    alone.addListener(o -> requestLayout());
    splitH.addListener(o -> requestLayout());
    splitV.addListener(o -> requestLayout());
  }

  /**
   * Shows a card beside the overview, instead of it where there is no room for both, or over the
   * pane that is alone.
   */
  public void card(Region shown) {
    card.ifPresent(getChildren()::remove);
    card = Optional.of(shown);
    getChildren().add(shown);
  }

  /** What the card takes of the overview's width; 0 when nothing would be left of it. */
  private double roomForCard(double width) {
    double wanted =
        card.filter(Node::isVisible).map(c -> c.prefWidth(-1) + 2 * BESIDE_CARD).orElse(0.0);
    return width - wanted < LEAST_OVERVIEW ? 0 : wanted;
  }

  /** Puts the card in the middle of a rectangle; where that is too narrow, over its left edge. */
  private void placeCard(double x, double y, double w, double h) {
    card.ifPresent(
        c -> {
          double cw = Math.min(getWidth(), c.prefWidth(-1));
          double ch = Math.min(h, c.prefHeight(cw));
          double left = Math.min(x + Math.rint((w - cw) / 2), getWidth() - cw);
          c.resizeRelocate(left, y + Math.rint((h - ch) / 2), cw, ch);
        });
  }

  /** Puts the card at the lower right of a pane that is alone, where it hides the least. */
  private void placeCardInCorner() {
    card.ifPresent(
        c -> {
          double w = c.prefWidth(-1) + 2 * BESIDE_CARD;
          double h = c.prefHeight(-1) + 2 * BESIDE_CARD;
          placeCard(getWidth() - w, Math.max(0, getHeight() - h - FOOT), w, h);
        });
  }

  /** The plane that is shown alone; empty: all. */
  public ObjectProperty<Optional<Plane>> alone() {
    return alone;
  }

  /** Share of the left panes. */
  public DoubleProperty splitH() {
    return splitH;
  }

  /** Share of the upper panes. */
  public DoubleProperty splitV() {
    return splitV;
  }

  /** The pane that keys are meant for: the one that has the focus, else the first to be seen. */
  public Optional<SlicePane> active(Optional<Plane> underPointer) {
    List<SlicePane> seen = panes.stream().filter(Node::isVisible).toList();
    return seen.stream()
        .filter(p -> underPointer.filter(p.plane()::equals).isPresent())
        .findFirst()
        .or(() -> seen.stream().filter(Node::isFocused).findFirst())
        .or(() -> seen.stream().findFirst());
  }

  private static Region bar(Cursor cursor) {
    Region bar = new Region();
    bar.getStyleClass().add("pane-divider");
    bar.setCursor(cursor);
    return bar;
  }

  private void moveH(double x) {
    splitH.set(share(x, getWidth()));
  }

  private void moveV(double y) {
    splitV.set(share(y, getHeight()));
  }

  private static double share(double at, double size) {
    double least = Math.min(0.5, LEAST / Math.max(1, size));
    return Math.max(least, Math.min(1 - least, at / Math.max(1, size)));
  }

  private void evenOnDouble(int clicks) {
    if (clicks == 2) {
      splitH.set(0.5);
      splitV.set(0.5);
    }
  }

  @Override
  protected void layoutChildren() {
    boolean four = alone.get().isEmpty() && panes.size() == 3;
    barH.setVisible(four);
    barV.setVisible(four);
    knob.setVisible(four);
    overview.ifPresent(o -> o.setVisible(four));
    if (four) {
      layoutFour(snapSizeX(getWidth()), snapSizeY(getHeight()));
      return;
    }
    Plane only = alone.get().orElse(panes.isEmpty() ? null : panes.getFirst().plane());
    for (SlicePane pane : panes) {
      pane.setVisible(pane.plane().equals(only));
      place(pane, 0, 0, getWidth(), getHeight());
    }
    placeCardInCorner();
  }

  private Optional<Region> foot(SlicePane pane) {
    return Optional.ofNullable(feet.get(pane));
  }

  /** Puts a pane and what stands under it into a rectangle. */
  private void place(SlicePane pane, double x, double y, double w, double h) {
    double under = foot(pane).map(f -> Math.min(h / 4, f.prefHeight(w))).orElse(0.0);
    pane.resizeRelocate(x, y, w, h - under);
    foot(pane)
        .ifPresent(
            f -> {
              f.setVisible(pane.isVisible());
              f.resizeRelocate(x, y + h - under, w, under);
            });
  }

  private void layoutFour(double w, double h) {
    double left = Math.round((w - BAR) * splitH.get());
    double top = Math.round((h - BAR) * splitV.get());
    double right = left + BAR;
    double lower = top + BAR;
    panes.forEach(p -> p.setVisible(true));
    place(panes.get(0), 0, 0, left, top);
    place(panes.get(1), right, 0, w - right, top);
    place(panes.get(2), 0, lower, left, h - lower);
    overview.ifPresent(o -> o.resizeRelocate(right, lower, w - right, h - lower));
    double beside = roomForCard(w - right);
    boolean instead = beside == 0 && card.filter(Node::isVisible).isPresent();
    overview.ifPresent(o -> o.setVisible(!instead));
    overview.ifPresent(o -> o.setPadding(new Insets(0, beside, 0, 0)));
    double cardWidth = beside > 0 ? beside : w - right;
    placeCard(w - cardWidth, lower, cardWidth, h - lower);
    barH.resizeRelocate(left, 0, BAR, h);
    barV.resizeRelocate(0, top, w, BAR);
    knob.resizeRelocate(left, top, BAR, BAR);
  }
}
