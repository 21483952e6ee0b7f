package io.cellar.ui.picture;

import java.nio.file.Path;
import java.util.Optional;

/** Lets the user choose a file to write. JavaFX thread. */
public interface FileAsker {

  /**
   * What was chosen.
   *
   * @param file may exist already
   * @param replace true when the user has agreed that it is replaced
   */
  record Chosen(Path file, boolean replace) {}

  /** Asks; waits for the user. */
  Optional<Chosen> ask(String suggestedName);
}
