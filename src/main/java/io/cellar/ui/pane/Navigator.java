package io.cellar.ui.pane;

import io.cellar.ui.navigation.PaneSize;
import io.cellar.ui.navigation.ViewState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Holds where the window looks, for all panes of one volume. JavaFX thread. */
public final class Navigator {
  private static final int HISTORY = 200;

  private final ReadOnlyObjectWrapper<ViewState> state;
  private final List<Supplier<PaneSize>> panes = new ArrayList<>();
  private final ObservableList<ViewState> back = FXCollections.observableArrayList();
  private final ObservableList<ViewState> forward = FXCollections.observableArrayList();

  public Navigator(ViewState first) {
    this.state = new ReadOnlyObjectWrapper<>(first);
  }

  /** Where the window looks now. */
  public ViewState state() {
    return state.get();
  }

  /** Tells of every change. */
  public ReadOnlyObjectProperty<ViewState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Takes a pane in; its size is asked for whenever needed, and is of no pixels while hidden. */
  public void add(Supplier<PaneSize> pane) {
    panes.add(pane);
  }

  /** The panes that can be seen. */
  public List<PaneSize> visiblePanes() {
    return panes.stream().map(Supplier::get).filter(p -> p.width() > 0 && p.height() > 0).toList();
  }

  /** Changes the state. */
  public void change(UnaryOperator<ViewState> step) {
    state.set(step.apply(state.get()));
  }

  /** Changes the state and keeps the crosshair in sight. */
  public void follow(UnaryOperator<ViewState> step) {
    change(s -> step.apply(s).reveal(visiblePanes()));
  }

  /** Goes to a place that is worth coming back from: {@link #back} leads here again. */
  public void jump(UnaryOperator<ViewState> step) {
    back.add(state());
    if (back.size() > HISTORY) {
      back.removeFirst();
    }
    forward.clear();
    change(step);
  }

  /** The whole volume in every visible pane. */
  public void fit() {
    change(s -> s.fit(visiblePanes()));
  }

  /** Gives voxels other proportions, at all places that can be gone back to as well. */
  public void stretch(double[] edges) {
    back.replaceAll(s -> s.stretched(edges));
    forward.replaceAll(s -> s.stretched(edges));
    change(s -> s.stretched(edges));
  }

  /** Back to where the last jump began; nothing when there was none. */
  public void back() {
    swap(back, forward);
  }

  /** Forward to where {@link #back} came from; nothing when it was not used. */
  public void forward() {
    swap(forward, back);
  }

  /** True while there is somewhere to go back to. */
  public BooleanBinding canGoBack() {
    return Bindings.isNotEmpty(back);
  }

  /** True while there is somewhere to go forward to. */
  public BooleanBinding canGoForward() {
    return Bindings.isNotEmpty(forward);
  }

  private void swap(List<ViewState> from, List<ViewState> to) {
    if (!from.isEmpty()) {
      to.add(state());
      state.set(from.removeLast());
    }
  }
}
