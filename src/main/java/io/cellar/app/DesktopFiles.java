package io.cellar.app;

import java.awt.Desktop;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows files with the system's own programs; not on the window's thread. */
final class DesktopFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopFiles.class);

  private DesktopFiles() {}

  /** Shows a file or a folder; where the system cannot, its path is in the log. */
  static void show(Path path) {
    try {
      if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.OPEN)) {
        Desktop.getDesktop().open(path.toFile());
        return;
      }
      new ProcessBuilder("xdg-open", path.toString()).inheritIO().start();
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      LOG.warn("no program to show {}: {}", path, e.getMessage());
    }
  }
}
