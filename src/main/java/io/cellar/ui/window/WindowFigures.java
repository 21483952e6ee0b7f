package io.cellar.ui.window;

import io.cellar.engine.EngineStats;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.WindowActions;
import io.cellar.ui.status.StatisticsPanel;
import io.cellar.ui.status.StatusLine;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/**
 * The lowest part of the window: the rows of the jobs, the statistics when they are wanted, the
 * status line; and what the panes tell of hosts in trouble. JavaFX thread.
 */
final class WindowFigures extends VBox {
  private final WindowActions actions;
  private final WindowSource source;
  private final StatusLine status;
  private final Supplier<Optional<VolumeView>> view;
  private final BooleanProperty shown;
  private final StatisticsPanel statistics = new StatisticsPanel();
  private final HostsDesk hosts;

  /**
   * Figures of a window.
   *
   * @param rows those of the jobs
   * @param shown whether the statistics are
   */
  WindowFigures(
      WindowActions actions,
      WindowSource source,
      StatusLine status,
      Supplier<Optional<VolumeView>> view,
      Node rows,
      BooleanProperty shown) {
    this.actions = actions;
    this.source = source;
    this.status = status;
    this.view = view;
    this.shown = shown;
    hosts =
        new HostsDesk(
            actions, source, status, () -> view.get().map(VolumeView::panes).orElse(List.of()));
    statistics.visibleProperty().bind(shown);
    statistics.managedProperty().bind(shown);
    getChildren().setAll(rows, statistics, status);
  }

  /** True while plots go on although nothing happens. */
  boolean isMoving() {
    return statistics.isMoving();
  }

  /** Writes how things are now. */
  void refresh() {
    Optional<OpenVolume> volume = view.get().map(VolumeView::volume);
    EngineStats stats = actions.downloads();
    status.figures(stats, volume, source.told());
    hosts.refresh(stats);
    statistics.sample(stats, actions);
    if (shown.get()) {
      statistics.figures(stats, actions.memoryUse(), volume);
    }
  }

  /** The window is gone. */
  void close() {
    hosts.close();
  }
}
