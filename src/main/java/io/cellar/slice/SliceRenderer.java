package io.cellar.slice;

import io.cellar.cell.VolatileCells;
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
 * <p>Of a volume with several levels it shows the one that {@link LevelChooser} finds right for the
 * view, asks for that and for the coarsest, and shows coarser voxels where the right ones are not
 * there yet.
 */
public final class SliceRenderer implements AutoCloseable {
  private final List<RenderLevel> levels = new ArrayList<>();
  private final VolumeDescription volume;
  private final SlicePlanes planes;
  private final LongSupplier nanos;
  private final FrameStyles styles;
  private final PixelPool pool = new PixelPool();
  private volatile Runnable onChange = () -> {};
  private volatile FramePlan current;

  /** What is asked for; the rendering thread's own. */
  private final FrameRequests wishes;

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
    this.wishes = new FrameRequests(volume);
    this.styles = new FrameStyles(volume.dtype());
    for (int n = 0; n < levels.size(); n++) {
      VolatileCells cells = levels.get(n).cells();
      LevelShape shape =
          new LevelShape(n, cells.geometry(), levels.get(n).toFinest(), volume.geometry());
      this.levels.add(new RenderLevel(cells, shape, planes, readAhead));
      RenderLevel level = this.levels.get(n);
      Arrivals listener =
          new Arrivals(level, () -> scene(level), () -> onChange.run(), () -> showsStates);
      cells.addListener(listener);
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
    FramePlan scenes = current;
    return scenes == null ? 0 : scenes.number();
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
    return render(view, display, limit, Backdrop.EMPTY, RequestTiming.FIRST, cancelled);
  }

  Optional<SlicePicture> render(
      SliceView view,
      Display display,
      FetchLimit limit,
      Backdrop ground,
      RequestTiming asking,
      BooleanSupplier cancelled) {
    FramePlan scenes = scenes(view, limit);
    FramePlan before = current;
    current = scenes;
    boolean moved = before == null || !before.view().equals(view);
    if (moved) {
      wishes.forget();
      levels.forEach(level -> level.cells().newView());
    }
    boolean later =
        asking == RequestTiming.LATER
            && moved
            && !scenes.coarser().isEmpty()
            && !display.showBlocks();
    if (!wishes.load(scenes, display, !later, cancelled)) {
      return Optional.empty();
    }
    if (moved && !scenes.chosen().over()) {
      wishes.later(stop -> scenes.lookAhead(before));
    }
    if (before != null) {
      scenes.leave(before);
    }
    FrameStyle style = styles.of(display, ground, nanos.getAsLong() / 1e9);
    Optional<SlicePicture> picture = paint(scenes, style, cancelled);
    if (!later || picture.isEmpty()) {
      return picture;
    }
    boolean missing = picture.get().shown() < picture.get().blocks();
    if (missing && showsStates) {
      // Coarser voxels do not cover it: how its blocks stand is seen, and must be right.
      reuse(picture.get().argb());
      return wishes.load(scenes, display, true, cancelled)
          ? paint(scenes, style, cancelled)
          : Optional.empty();
    }
    wishes.sooner(
        stop -> {
          wishes.load(scenes, display, true, stop);
          if (missing) {
            onChange.run();
          }
        });
    return missing ? picture.map(SlicePicture::whileLoading) : picture;
  }

  private Optional<SlicePicture> paint(
      FramePlan scenes, FrameStyle style, BooleanSupplier cancelled) {
    SliceFrame frame = new SliceFrame(scenes, style, pool);
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
      wishes.forget();
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
    wishes.ask(cancelled);
  }

  /** The level that is right for a view. */
  ShownLevel level(SliceView view) {
    return levels.get(chosen(view)).shape().shown(view, levels.size());
  }

  private int chosen(SliceView view) {
    return LevelChooser.choose(levels.stream().map(RenderLevel::shape).toList(), view);
  }

  private FramePlan scenes(SliceView view, FetchLimit limit) {
    int chosen = chosen(view);
    return new FramePlan(
        view,
        levels.subList(chosen, levels.size()).stream()
            .map(level -> level.scene(view, limit))
            .toList());
  }

  /**
   * The planes that are held of a view: of the level that is right for it, or of a coarser one of
   * which a larger share is there.
   */
  List<SlicePlane> planesOf(SliceView view) {
    List<SlicePlane> best = List.of();
    double most = 0;
    for (LevelFrame scene : scenes(view, FetchLimit.DEFAULT).scenes()) {
      List<SlicePlane> held = scene.level().planesOf(scene);
      double share = (double) held.size() / Math.max(1, scene.visible().count());
      if (share > most) {
        best = held;
        most = share;
      }
    }
    return best;
  }

  /** The levels that may stand for a voxel of the last picture, the right one first. */
  List<RenderLevel> shownLevels() {
    return levels.subList(shownLevel(), levels.size());
  }

  /** A voxel's bits out of the plane of its block in the last picture, if that shows it. */
  Optional<Object> planeValue(RenderLevel level, long[] voxel, long block) {
    return scene(level).flatMap(scene -> level.planeValue(scene, voxel, block));
  }

  private Optional<LevelFrame> scene(RenderLevel level) {
    FramePlan scenes = current;
    return scenes == null ? Optional.empty() : scenes.of(level.shape().number());
  }

  /** Closes the cells too. May be called twice. */
  @Override
  public void close() {
    for (RenderLevel level : levels) {
      level.cells().close();
    }
    onChange = () -> {};
    planes.close();
  }
}
