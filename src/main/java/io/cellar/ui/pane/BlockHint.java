package io.cellar.ui.pane;

import io.cellar.engine.SourceMode;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.layer.Layers;
import io.cellar.ui.words.BlockWords;
import io.cellar.ui.words.Words;
import io.cellar.volume.BlockState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.stage.PopupWindow;
import javafx.stage.Window;

/**
 * A small box beside the mouse while it is over a failed block: the cause, the next try, and a
 * button to try now; while it rests over a hole that nobody fills: a button to fetch it; and, while
 * the coverage is shown, over a block that is empty in the source: that it is so. It stays while
 * the block is so and the mouse is in it or in the box. A menu or a dialog that opens closes it; it
 * comes again when the mouse has moved and no menu is open. JavaFX thread.
 */
final class BlockHint extends VBox {
  private static final double AWAY = 14;

  /** How long the mouse must be still over a hole; holes are many, and mostly not meant. */
  private static final long REST_NANOS = 600_000_000;

  private static final double WIDTH = 320;

  /** What is told of a block, and what can be done about it. */
  private enum Kind {
    FAILED("hint.title", "hint.retry"),
    HOLE("hint.hole", "hint.fetch"),
    EMPTY("hint.empty", "hint.fetch");

    private final String title;
    private final String act;

    Kind(String title, String act) {
      this.title = title;
      this.act = act;
    }
  }

  private final Layers all;
  private final PaneLayers layers;
  private final BooleanSupplier coverage;
  private final Label title = Controls.label("", "hint-title");
  private final Label cause = Controls.label("", "hint-cause");
  private final Label next = Controls.label("", "hint-next");
  private final Button act = Controls.button("hint.retry", this::act);
  private Optional<BlockAt> block = Optional.empty();
  private long[] told = {};
  private Kind kind = Kind.FAILED;

  /** All that its size and place depend on. */
  private List<Object> lastSaid = List.of();

  private Point2D rested = Point2D.ZERO;
  private long restedSince;
  private Point2D at = Point2D.ZERO;

  /** Where the mouse was when another window opened; not told there any more. */
  private Optional<Point2D> dismissed = Optional.empty();

  private long windows;
  private final InvalidationListener opened = o -> windowsChanged();

  /**
   * Not seen yet.
   *
   * @param coverage whether the coverage is shown
   */
  BlockHint(Layers all, PaneLayers layers, BooleanSupplier coverage) {
    super(4);
    this.all = all;
    this.layers = layers;
    this.coverage = coverage;
    getStyleClass().addAll("pane-card", "block-hint");
    setManaged(false);
    setVisible(false);
    setCursor(Cursor.DEFAULT);
    setAlignment(Pos.TOP_LEFT);
    cause.setWrapText(true);
    title.setWrapText(true);
    getChildren().addAll(title, cause, next, act);
    Window.getWindows().addListener(new WeakInvalidationListener(opened));
    windows = others();
    setOnMouseExited(e -> setVisible(false));
    setOnMousePressed(e -> e.consume());
    setOnMouseClicked(e -> e.consume());
  }

  private void act() {
    block.ifPresent(
        spot -> {
          if (kind == Kind.HOLE) {
            spot.volume().fetch(spot.block());
          } else {
            spot.volume().retry(spot.block());
          }
        });
  }

  private static long others() {
    return Window.getWindows().stream().filter(w -> !(w instanceof Tooltip)).count();
  }

  private void windowsChanged() {
    long now = others();
    if (now > windows) {
      dismissed = Optional.of(rested);
      setVisible(false);
    }
    windows = now;
  }

  private boolean mayTell(Point2D mouse) {
    dismissed = dismissed.filter(mouse::equals);
    return dismissed.isEmpty()
        && Window.getWindows().stream()
            .noneMatch(w -> w instanceof PopupWindow && !(w instanceof Tooltip));
  }

  /** True while it tells of a time that runs out. */
  boolean isCounting() {
    return isVisible() && kind == Kind.FAILED;
  }

  /** The mouse is over a voxel, or over this box in front of it; called once per frame. */
  void point(long[] under, Point2D mouse) {
    long[] voxel = isVisible() && isHover() ? told : under;
    if (!mouse.equals(rested)) {
      rested = mouse;
      restedSince = System.nanoTime();
    }
    if (!mayTell(mouse)) {
      setVisible(false);
      return;
    }
    Optional<BlockAt> spot = layers.blockAt(voxel);
    switch (spot.map(BlockAt::state).orElse(BlockState.AVAILABLE)) {
      case BlockState.Failed failed -> failed(failed, spot.get(), voxel, mouse);
      case BlockState.NotCached()
          when spot.get().volume().sourceMode() != SourceMode.CACHE_ONLY && rests(spot.get()) ->
          show(spot.get(), voxel, mouse, Kind.HOLE);
      case BlockState.Empty() when coverage.getAsBoolean() && rests(spot.get()) ->
          show(spot.get(), voxel, mouse, Kind.EMPTY);
      default -> setVisible(false);
    }
  }

  /** True as soon as the mouse has been still over a block for a while. */
  private boolean rests(BlockAt spot) {
    boolean already = isVisible() && isTold(spot);
    return already || System.nanoTime() - restedSince > REST_NANOS;
  }

  private boolean isTold(BlockAt spot) {
    return block.map(BlockAt::block).equals(Optional.of(spot.block()));
  }

  private void failed(BlockState.Failed failed, BlockAt spot, long[] voxel, Point2D mouse) {
    cause.setText(BlockWords.causeAlone(failed.cause()));
    next.setText(BlockWords.tries(failed.tries(), failed.nextTry(), Instant.now()));
    show(spot, voxel, mouse, Kind.FAILED);
  }

  private void show(BlockAt spot, long[] voxel, Point2D mouse, Kind what) {
    if (!isTold(spot) || !isVisible()) {
      block = Optional.of(spot);
      told = voxel.clone();
      at = mouse;
    }
    kind = what;
    String place = BlockWords.place(spot.volume(), spot.block());
    if (all.list().size() > 1) {
      place = Words.of("hint.of", place, spot.layer().name());
    }
    List<Object> said = List.of(place, what, cause.getText(), next.getText(), at, isVisible());
    title.setText(Words.of(what.title, place));
    act.setText(Words.of(what.act));
    cause.setVisible(what == Kind.FAILED);
    next.setVisible(what == Kind.FAILED);
    act.setVisible(what != Kind.EMPTY);
    for (Node each : List.of(cause, next, act)) {
      each.setManaged(each.isVisible());
    }
    setVisible(true);
    if (!said.equals(lastSaid)) {
      lastSaid = said;
      getParent().requestLayout();
    }
  }

  /** The mouse has left the pane; it may have gone into the box. */
  void hideSoon() {
    if (!isHover()) {
      setVisible(false);
    }
  }

  /** Beside the mouse, inside the pane. */
  void layoutIn(double width, double height) {
    double w = Math.min(WIDTH, width);
    double h = prefHeight(w);
    double x = Math.max(0, Math.min(at.getX() + AWAY, width - w));
    double y = at.getY() + AWAY + h <= height ? at.getY() + AWAY : at.getY() - AWAY - h;
    resizeRelocate(x, Math.max(0, y), w, h);
  }
}
