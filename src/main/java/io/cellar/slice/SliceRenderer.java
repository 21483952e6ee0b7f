package io.cellar.slice;

import io.cellar.cell.VolatileCells;
import io.cellar.slice.FramePlan.LevelFrame;
import io.cellar.slice.SlicePicture.ShownLevel;
import io.cellar.slice.draw.Display;
import io.cellar.slice.draw.FrameStyle;
import io.cellar.slice.draw.FrameStyle.Backdrop;
import io.cellar.slice.geometry.LevelShape;
import io.cellar.slice.geometry.SlicePlane;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Level;
import io.cellar.volume.VolumeDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes pictures of slices out of what is in memory, and asks for what is not.
 *
 * <p>One renderer serves one pane. {@link #render} is called by one thread at a time; it never
 * waits. Planes are copied out of cells as these arrive, on the engine's threads, so that a picture
 * needs no cell to stay in memory.
 *
 * <p>Of a volume with several levels it shows the one that {@link LevelShape#choose} finds right
 * for the view, asks for that and for the coarsest, and shows coarser voxels where the right ones
 * are not there yet.
 */
public final class SliceRenderer implements AutoCloseable {

  /**
   * The cells of one level as one pane sees them, and how that level lies over the finest.
   *
   * @param cells the pane's own cells of the level
   * @param toFinest from the level's view to the finest one's, in the level's axes order ({@link
   *     Level})
   */
  public record LevelCells(VolatileCells cells, List<AxisMap> toFinest) {

    public LevelCells {
      toFinest = List.copyOf(toFinest);
      if (toFinest.size() != cells.geometry().rank()) {
        throw new IllegalArgumentException(
            toFinest + " does not fit the axes " + cells.geometry().axes());
      }
    }

    /** Cells of a volume that has no other level. */
    static LevelCells finest(VolatileCells cells) {
      return new LevelCells(cells, AxisMap.identity(cells.geometry().rank()));
    }
  }

  private final List<LevelPlanes> levels = new ArrayList<>();
  private final VolumeDescription volume;
  private final SlicePlanes planes;
  private final LongSupplier nanos;
  private final FrameStyle.Cache styles;
  private final PixelPool pool = new PixelPool();
  private volatile Runnable onChange = () -> {};
  private volatile FramePlan current;

  /** What is asked for; the rendering thread's own. */
  private final FrameRequests requests;

  /** True when the last picture shows states of blocks. */
  private volatile boolean showsStates = true;

  /**
   * A renderer of a volume of one level, with planes of its own.
   *
   * @param cells this pane's cells
   * @param volume what they belong to
   */
  public SliceRenderer(VolatileCells cells, VolumeDescription volume) {
    this(List.of(LevelCells.finest(cells)), volume, PlaneBudget.ofProcess(), () -> ReadAhead.OFF);
  }

  /**
   * A renderer that also asks for what will probably be shown next.
   *
   * @param levels this pane's cells, the finest level first, at least that
   * @param volume the finest level
   * @param budget memory for planes, shared with others
   * @param readAhead how far; asked whenever the view has moved
   */
  public SliceRenderer(
      List<LevelCells> levels,
      VolumeDescription volume,
      PlaneBudget budget,
      Supplier<ReadAhead> readAhead) {
    this(levels, volume, budget.open(), System::nanoTime, readAhead);
  }

  SliceRenderer(
      VolatileCells cells, VolumeDescription volume, SlicePlanes planes, LongSupplier nanos) {
    this(List.of(LevelCells.finest(cells)), volume, planes, nanos, () -> ReadAhead.OFF);
  }

  SliceRenderer(
      List<LevelCells> levels,
      VolumeDescription volume,
      SlicePlanes planes,
      LongSupplier nanos,
      Supplier<ReadAhead> readAhead) {
    this.volume = volume;
    this.planes = planes;
    this.nanos = nanos;
    this.requests = new FrameRequests(volume);
    this.styles = new FrameStyle.Cache(volume.dtype());
    for (int n = 0; n < levels.size(); n++) {
      VolatileCells cells = levels.get(n).cells();
      LevelShape shape =
          new LevelShape(n, cells.geometry(), levels.get(n).toFinest(), volume.geometry());
      LevelPlanes level = new LevelPlanes(cells, shape, planes, readAhead);
      this.levels.add(level);
      level.listen(() -> frame(level), () -> onChange.run(), () -> showsStates);
    }
  }

  /** What is shown, at its finest level. */
  public VolumeDescription volume() {
    return volume;
  }

  /** This pane's cells of the finest level. */
  public VolatileCells cells() {
    return levels.getFirst().cells();
  }

  /** The planes that are kept. */
  public SlicePlanes planes() {
    return planes;
  }

  /** Number of the level that the last picture shows. */
  public int shownLevel() {
    FramePlan plan = current;
    return plan == null ? 0 : plan.number();
  }

  /** What to run, on an engine thread, when a block of the last picture came or changed. */
  void onChange(Runnable action) {
    onChange = action;
  }

  /** Renders within the default {@link FetchLimit}. */
  public Optional<SlicePicture> render(SliceView view, Display display, BooleanSupplier cancelled) {
    return render(view, display, FetchLimit.DEFAULT, cancelled);
  }

  /**
   * Renders what is in memory, and asks for what is missing as far as the limit allows.
   *
   * @param cancelled looked at now and then; once true, the frame is given up
   * @return the picture; empty when cancelled
   * @throws IllegalArgumentException if the view does not fit the volume's axes
   */
  public Optional<SlicePicture> render(
      SliceView view, Display display, FetchLimit limit, BooleanSupplier cancelled) {
    return render(view, display, limit, Backdrop.EMPTY, FrameRequests.Timing.FIRST, cancelled);
  }

  Optional<SlicePicture> render(
      SliceView view,
      Display display,
      FetchLimit limit,
      Backdrop ground,
      FrameRequests.Timing timing,
      BooleanSupplier cancelled) {
    FramePlan plan = plan(view, limit);
    FramePlan before = current;
    current = plan;
    boolean moved = before == null || !before.view().equals(view);
    if (moved) {
      requests.forget();
      levels.forEach(level -> level.cells().newView());
    }
    boolean later =
        timing == FrameRequests.Timing.LATER
            && moved
            && !plan.coarser().isEmpty()
            && !display.showBlocks();
    if (!requests.load(plan, display, !later, cancelled)) {
      return Optional.empty();
    }
    if (moved && !plan.chosen().over()) {
      requests.later(stop -> plan.lookAhead(before));
    }
    if (before != null) {
      plan.leave(before);
    }
    FrameStyle style = styles.of(display, ground, nanos.getAsLong() / 1e9);
    Optional<SlicePicture> picture = paint(plan, style, cancelled);
    if (!later || picture.isEmpty()) {
      return picture;
    }
    boolean missing = picture.get().shown() < picture.get().blocks();
    if (missing && showsStates) {
      // Coarser voxels do not cover it: how its blocks stand is seen, and must be right.
      reuse(picture.get().argb());
      return requests.load(plan, display, true, cancelled)
          ? paint(plan, style, cancelled)
          : Optional.empty();
    }
    requests.sooner(
        stop -> {
          requests.load(plan, display, true, stop);
          if (missing) {
            onChange.run();
          }
        });
    return missing ? picture.map(SlicePicture::whileLoading) : picture;
  }

  private Optional<SlicePicture> paint(
      FramePlan plan, FrameStyle style, BooleanSupplier cancelled) {
    SliceFrame frame = new SliceFrame(plan, style, pool);
    Optional<SlicePicture> picture = frame.paint(levels.size(), cancelled);
    picture.ifPresent(p -> showsStates = frame.showsStates());
    return picture;
  }

  /**
   * Takes the pixels of a picture back that nobody looks at any more: another one is painted over
   * them. May be called on any thread, or never.
   */
  public void reuse(int[] argb) {
    pool.give(argb);
  }

  /** Is not shown for now: gives up what was asked for. Called by the thread that renders. */
  void rest() {
    if (current != null) {
      current = null;
      requests.forget();
      levels.forEach(level -> level.cells().newView());
    }
  }

  /** Pixels for a picture, holding whatever was in them. */
  int[] pixels(int length) {
    return pool.take(length);
  }

  /**
   * Asks for what the last picture misses, if that was to be done later, and for what will probably
   * be shown after it. To be called by the thread that renders, when it has handed that picture on.
   */
  void lookAhead(BooleanSupplier cancelled) {
    requests.ask(cancelled);
  }

  /** The level that is right for a view. */
  ShownLevel level(SliceView view) {
    return levels.get(chosen(view)).shown(view, levels.size());
  }

  private int chosen(SliceView view) {
    return LevelShape.choose(levels.stream().map(LevelPlanes::shape).toList(), view);
  }

  private FramePlan plan(SliceView view, FetchLimit limit) {
    int chosen = chosen(view);
    return new FramePlan(
        view,
        levels.subList(chosen, levels.size()).stream()
            .map(level -> level.frame(view, limit))
            .toList());
  }

  /**
   * The planes that are held of a view: of the level that is right for it, or of a coarser one of
   * which a larger share is there.
   */
  List<SlicePlane> planesOf(SliceView view) {
    List<SlicePlane> best = List.of();
    double most = 0;
    for (LevelFrame frame : plan(view, FetchLimit.DEFAULT).levels()) {
      List<SlicePlane> held = frame.level().planesOf(frame);
      double share = (double) held.size() / Math.max(1, frame.visible().count());
      if (share > most) {
        best = held;
        most = share;
      }
    }
    return best;
  }

  /** The levels that may stand for a voxel of the last picture, the right one first. */
  List<LevelPlanes> shownLevels() {
    return levels.subList(shownLevel(), levels.size());
  }

  /** A voxel's bits out of the plane of its block in the last picture, if that shows it. */
  Optional<Object> planeValue(LevelPlanes level, long[] voxel, long block) {
    return frame(level).flatMap(frame -> level.planeValue(frame, voxel, block));
  }

  private Optional<LevelFrame> frame(LevelPlanes level) {
    FramePlan plan = current;
    return plan == null ? Optional.empty() : plan.of(level.shape().number());
  }

  /** Closes the cells too. May be called twice. */
  @Override
  public void close() {
    for (LevelPlanes level : levels) {
      level.cells().close();
    }
    onChange = () -> {};
    planes.close();
  }
}
