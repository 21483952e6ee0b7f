package io.cellar.slice;

import io.cellar.cell.CellListener;
import io.cellar.cell.VolatileCells;
import io.cellar.download.ReadAhead;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.BlockState;
import io.cellar.volume.LocalFileset;
import io.cellar.volume.VolumeDescription;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Makes pictures of slices out of what is in memory, and asks for what is not.
 *
 * <p>One renderer serves one pane. {@link #render} is called by one thread at a time; it never
 * waits. Planes are copied out of cells as these arrive, on the engine's threads, so that a picture
 * needs no cell to stay in memory.
 */
public final class SliceRenderer implements AutoCloseable {
  private final VolatileCells cells;
  private final VolumeDescription volume;
  private final LocalFileset local;
  private final SlicePlanes planes;
  private final PlaneLoader loader;
  private final LongSupplier nanos;
  private final Foresight foresight;
  private final CellListener arrivals = new Arrivals();
  private final StatePatterns dark = StatePatterns.dark();
  private final StatePatterns light = StatePatterns.light();
  private volatile Runnable onChange = () -> {};
  private volatile Scene current;

  /** True while the last picture shows a download: it is made again and again by itself. */
  private volatile boolean moving;

  private Display mappedDisplay;
  private PixelMapper mapper;

  /**
   * A renderer with planes of its own.
   *
   * @param cells this pane's cells, at the finest level
   * @param volume what they belong to
   */
  public SliceRenderer(VolatileCells cells, VolumeDescription volume) {
    this(cells, volume, ReadAhead.OFF);
  }

  /**
   * A renderer that also asks for what will probably be shown next.
   *
   * @param readAhead how far
   */
  public SliceRenderer(VolatileCells cells, VolumeDescription volume, ReadAhead readAhead) {
    this(cells, volume, new SlicePlanes(SlicePlanes.DEFAULT_BYTES), System::nanoTime, readAhead);
  }

  SliceRenderer(
      VolatileCells cells, VolumeDescription volume, SlicePlanes planes, LongSupplier nanos) {
    this(cells, volume, planes, nanos, ReadAhead.OFF);
  }

  private SliceRenderer(
      VolatileCells cells,
      VolumeDescription volume,
      SlicePlanes planes,
      LongSupplier nanos,
      ReadAhead readAhead) {
    this.foresight = new Foresight(cells, readAhead);
    this.cells = cells;
    this.volume = volume;
    this.local = cells.fileset();
    this.planes = planes;
    this.loader = new PlaneLoader(cells, planes);
    this.nanos = nanos;
    cells.addListener(arrivals);
  }

  /** What is shown. */
  public VolumeDescription volume() {
    return volume;
  }

  /** This pane's cells. */
  public VolatileCells cells() {
    return cells;
  }

  /** The planes that are kept. */
  public SlicePlanes planes() {
    return planes;
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
    Scene scene = scene(view, limit);
    Scene before = current;
    current = scene;
    boolean moved = before == null || !before.geometry().view().equals(view);
    if (moved) {
      cells.newView();
    }
    Optional<long[]> pointer = display.pointer();
    double focusH = pointer.map(p -> p[index(view.horizontal())] + 0.5).orElse(view.centerH());
    double focusV = pointer.map(p -> p[index(view.vertical())] + 0.5).orElse(view.centerV());
    if (!loader.load(scene, focusH, focusV, cancelled)) {
      return Optional.empty();
    }
    if (moved && !scene.over()) {
      foresight.moved(view);
    }
    Optional<SlicePicture> picture = frame(scene, display).paint(cancelled);
    picture.ifPresent(p -> moving = p.downloading());
    return picture;
  }

  private SliceFrame frame(Scene scene, Display display) {
    return new SliceFrame(
        scene,
        cells,
        planes,
        mapper(display),
        display.dark() ? dark : light,
        display.showBlocks(),
        nanos.getAsLong() / 1e9);
  }

  private Scene scene(SliceView view, FetchLimit limit) {
    SliceGeometry geometry = new SliceGeometry(local, view);
    VisibleBlocks visible = new VisibleBlocks(geometry, local.dtype());
    boolean over =
        !limit.allows(visible.count(), visible.bytes()) || visible.planeBytes() > planes.maxBytes();
    return new Scene(geometry, visible, limit, over);
  }

  private int index(Axis axis) {
    return local.axes().indexOf(axis);
  }

  private PixelMapper mapper(Display display) {
    boolean same =
        mappedDisplay != null
            && mappedDisplay.range().equals(display.range())
            && mappedDisplay.map() == display.map()
            && mappedDisplay.invert() == display.invert();
    if (!same) {
      mapper = PixelMapper.of(local.dtype(), display);
      mappedDisplay = display;
    }
    return mapper;
  }

  /** The planes of a view's blocks that are held, the middle of the view first. */
  List<SlicePlane> planesOf(SliceView view) {
    Scene scene = scene(view, FetchLimit.DEFAULT);
    return scene.visible().nearest(view.centerH(), view.centerV(), PlaneLoader.MOST_LISTED).stream()
        .map(block -> planes.peek(scene.geometry().key(block.blockH(), block.blockV())))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A voxel's bits out of the plane of its block in the last picture, if that shows it. */
  Optional<Object> planeValue(long[] voxel, long block) {
    Scene scene = current;
    return scene == null ? Optional.empty() : scene.geometry().voxel(voxel, block, planes);
  }

  /** Leaves the cells, which stay open. */
  @Override
  public void close() {
    cells.removeListener(arrivals);
    onChange = () -> {};
  }

  private final class Arrivals implements CellListener {
    @Override
    public void arrived(long index, Block block) {
      Scene scene = current;
      if (scene != null && scene.visible().contains(index)) {
        loader.arrived(scene, index, block);
        onChange.run();
      }
    }

    @Override
    public void dropped(long index) {
      planes.drop(index);
      stateChanged(index);
    }

    @Override
    public void stateChanged(long index) {
      Scene scene = current;
      boolean progress = moving && cells.state(index) instanceof BlockState.Downloading;
      if (scene != null && !progress && scene.visible().contains(index)) {
        onChange.run();
      }
    }
  }
}
