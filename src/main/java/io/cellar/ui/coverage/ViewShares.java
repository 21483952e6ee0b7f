package io.cellar.ui.coverage;

import java.util.List;
import java.util.Optional;

/**
 * How much of what is looked at is cached, by level, the finest first.
 *
 * @param view of what the panes show
 * @param box of the outlined box; empty when there is none
 */
public record ViewShares(List<Tally> view, Optional<List<Tally>> box) {
  /** Nothing known yet. */
  public static final ViewShares NONE = new ViewShares(List.of(), Optional.empty());

  public ViewShares {
    view = List.copyOf(view);
    box = box.map(List::copyOf);
  }
}
