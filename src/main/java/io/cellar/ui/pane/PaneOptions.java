package io.cellar.ui.pane;

import io.cellar.slice.FetchLimit;
import io.cellar.ui.WindowMemory;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What is drawn over the slices of all panes. JavaFX thread. */
public final class PaneOptions {
  private final BooleanProperty crosshair;
  private final BooleanProperty scaleBar;
  private final BooleanProperty blockGrid;
  private final BooleanProperty coverage;
  private final BooleanProperty cubes = new SimpleBooleanProperty();
  private final ObjectProperty<FetchLimit> fetchLimit =
      new SimpleObjectProperty<>(FetchLimit.DEFAULT);

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

  /** Voxels as cubes, whatever their size is said to be; not kept for the next start. */
  public BooleanProperty cubes() {
    return cubes;
  }

  /** How much one view may ask for by itself. */
  public ObjectProperty<FetchLimit> fetchLimit() {
    return fetchLimit;
  }

  /** Does something with each overlay. */
  public void forEach(Consumer<BooleanProperty> action) {
    List.of(crosshair, scaleBar, blockGrid, coverage).forEach(action);
  }
}
