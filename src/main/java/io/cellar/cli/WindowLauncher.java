package io.cellar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens the window; the command line does not know how. */
@FunctionalInterface
public interface WindowLauncher {

  /**
   * What to open.
   *
   * @param locations files, folders or addresses; empty for the last session or the built-in sample
   * @param allowOutside whether caches outside a description's own folder are agreed to
   * @param picture when given: save a picture of the window there as soon as its slices are
   *     complete, and end
   * @param size of the window as {@code WIDTHxHEIGHT}, in pixels
   * @param theme {@code light} or {@code dark}
   * @param newProcess whether the window is this process's, even when another program is running
   */
  record Request(
      List<String> locations,
      boolean allowOutside,
      Optional<Path> picture,
      Optional<String> size,
      Optional<String> theme,
      boolean newProcess) {

    static final Request EMPTY =
        new Request(List.of(), false, Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  /**
   * Shows the window and returns when it is closed.
   *
   * @return the exit code
   */
  int launch(Request request);
}
