package io.cellar.ui.overview;

import io.cellar.ui.coverage.ViewShares;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.navigation.LevelBlocks;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * The whole volume from three sides; a click or a drag in one of them goes there. JavaFX thread.
 */
public final class OverviewPane extends Region {
  private static final double MARGIN = 16;
  private static final double AIR = 9;
  private static final double NEAR = 6;

  private final PaneContext context;
  private final IntSupplier level;
  private final ObservableValue<ViewShares> shares;
  private final Tooltip byLevel = new Tooltip();
  private final Canvas canvas = new Canvas();
  private final Label figures = Controls.label("", "overview-figures");
  private final CoverageMaps maps;
  private final InvalidationListener changed = o -> stale = true;
  private final InvalidationListener reshaped = o -> requestLayout();
  private final Runnable leaveFrame;
  private final Runnable leaveSlow;
  private List<MapBox> boxes = List.of();
  private Optional<MapBox> grabbed = Optional.empty();
  private boolean stale = true;

  /**
   * The overview of a volume with x, y and z; {@link #close} ends it.
   *
   * @param level the level whose coverage is shown
   * @param shares how much of what is looked at is cached
   */
  public OverviewPane(PaneContext context, IntSupplier level, ObservableValue<ViewShares> shares) {
    this.shares = shares;
    this.context = context;
    this.level = level;
    this.maps = new CoverageMaps(context.pulse(), () -> stale = true);
    getStyleClass().add("overview");
    setAccessibleText(Words.of("overview.accessible"));
    canvas.setCursor(Cursor.HAND);
    figures.setTooltip(byLevel);
    figures.setWrapText(true);
    getChildren().addAll(canvas, figures);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::go);
    canvas.addEventHandler(MouseEvent.MOUSE_RELEASED, e -> grabbed = Optional.empty());
    context.navigator().stateProperty().addListener(changed);
    context.options().cubes().addListener(reshaped);
    leaveFrame = context.pulse().everyFrame(this::frame);
    leaveSlow = context.pulse().often(this::figures);
  }

  private void press(MouseEvent e) {
    double x = e.getX() - MARGIN;
    double y = e.getY() - MARGIN;
    grabbed = boxes.stream().filter(b -> b.near(x, y, NEAR)).findFirst();
    if (grabbed.isPresent()) {
      context.navigator().jump(s -> s);
    }
    go(e);
  }

  private void go(MouseEvent e) {
    grabbed.ifPresent(
        box -> {
          Axes axes = context.navigator().state().axes();
          long[] voxel = context.navigator().state().position();
          voxel[axes.indexOf(box.plane().horizontal())] = box.voxelH(e.getX() - MARGIN);
          voxel[axes.indexOf(box.plane().vertical())] = box.voxelV(e.getY() - MARGIN);
          context.navigator().change(s -> s.goTo(voxel));
        });
  }

  private void figures() {
    if (!isVisible()) {
      return;
    }
    if (context.volume().description().isOriginal()) {
      figures.setText(Words.of("overview.own"));
      byLevel.setText(Words.of("overview.ownTip"));
      return;
    }
    List<Level> levels = context.volume().levels().levels();
    LevelBlocks blocks = blocks();
    ViewState state = context.navigator().state();
    maps.refresh(blocks, boxes, state.axes(), state.position());
    figures.setText(ShareText.of(blocks, shares.getValue(), levels.size()));
    byLevel.setText(ShareText.byLevel(context.volume(), shares.getValue()));
  }

  private LevelBlocks blocks() {
    int number = level.getAsInt();
    return new LevelBlocks(
        context.volume().levels().levels().get(number), context.volume().coverage(number));
  }

  /** True when it shows what is cached now, or is not seen. */
  public boolean isSettled() {
    ViewState state = context.navigator().state();
    return !isVisible()
        || !stale && context.volume().description().isOriginal()
        || (!stale && maps.isSettled(blocks(), boxes, state.axes(), state.position()));
  }

  private void frame() {
    if (!stale || !isVisible() || getWidth() <= 0) {
      return;
    }
    stale = false;
    ViewState state = context.navigator().state();
    OverviewDrawing drawing = new OverviewDrawing(canvas.getGraphicsContext2D(), MARGIN);
    drawing.clear(canvas.getWidth(), canvas.getHeight());
    for (MapBox box : boxes) {
      drawing.box(box, maps.image(box.plane()), context.display().get().dark());
      drawing.views(box, state, context.navigator().visiblePanes());
      drawing.crosshair(box, state);
    }
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    double room = getWidth() - snappedRightInset();
    double w = Math.max(0, room - 8);
    double h = figures.prefHeight(w);
    figures.resizeRelocate(4, getHeight() - h - AIR, w, h);
    boxes =
        MapLayout.of(
            context.navigator().state(),
            Math.max(1, room - 2 * MARGIN),
            Math.max(1, getHeight() - 2 * MARGIN - h - AIR));
    stale = true;
    context.pulse().wake();
  }

  /** Lets go of everything shared. May be called twice. */
  public void close() {
    leaveFrame.run();
    leaveSlow.run();
    context.navigator().stateProperty().removeListener(changed);
    context.options().cubes().removeListener(reshaped);
  }

  /**
   * Where the three sides of a volume lie: xy, zy to its right, xz below, all at one scale, and in
   * the proportions of the panes.
   */
  private static final class MapLayout {
    private static final double GAP = 10;
    private static final double THINNEST = 5;

    private MapLayout() {}

    /** The boxes, centred in an area. */
    static List<MapBox> of(ViewState state, double width, double height) {
      double x = extent(state, Axis.X);
      double y = extent(state, Axis.Y);
      double z = extent(state, Axis.Z);
      double scale = Math.max(0, Math.min((width - GAP) / (x + z), (height - GAP) / (y + z)));
      double w = Math.max(THINNEST, x * scale);
      double h = Math.max(THINNEST, y * scale);
      double d = Math.max(THINNEST, z * scale);
      double left = Math.max(0, (width - w - d - GAP) / 2);
      double top = Math.max(0, (height - h - d - GAP) / 2);
      return List.of(
          box(state, Plane.XY, left, top, w, h),
          box(state, Plane.ZY, left + w + GAP, top, d, h),
          box(state, Plane.XZ, left, top + h + GAP, w, d));
    }

    private static MapBox box(
        ViewState state, Plane plane, double x, double y, double w, double h) {
      return new MapBox(
          plane, x, y, w, h, state.size(plane.horizontal()), state.size(plane.vertical()));
    }

    private static double extent(ViewState state, Axis axis) {
      return state.size(axis) * state.stretch(axis);
    }
  }
}
