package io.cellar.slice;

import io.cellar.cell.VolatileCells;
import io.cellar.slice.FramePlan.LevelFrame;
import io.cellar.slice.geometry.PlaneGroup;
import io.cellar.slice.geometry.PlaneKey;
import io.cellar.slice.geometry.SliceGeometry;
import io.cellar.slice.geometry.SlicePlane;
import io.cellar.volume.Block;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes planes out of the cells of a level that are in memory, and gives up what can be taken
 * again. Thread-safe.
 *
 * <p>Planes that lie in their cells in one piece are drawn out of these: they are copied no sooner
 * than a cell leaves the memory. Copies of each frame's planes would be fresh memory for each
 * frame, which costs more than the picture.
 *
 * <p>While a view moves and all its cells are there, planes that lie side by side in the blocks are
 * copied together where that costs little more than one: the next steps find them.
 */
final class PlaneCopies {
  private static final Logger LOG = LoggerFactory.getLogger(LevelPlanes.class);

  /** Most blocks of a frame of which it is looked first whether all are in memory. */
  private static final int MOST_AT_HAND = 1 << 13;

  /** Most planes that are taken out of a cell together. */
  private static final int MOST_TOGETHER = 16;

  private final VolatileCells cells;
  private final int level;
  private final SlicePlanes planes;
  private final FoundCells found;

  /**
   * @param level its number
   * @param planes where copies go
   */
  PlaneCopies(VolatileCells cells, int level, SlicePlanes planes) {
    this.cells = cells;
    this.level = level;
    this.planes = planes;
    this.found = new FoundCells(cells);
  }

  /**
   * Sees to it that the planes of a frame are held when all its cells are in memory, which is the
   * rule while a view moves: then no order among them, and no limit, matters.
   *
   * @return false when something is to be asked for
   */
  boolean isAtHand(LevelFrame frame) {
    if (frame.over() || frame.visible().count() > MOST_AT_HAND || cells.isRefreshing()) {
      return false;
    }
    SliceGeometry geometry = frame.geometry();
    if (geometry.inOnePiece() && found.find(geometry, frame.visible())) {
      return true;
    }
    PlaneGroup group = group(frame);
    return frame
        .visible()
        .all(
            (blockH, blockV) -> {
              if (planes.get(geometry, blockH, blockV).isPresent()) {
                return true;
              }
              Optional<Block> cell = cells.peek(geometry.index(blockH, blockV));
              if (!geometry.inOnePiece()) {
                cell.ifPresent(block -> take(frame, group, blockH, blockV, block));
              }
              return cell.isPresent();
            });
  }

  /** The plane of a block that is held, or lies in its cell in one piece; nothing is copied. */
  Optional<SlicePlane> atHand(LevelFrame frame, long blockH, long blockV) {
    SliceGeometry geometry = frame.geometry();
    Optional<SlicePlane> held = planes.peek(geometry, blockH, blockV);
    if (held.isPresent() || !geometry.inOnePiece()) {
      return held;
    }
    Optional<Block> cell = cells.peek(geometry.index(blockH, blockV));
    return cell.isPresent() ? piece(frame, blockH, blockV, cell.get()) : Optional.empty();
  }

  /**
   * The cell of a block that holds its plane in one piece, when all cells of the frame were {@link
   * #isAtHand}; null else.
   */
  Block cell(LevelFrame frame, long blockH, long blockV) {
    return frame.geometry().inOnePiece()
        ? found.get(frame.geometry(), frame.visible(), blockH, blockV)
        : null;
  }

  private Optional<SlicePlane> piece(LevelFrame frame, long blockH, long blockV, Block cell) {
    try {
      return Optional.of(frame.geometry().piece(blockH, blockV, cell));
    } catch (IllegalArgumentException e) {
      misshapen(e);
      return Optional.empty();
    }
  }

  /**
   * The planes that are taken out of cells together, so that stepping on finds them: as many as
   * leave the other half of the room to what else is shown.
   */
  private PlaneGroup group(LevelFrame frame) {
    int most = MOST_TOGETHER;
    while (most > 1 && frame.visible().planeBytes() > planes.maxBytes() / 2 / most) {
      most /= 2;
    }
    return frame.geometry().group(most);
  }

  @SuppressWarnings("ReferenceEquality") // the very same voxels, or new ones
  private void take(LevelFrame frame, PlaneGroup group, long blockH, long blockV, Block cell) {
    if (group.count() == 1) {
      take(frame, blockH, blockV, cell);
      return;
    }
    SliceGeometry geometry = frame.geometry();
    List<PlaneKey> keys = geometry.keys(group, blockH, blockV);
    try {
      List<SlicePlane> copied = geometry.planes(group, blockH, blockV, cell);
      for (int n = 0; n < keys.size(); n++) {
        planes.put(keys.get(n), copied.get(n));
      }
    } catch (IllegalArgumentException e) {
      misshapen(e);
    }
    Optional<Block> newest = cells.peek(keys.getFirst().block());
    if (newest.isPresent() && newest.get() != cell) {
      drop(keys.getFirst().block());
      take(frame, blockH, blockV, newest.get());
    }
  }

  /**
   * Another slice is shown: gives up the planes of the one before whose cells are in memory, for
   * they are taken out of these again as fast, and what lives for a frame only is cheap garbage.
   * None are given up where both slices have some in common, be they of groups of another size.
   */
  void leave(LevelFrame before, LevelFrame now) {
    PlaneGroup group = group(before);
    if (planes.count() == 0
        || before.visible().count() > MOST_AT_HAND
        || before.geometry().overlaps(group, now.geometry(), group(now))) {
      return;
    }
    before
        .visible()
        .all(
            (blockH, blockV) -> {
              List<PlaneKey> keys = before.geometry().keys(group, blockH, blockV);
              if (cells.holds(keys.getFirst().block())) {
                keys.forEach(planes::drop);
              }
              return true;
            });
  }

  /** Takes the plane out of a cell that has new voxels; gives up those that were taken before. */
  void replaced(LevelFrame frame, long index, Block cell) {
    long[] place = frame.geometry().place(index);
    take(frame, place[0], place[1], cell, planes::replace);
  }

  /**
   * A cell leaves the memory: takes the plane out of it that is shown.
   *
   * @param frame that shows the cell, if one does
   */
  void evicted(Optional<LevelFrame> frame, long index, Block cell) {
    found.forget();
    frame.ifPresent(shown -> keep(shown, index, cell));
  }

  private void keep(LevelFrame frame, long index, Block cell) {
    long[] place = frame.geometry().place(index);
    if (planes.peek(frame.geometry().key(place[0], place[1])).isEmpty()) {
      take(frame, place[0], place[1], cell, planes::put);
    }
  }

  /** Takes the plane that a frame shows out of a cell. */
  @SuppressWarnings("ReferenceEquality") // the very same voxels, or new ones
  void take(LevelFrame frame, long blockH, long blockV, Block cell) {
    take(frame, blockH, blockV, cell, planes::put);
    Optional<Block> newest = cells.peek(frame.geometry().key(blockH, blockV).block());
    if (newest.isPresent() && newest.get() != cell) {
      // It got new voxels while the old ones were being copied.
      take(frame, blockH, blockV, newest.get(), planes::put);
    }
  }

  private void take(
      LevelFrame frame,
      long blockH,
      long blockV,
      Block cell,
      BiConsumer<PlaneKey, SlicePlane> shelf) {
    SliceGeometry geometry = frame.geometry();
    try {
      shelf.accept(geometry.key(blockH, blockV), geometry.plane(blockH, blockV, cell));
    } catch (IllegalArgumentException e) {
      misshapen(e);
    }
  }

  /** A block of the wrong shape is never painted; the picture keeps showing it as waiting. */
  private void misshapen(IllegalArgumentException e) {
    LOG.error("{}, level {}: {}", cells.name(), cells.level(), e.getMessage());
  }

  /** A block is not to be believed any more. */
  void drop(long block) {
    planes.drop(level, block);
  }
}
