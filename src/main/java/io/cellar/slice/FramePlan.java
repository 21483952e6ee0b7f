package io.cellar.slice;

import java.util.List;
import java.util.Optional;

/**
 * What a frame shows: the level that was chosen, and the coarser ones that stand in for it.
 *
 * @param view what is shown
 * @param scenes the chosen level first, then all that are coarser
 */
record FramePlan(SliceView view, List<LevelFrame> scenes) {

  /** The level that was chosen. */
  LevelFrame chosen() {
    return scenes.getFirst();
  }

  /** Its number. */
  int number() {
    return chosen().level().shape().number();
  }

  /** The coarser levels, the finest of them first. */
  List<LevelFrame> coarser() {
    return scenes.subList(1, scenes.size());
  }

  /** The scene of a level; empty for levels that are finer than the chosen one. */
  Optional<LevelFrame> of(int level) {
    return level < number() ? Optional.empty() : Optional.of(scenes.get(level - number()));
  }

  /** The levels that are asked for, the coarsest first: that one and the chosen one. */
  List<LevelFrame> wanted() {
    return scenes.size() == 1 ? scenes : List.of(scenes.getLast(), chosen());
  }

  /** Gives up what was taken out of cells for the scenes before and is not needed any more. */
  void leave(FramePlan before) {
    if (before.number() == number()) {
      chosen().level().loader().leave(before.chosen(), chosen());
    }
  }

  /**
   * Asks for what will probably be shown next.
   *
   * @param before what was shown before the view moved; null when nothing was
   */
  void lookAhead(FramePlan before) {
    Prefetcher foresight = chosen().level().foresight();
    if (before != null && before.number() != number()) {
      foresight.rest();
    }
    foresight.moved(view);
  }
}
