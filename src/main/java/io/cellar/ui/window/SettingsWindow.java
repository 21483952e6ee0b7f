package io.cellar.ui.window;

import io.cellar.settings.DownloadSettings;
import io.cellar.settings.Settings;
import io.cellar.slice.FetchLimit;
import io.cellar.ui.WindowActions;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.Colours;
import io.cellar.ui.pane.PaneOptions;
import io.cellar.ui.preferences.PreferencesDialog;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Shows the settings and lets the window follow them. JavaFX thread. */
final class SettingsWindow {
  private final Dialogs dialogs;
  private final WindowActions actions;
  private final Colours colours;
  private final PaneOptions options;
  private final Executor fx;
  private Optional<PreferencesDialog> open = Optional.empty();

  SettingsWindow(
      Dialogs dialogs, WindowActions actions, Colours colours, PaneOptions options, Executor fx) {
    this.dialogs = dialogs;
    this.actions = actions;
    this.colours = colours;
    this.options = options;
    this.fx = fx;
    limit(actions.preferences().settings());
  }

  /** Shows the dialog, or brings it to the front. */
  void show() {
    if (open.filter(PreferencesDialog::isShowing).isEmpty()) {
      open =
          Optional.of(
              new PreferencesDialog(
                  dialogs,
                  actions.preferences(),
                  colours.choice().get(),
                  fx,
                  actions::showFolder,
                  this::follow));
    }
    open.get().show();
  }

  private void follow(Settings settings) {
    colours.choice().set(settings.theme());
    limit(settings);
  }

  private void limit(Settings settings) {
    DownloadSettings downloads = settings.downloads();
    options.fetchLimit().set(new FetchLimit(downloads.limitBlocks(), downloads.limitBytes()));
  }
}
