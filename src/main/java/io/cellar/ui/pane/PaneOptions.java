package io.cellar.ui.pane;

import io.cellar.ui.WindowMemory;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** What is drawn over the slices of all panes. JavaFX thread. */
public final class PaneOptions {
  private final BooleanProperty crosshair;
  private final BooleanProperty scaleBar;
  private final BooleanProperty blockGrid;
  private final BooleanProperty coverage;

  /** As the window was left. */
  public PaneOptions(WindowMemory memory) {
    crosshair = new SimpleBooleanProperty(memory.crosshair());
    scaleBar = new SimpleBooleanProperty(memory.scaleBar());
    blockGrid = new SimpleBooleanProperty(memory.blockGrid());
    coverage = new SimpleBooleanProperty(memory.coverage());
  }

  /** Lines through the present position. */
  public BooleanProperty crosshair() {
    return crosshair;
  }

  /** A bar of known length. */
  public BooleanProperty scaleBar() {
    return scaleBar;
  }

  /** The outline and the state of each block. */
  public BooleanProperty blockGrid() {
    return blockGrid;
  }

  /** Which blocks are cached. */
  public BooleanProperty coverage() {
    return coverage;
  }

  /** Does something with each of them. */
  public void forEach(Consumer<BooleanProperty> action) {
    List.of(crosshair, scaleBar, blockGrid, coverage).forEach(action);
  }
}
