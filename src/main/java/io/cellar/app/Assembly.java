package io.cellar.app;

import io.cellar.session.Volumes;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import java.io.IOException;
import java.util.function.Consumer;

/** The parts of a process with a window, in which its settings can be mended. */
final class Assembly {
  private Assembly() {}

  /**
   * The parts of the window's process; see {@link Wiring#forWindow}.
   *
   * @param problems is given a sentence for each setting that cannot be used
   * @throws IOException if not even without those it is possible
   */
  static Volumes forWindow(Folders folders, Settings settings, Consumer<String> problems)
      throws IOException {
    return Wiring.forWindow(folders, settings, problems);
  }
}
