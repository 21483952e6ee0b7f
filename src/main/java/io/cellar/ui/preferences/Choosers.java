package io.cellar.ui.preferences;

import java.nio.file.Path;
import java.util.Optional;

/** The system's dialogs for files and folders. JavaFX thread. */
interface Choosers {

  /** Lets the user choose a folder. */
  Optional<Path> folder();

  /** Lets the user choose a file of certificates. */
  Optional<Path> certificates();

  /** Shows a folder in the file manager. */
  void show(Path folder);
}
