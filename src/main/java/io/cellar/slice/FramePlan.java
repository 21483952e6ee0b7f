package io.cellar.slice;

import io.cellar.slice.geometry.SliceGeometry;
import io.cellar.slice.geometry.SlicePlane;
import io.cellar.slice.geometry.SliceView;
import io.cellar.slice.geometry.VisibleBlocks;
import io.cellar.volume.Block;
import java.util.List;
import java.util.Optional;

/**
 * What a frame shows: the level that was chosen, and the coarser ones that stand in for it.
 *
 * @param view what is shown
 * @param levels the chosen level first, then all that are coarser
 */
record FramePlan(SliceView view, List<LevelFrame> levels) {

  /**
   * What a frame shows of one level.
   *
   * @param level the level
   * @param geometry where the view cuts through the blocks
   * @param visible the blocks it touches
   * @param limit how much it may ask for
   * @param over true when it would need more than that
   */
  record LevelFrame(
      LevelPlanes level,
      SliceGeometry geometry,
      VisibleBlocks visible,
      FetchLimit limit,
      boolean over) {

    /**
     * The cell of a block to draw out of: all of the frame are in memory, and the planes lie in
     * them in one piece; null else.
     */
    Block cell(long blockH, long blockV) {
      return level.cell(this, blockH, blockV);
    }

    /** The plane of a block if it is there without being copied; nothing is asked for. */
    Optional<SlicePlane> atHand(long blockH, long blockV) {
      return level.atHand(this, blockH, blockV);
    }

    /** The plane of a block if it is held, or if its cell is in memory; nothing is asked for. */
    Optional<SlicePlane> find(long blockH, long blockV) {
      return level.find(this, blockH, blockV);
    }
  }

  /** The level that was chosen. */
  LevelFrame chosen() {
    return levels.getFirst();
  }

  /** Its number. */
  int number() {
    return chosen().level().shape().number();
  }

  /** The coarser levels, the finest of them first. */
  List<LevelFrame> coarser() {
    return levels.subList(1, levels.size());
  }

  /** What is shown of a level; empty for levels that are finer than the chosen one. */
  Optional<LevelFrame> of(int level) {
    return level < number() ? Optional.empty() : Optional.of(levels.get(level - number()));
  }

  /** The levels that are asked for, the coarsest first: that one and the chosen one. */
  List<LevelFrame> wanted() {
    return levels.size() == 1 ? levels : List.of(levels.getLast(), chosen());
  }

  /** Gives up what was taken out of cells for the plan before and is not needed any more. */
  void leave(FramePlan before) {
    if (before.number() == number()) {
      chosen().level().leave(before.chosen(), chosen());
    }
  }

  /**
   * Asks for what will probably be shown next.
   *
   * @param before what was shown before the view moved; null when nothing was
   */
  void lookAhead(FramePlan before) {
    Prefetcher prefetcher = chosen().level().prefetcher();
    if (before != null && before.number() != number()) {
      prefetcher.rest();
    }
    prefetcher.moved(view);
  }
}
