package io.cellar.slice;

import io.cellar.cell.CellListener;
import io.cellar.cell.VolatileCells;
import io.cellar.engine.Priority;
import io.cellar.slice.FramePlan.LevelFrame;
import io.cellar.slice.SlicePicture.ShownLevel;
import io.cellar.slice.geometry.LevelShape;
import io.cellar.slice.geometry.PlaneKey;
import io.cellar.slice.geometry.SliceGeometry;
import io.cellar.slice.geometry.SlicePlane;
import io.cellar.slice.geometry.SliceView;
import io.cellar.slice.geometry.VisibleBlocks;
import io.cellar.slice.geometry.VisibleBlocks.VisibleBlock;
import io.cellar.volume.Block;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One level of a pane: its cells, how it lies over the finest, and its share of the planes. Sees to
 * it that the planes of a frame are held: takes them out of cells in memory, asks for the other
 * cells. Thread-safe.
 *
 * <p>Over the fetch limit only blocks that are on disk already are asked for, and of those as many
 * as the limit allows. Never more than the planes' own bound holds, so that a picture cannot push
 * out what it has just drawn and ask for it again without end.
 */
final class LevelPlanes {
  /** Most blocks that one frame looks at. */
  private static final int MOST_LISTED = 1 << 16;

  /** Blocks looked at between two looks at whether the frame is cancelled. */
  private static final int CANCEL_EVERY = 64;

  /** Blocks that are seen already are refreshed after those that are missing. */
  private static final double BEHIND = 1e9;

  private final VolatileCells cells;
  private final LevelShape shape;
  private final SlicePlanes planes;
  private final PlaneCopies copies;
  private final Prefetcher prefetcher;

  LevelPlanes(
      VolatileCells cells, LevelShape shape, SlicePlanes planes, Supplier<ReadAhead> readAhead) {
    this.cells = cells;
    this.shape = shape;
    this.planes = planes;
    this.copies = new PlaneCopies(cells, shape.number(), planes);
    this.prefetcher = new Prefetcher(cells, shape, readAhead);
  }

  VolatileCells cells() {
    return cells;
  }

  LevelShape shape() {
    return shape;
  }

  Prefetcher prefetcher() {
    return prefetcher;
  }

  /** The level as a picture of a view tells of it. */
  ShownLevel shown(SliceView view, int levels) {
    return new ShownLevel(
        shape.number(),
        levels,
        shape.toFinest(view.horizontal()).scale(),
        shape.toFinest(view.vertical()).scale());
  }

  /** What a view shows of the level. */
  LevelFrame frame(SliceView view, FetchLimit limit) {
    SliceGeometry geometry = new SliceGeometry(shape, view);
    VisibleBlocks visible = new VisibleBlocks(geometry);
    boolean over =
        !limit.allows(visible.count(), visible.bytes()) || visible.planeBytes() > planes.maxBytes();
    return new LevelFrame(this, geometry, visible, limit, over);
  }

  /** The planes of a frame's blocks that are at hand, the middle of the view first. */
  List<SlicePlane> planesOf(LevelFrame frame) {
    SliceView view = frame.geometry().view();
    return frame.visible().nearest(view.centerH(), view.centerV(), MOST_LISTED).stream()
        .map(block -> atHand(frame, block.blockH(), block.blockV()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The plane of a block that is there without being copied; nothing is asked for. */
  Optional<SlicePlane> atHand(LevelFrame frame, long blockH, long blockV) {
    return copies.atHand(frame, blockH, blockV);
  }

  /** The cell that holds the plane of a block in one piece; null when that is not known of all. */
  Block cell(LevelFrame frame, long blockH, long blockV) {
    return copies.cell(frame, blockH, blockV);
  }

  /** A plane that is held already. */
  private Optional<SlicePlane> held(PlaneKey key) {
    return planes.peek(key);
  }

  /** A voxel's bits out of the plane of its block in a frame, if that shows it. */
  Optional<Object> planeValue(LevelFrame frame, long[] voxel, long block) {
    return frame.geometry().voxel(voxel, block, this::held);
  }

  /** Bounds that are used up while blocks are gone through. */
  private static final class Budget {
    private long blocks;
    private long bytes;
    private long planeBytes;

    Budget(FetchLimit limit, long planeBytes) {
      this.blocks = limit.maxBlocks();
      this.bytes = limit.maxBytes();
      this.planeBytes = planeBytes;
    }

    boolean take(long blockBytes, long thisPlane) {
      blocks--;
      bytes -= blockBytes;
      planeBytes -= thisPlane;
      return blocks >= 0 && bytes >= 0 && planeBytes >= 0;
    }
  }

  /**
   * Sees to it that the planes of a frame are held, nearest first.
   *
   * @param ask false only takes planes out of cells that are in memory
   * @return false when cancelled
   */
  boolean load(
      LevelFrame frame, double focusH, double focusV, boolean ask, BooleanSupplier cancelled) {
    if (copies.isAtHand(frame)) {
      return true;
    }
    SliceGeometry geometry = frame.geometry();
    DType dtype = shape.geometry().dtype();
    long hidden = geometry.hiddenVoxels();
    Budget budget = new Budget(frame.limit(), planes.maxBytes());
    int seen = 0;
    for (VisibleBlock block : frame.visible().nearest(focusH, focusV, listed(frame))) {
      if (seen++ % CANCEL_EVERY == 0 && cancelled.getAsBoolean()) {
        return false;
      }
      PlaneKey key = geometry.key(block.blockH(), block.blockV());
      boolean held = planes.get(key).isPresent();
      if (!held && frame.over() && !isKept(block.index())) {
        continue;
      }
      long width = geometry.spanH().size(block.blockH());
      long height = geometry.spanV().size(block.blockV());
      long bytes = width * height * hidden * dtype.bytes();
      if (!budget.take(bytes, SlicePlane.bytes(dtype, width, height))) {
        break;
      }
      if (!held) {
        want(frame, block, ask);
      }
      if (ask && !frame.over()) {
        cells.shown(block.index(), Priority.visible(cells.level(), BEHIND + block.distance()));
      }
    }
    return true;
  }

  /** True for a block that needs nobody to bring it. */
  private boolean isKept(long index) {
    return switch (cells.state(index)) {
      case BlockState.Available(), BlockState.Empty() -> true;
      default -> false;
    };
  }

  /** Over the limit, some more than it are looked at, because not all of them are on disk. */
  private static int listed(LevelFrame frame) {
    long most = frame.over() ? 4 * Math.min(MOST_LISTED, frame.limit().maxBlocks()) : MOST_LISTED;
    return (int) Math.min(most, MOST_LISTED);
  }

  private void want(LevelFrame frame, VisibleBlock block, boolean ask) {
    Priority priority = Priority.visible(cells.level(), block.distance());
    Optional<Block> cell = ask ? cells.get(block.index(), priority) : cells.peek(block.index());
    if (!frame.geometry().inOnePiece()) {
      cell.ifPresent(found -> copies.take(frame, block.blockH(), block.blockV(), found));
    }
  }

  /** A plane that is held, or whose cell is in memory; nothing is asked for. */
  Optional<SlicePlane> find(LevelFrame frame, long blockH, long blockV) {
    Optional<SlicePlane> plane = atHand(frame, blockH, blockV);
    if (plane.isPresent() || frame.geometry().inOnePiece()) {
      return plane;
    }
    PlaneKey key = frame.geometry().key(blockH, blockV);
    Optional<Block> cell = cells.peek(key.block());
    cell.ifPresent(block -> copies.take(frame, blockH, blockV, block));
    return cell.isPresent() ? planes.peek(key) : Optional.empty();
  }

  /** Another slice is shown: gives up planes of the one before. */
  void leave(LevelFrame before, LevelFrame now) {
    copies.leave(before, now);
  }

  /** Takes the plane out of a cell that has come, if the frame shows it. */
  private void arrived(LevelFrame frame, long index, Block cell) {
    long[] place = frame.geometry().place(index);
    if (place != null && frame.visible().containsPlace(place[0], place[1])) {
      copies.take(frame, place[0], place[1], cell);
    }
  }

  /**
   * Copies the planes that the last picture wants as cells come, and tells when that picture should
   * be made again.
   *
   * @param frame what the last picture shows of the level
   * @param changed run, on the engine's threads, when a block of that picture came or changed
   * @param showsStates whether that picture shows of any block that it is being downloaded
   */
  void listen(Supplier<Optional<LevelFrame>> frame, Runnable changed, BooleanSupplier showsStates) {
    cells.addListener(new Arrivals(frame, changed, showsStates));
  }

  /** Hears of the level's blocks. Called on the engine's threads. */
  private final class Arrivals implements CellListener {
    private final Supplier<Optional<LevelFrame>> frame;
    private final Runnable changed;
    private final BooleanSupplier showsStates;

    Arrivals(Supplier<Optional<LevelFrame>> frame, Runnable changed, BooleanSupplier showsStates) {
      this.frame = frame;
      this.changed = changed;
      this.showsStates = showsStates;
    }

    private Optional<LevelFrame> showing(long index) {
      return frame.get().filter(shown -> shown.visible().contains(index));
    }

    @Override
    public void arrived(long index, Block block) {
      showing(index).ifPresent(shown -> LevelPlanes.this.arrived(shown, index, block));
    }

    @Override
    public void taken(long index) {
      if (showing(index).isPresent()) {
        changed.run();
      }
    }

    @Override
    public void replaced(long index, Block block) {
      showing(index)
          .ifPresentOrElse(shown -> copies.replaced(shown, index, block), () -> copies.drop(index));
      changed.run();
    }

    @Override
    public void modeChanged() {
      changed.run();
    }

    @Override
    public void evicted(long index, Block block) {
      copies.evicted(showing(index), index, block);
    }

    @Override
    public void dropped(long index) {
      copies.drop(index);
      stateChanged(index);
    }

    @Override
    public void stateChanged(long index) {
      boolean unseen =
          !showsStates.getAsBoolean() && cells.state(index) instanceof BlockState.Downloading;
      if (!unseen && showing(index).isPresent()) {
        changed.run();
      }
    }
  }
}
