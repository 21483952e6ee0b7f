package io.cellar.slice;

import io.cellar.cell.VolatileCells;
import io.cellar.engine.Priority;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the planes of a scene are held, nearest first: takes them out of cells in memory,
 * asks for the other cells. Thread-safe.
 *
 * <p>Over the fetch limit only blocks that are on disk already are asked for, and of those as many
 * as the limit allows. Never more than the planes' own bound holds, so that a picture cannot push
 * out what it has just drawn and ask for it again without end.
 */
final class PlaneLoader {
  private static final Logger LOG = LoggerFactory.getLogger(PlaneLoader.class);

  /** Most blocks that one frame looks at. */
  static final int MOST_LISTED = 1 << 16;

  /** Blocks looked at between two looks at whether the frame is cancelled. */
  private static final int CANCEL_EVERY = 64;

  /** Blocks that are seen already are refreshed after those that are missing. */
  private static final double BEHIND = 1e9;

  private final VolatileCells cells;
  private final SlicePlanes planes;
  private final ArrayGeometry array;

  PlaneLoader(VolatileCells cells, SlicePlanes planes) {
    this.cells = cells;
    this.planes = planes;
    this.array = cells.geometry();
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
   * Goes through the blocks of a scene.
   *
   * @param ask false only takes planes out of cells that are in memory
   * @return false when cancelled
   */
  boolean load(
      LevelFrame scene, double focusH, double focusV, boolean ask, BooleanSupplier cancelled) {
    SliceGeometry geometry = scene.geometry();
    DType dtype = array.dtype();
    long hidden = geometry.hiddenVoxels();
    Budget budget = new Budget(scene.limit(), planes.maxBytes());
    int seen = 0;
    for (VisibleBlock block : scene.visible().nearest(focusH, focusV, listed(scene))) {
      if (seen++ % CANCEL_EVERY == 0 && cancelled.getAsBoolean()) {
        return false;
      }
      PlaneKey key = geometry.key(block.blockH(), block.blockV());
      boolean held = planes.get(key).isPresent();
      if (!held && scene.over() && !(cells.state(block.index()) instanceof BlockState.Available)) {
        continue;
      }
      long width = geometry.spanH().size(block.blockH());
      long height = geometry.spanV().size(block.blockV());
      long bytes = width * height * hidden * dtype.bytes();
      if (!budget.take(bytes, SlicePlane.bytes(dtype, width, height))) {
        break;
      }
      if (!held) {
        want(scene, block, ask);
      }
      if (ask && !scene.over()) {
        cells.shown(block.index(), Priority.visible(cells.level(), BEHIND + block.distance()));
      }
    }
    return true;
  }

  /** Over the limit, some more than it are looked at, because not all of them are on disk. */
  private static int listed(LevelFrame scene) {
    long most = scene.over() ? 4 * Math.min(MOST_LISTED, scene.limit().maxBlocks()) : MOST_LISTED;
    return (int) Math.min(most, MOST_LISTED);
  }

  private void want(LevelFrame scene, VisibleBlock block, boolean ask) {
    Priority priority = Priority.visible(cells.level(), block.distance());
    Optional<Block> cell = ask ? cells.get(block.index(), priority) : cells.peek(block.index());
    cell.ifPresent(found -> take(scene, block.blockH(), block.blockV(), found));
  }

  /** A plane that is held, or whose cell is in memory; nothing is asked for. */
  Optional<SlicePlane> find(LevelFrame scene, long blockH, long blockV) {
    PlaneKey key = scene.geometry().key(blockH, blockV);
    Optional<SlicePlane> plane = planes.peek(key);
    if (plane.isPresent()) {
      return plane;
    }
    Optional<Block> cell = cells.peek(key.block());
    cell.ifPresent(block -> take(scene, blockH, blockV, block));
    return cell.isPresent() ? planes.peek(key) : Optional.empty();
  }

  /**
   * Another slice is shown: gives up the planes of the one before whose cells are in memory, for
   * they are taken out of these again as fast, and what lives for a frame only is cheap garbage.
   */
  void leave(LevelFrame before, LevelFrame now) {
    if (before.geometry().isSameCut(now.geometry())) {
      return;
    }
    SliceView view = before.geometry().view();
    for (VisibleBlock block :
        before.visible().nearest(view.centerH(), view.centerV(), MOST_LISTED)) {
      if (cells.holds(block.index())) {
        planes.drop(before.geometry().key(block.blockH(), block.blockV()));
      }
    }
  }

  /** Takes the plane out of a cell that has come, if the scene shows it. */
  void arrived(LevelFrame scene, long index, Block cell) {
    long[] place = scene.geometry().place(index);
    if (place != null && scene.visible().containsPlace(place[0], place[1])) {
      take(scene, place[0], place[1], cell);
    }
  }

  /** Takes the plane out of a cell that has new voxels; gives up those that were taken before. */
  void replaced(LevelFrame scene, long index, Block cell) {
    long[] place = scene.geometry().place(index);
    take(scene, place[0], place[1], cell, planes::replace);
  }

  @SuppressWarnings("ReferenceEquality") // the very same voxels, or new ones
  private void take(LevelFrame scene, long blockH, long blockV, Block cell) {
    take(scene, blockH, blockV, cell, planes::put);
    Optional<Block> newest = cells.peek(scene.geometry().key(blockH, blockV).block());
    if (newest.isPresent() && newest.get() != cell) {
      // It got new voxels while the old ones were being copied.
      take(scene, blockH, blockV, newest.get(), planes::put);
    }
  }

  private static void take(
      LevelFrame scene,
      long blockH,
      long blockV,
      Block cell,
      BiConsumer<PlaneKey, SlicePlane> shelf) {
    SliceGeometry geometry = scene.geometry();
    try {
      shelf.accept(geometry.key(blockH, blockV), geometry.plane(blockH, blockV, cell));
    } catch (IllegalArgumentException e) {
      // A block of the wrong shape is never painted; the picture keeps showing it as waiting.
      LOG.error("{}", e.getMessage());
    }
  }
}
