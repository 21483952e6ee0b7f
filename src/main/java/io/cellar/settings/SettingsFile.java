package io.cellar.settings;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The file that keeps the {@link Settings}. Thread-safe; touches the disk, so not for the window's
 * thread. When two programs save, the last one wins, and the file is whole all the time.
 */
public final class SettingsFile {
  private final KeptFile file;

  /** Settings in a file, see {@link Folders#settingsFile()}; it need not exist. */
  public SettingsFile(Path file) {
    this.file = new KeptFile(file, ".damaged");
  }

  /**
   * Reads the settings. Never fails: without a file the defaults hold. A file that is damaged is
   * set aside under another name and the log tells; a single value that cannot be used is logged
   * and its default holds.
   */
  public Settings load() {
    return file.load(Settings.DEFAULT, (values, _) -> SettingsText.read(values)).value();
  }

  /**
   * Writes the settings, whole or not at all.
   *
   * @throws IOException when they cannot be written; the old ones stand
   */
  public synchronized void save(Settings settings) throws IOException {
    file.save(SettingsText.write(settings));
  }
}
