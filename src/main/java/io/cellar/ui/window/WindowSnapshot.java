package io.cellar.ui.window;

import io.cellar.ui.WindowActions;
import io.cellar.ui.WindowMemory;
import io.cellar.ui.fx.Colours;
import io.cellar.ui.pane.PaneOptions;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.stage.Stage;

/**
 * Gathers how the window looks, to be kept. JavaFX thread.
 *
 * @param view the volume on show
 * @param side whether the side panel is shown
 * @param statistics whether the statistics are
 * @param greeted whether the first steps have been read
 */
record WindowSnapshot(
    Stage stage,
    WindowActions actions,
    Colours colours,
    PaneOptions options,
    Supplier<Optional<VolumeView>> view,
    BooleanSupplier side,
    BooleanSupplier statistics,
    BooleanSupplier greeted) {

  /** Has it kept. */
  void keep() {
    actions.remember(now());
  }

  /** A maximised window keeps the size that it had before. */
  private WindowMemory now() {
    WindowMemory was = actions.memory();
    return new WindowMemory(
        colours.choice().get(),
        stage.isMaximized() ? was.width() : stage.getScene().getWidth(),
        stage.isMaximized() ? was.height() : stage.getScene().getHeight(),
        stage.isMaximized(),
        side.getAsBoolean(),
        statistics.getAsBoolean(),
        view.get().map(v -> v.grid().splitH().get()).orElse(was.splitH()),
        view.get().map(v -> v.grid().splitV().get()).orElse(was.splitV()),
        options.look(),
        greeted.getAsBoolean() || was.greeted());
  }
}
