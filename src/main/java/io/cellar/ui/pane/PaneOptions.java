package io.cellar.ui.pane;

import io.cellar.settings.PaneLook;
import io.cellar.slice.FetchLimit;
import io.cellar.ui.WindowMemory;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** How the slices of all panes are drawn, and what is drawn over them. JavaFX thread. */
public final class PaneOptions {
  private final BooleanProperty crosshair;
  private final BooleanProperty scaleBar;
  private final BooleanProperty blockGrid;
  private final BooleanProperty coverage;
  private final BooleanProperty cubes;
  private final BooleanProperty smooth;
  private final ObjectProperty<FetchLimit> fetchLimit =
      new SimpleObjectProperty<>(FetchLimit.DEFAULT);

  /** As the window was left. */
  public PaneOptions(WindowMemory memory) {
    PaneLook look = memory.panes();
    crosshair = new SimpleBooleanProperty(look.crosshair());
    scaleBar = new SimpleBooleanProperty(look.scaleBar());
    blockGrid = new SimpleBooleanProperty(look.blockGrid());
    coverage = new SimpleBooleanProperty(look.coverage());
    cubes = new SimpleBooleanProperty(look.cubes());
    smooth = new SimpleBooleanProperty(look.smooth());
  }

  /** All of it as it is now. */
  public PaneLook look() {
    return new PaneLook(
        crosshair.get(),
        scaleBar.get(),
        blockGrid.get(),
        coverage.get(),
        cubes.get(),
        smooth.get());
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

  /** Voxels as cubes, whatever their size is said to be. */
  public BooleanProperty cubes() {
    return cubes;
  }

  /** Interpolated between the middles of voxels, where these are larger than a pixel. */
  public BooleanProperty smooth() {
    return smooth;
  }

  /** How much one view may ask for by itself. */
  public ObjectProperty<FetchLimit> fetchLimit() {
    return fetchLimit;
  }

  /** Does something with each overlay, and with what changes the slices themselves. */
  public void forEach(Consumer<BooleanProperty> action) {
    List.of(crosshair, scaleBar, blockGrid, coverage, smooth).forEach(action);
  }
}
