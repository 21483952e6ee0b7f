package io.cellar.ui.prefetch;

import io.cellar.ui.navigation.PaneSize;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the region of a prefetch comes from. Toolkit-free. */
sealed interface RegionSource {

  /** The box that all visible panes show together. */
  record AllPanes() implements RegionSource {
    @Override
    public String label() {
      return Words.of("prefetch.from.panes");
    }
  }

  /** What one pane shows: its slice, and some on both sides. */
  record OnePane(Plane plane) implements RegionSource {
    @Override
    public String label() {
      return Words.of("prefetch.from.pane", plane.name());
    }
  }

  /** All of the view. */
  record Whole() implements RegionSource {
    @Override
    public String label() {
      return Words.of("prefetch.from.whole");
    }
  }

  /** A box that was drawn in a pane, or kept under a name. */
  record Box(String label, Roi box) implements RegionSource {}

  /** Numbers that the user typed. */
  record Typed() implements RegionSource {
    @Override
    public String label() {
      return Words.of("prefetch.from.typed");
    }
  }

  /** As it is offered. */
  String label();

  /** The box that was drawn last. */
  static Box drawn(Roi box) {
    return new Box(Words.of("prefetch.from.drawn"), box);
  }

  /** The region of an earlier job. */
  static Box ofJob(Roi region) {
    return new Box(Words.of("prefetch.from.job"), region);
  }

  /**
   * What can be chosen, the likeliest first.
   *
   * @param panes those that can be seen
   * @param first what is meant at first, such as the box that was drawn last
   * @param kept boxes that have a name
   */
  static List<RegionSource> offered(
      List<PaneSize> panes, Optional<Box> first, List<NamedBox> kept) {
    List<RegionSource> all = new ArrayList<>();
    first.ifPresent(all::add);
    if (panes.size() > 1) {
      all.add(new AllPanes());
    }
    panes.forEach(pane -> all.add(new OnePane(pane.plane())));
    kept.forEach(k -> all.add(new Box(Words.of("prefetch.from.kept", k.name()), k.box())));
    all.add(new Whole());
    all.add(new Typed());
    return all;
  }

  /** Of the visible panes, those that it is about. */
  private List<PaneSize> of(List<PaneSize> panes) {
    return switch (this) {
      case AllPanes() -> panes;
      case OnePane(Plane plane) -> panes.stream().filter(p -> p.plane().equals(plane)).toList();
      case Whole(), Typed(), Box _ -> List.of();
    };
  }

  /**
   * The axis along which more slices can be asked for; empty when there is none.
   *
   * @param panes those that can be seen
   */
  default Optional<Axis> stepAxis(ViewState state, List<PaneSize> panes) {
    List<PaneSize> seen = of(panes);
    return switch (this) {
      case Box(String _, Roi box) -> ViewedRegion.thinAxis(state.axes(), box);
      case AllPanes(), OnePane _, Whole(), Typed() ->
          seen.isEmpty() ? Optional.empty() : ViewedRegion.stepAxis(state, seen);
    };
  }

  /**
   * The region in view coordinates; empty when it is typed, or when no pane that it is about can be
   * seen.
   *
   * @param panes those that can be seen
   * @param slices so many more to both sides along {@link #stepAxis}
   */
  default Optional<Roi> region(ViewState state, List<PaneSize> panes, long slices) {
    return switch (this) {
      case AllPanes(), OnePane _ ->
          Optional.of(of(panes))
              .filter(seen -> !seen.isEmpty())
              .map(seen -> ViewedRegion.of(state, seen, slices));
      case Box(String _, Roi box) -> Optional.of(ViewedRegion.thicker(state, box, slices));
      case Whole() -> Optional.of(ViewedRegion.whole(state));
      case Typed() -> Optional.empty();
    };
  }
}
