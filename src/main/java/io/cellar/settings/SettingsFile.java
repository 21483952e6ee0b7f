package io.cellar.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that keeps the {@link Settings}. Thread-safe; touches the disk, so not for the window's
 * thread. When two programs save, the last one wins, and the file is whole all the time.
 */
public final class SettingsFile {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);

  private final Path file;
  private final ReentrantLock saving = new ReentrantLock();

  /** Settings in a file, see {@link Folders#settingsFile()}; it need not exist. */
  public SettingsFile(Path file) {
    this.file = file;
  }

  /**
   * Reads the settings. Never fails: without a file the defaults hold. A file that is damaged is
   * set aside under another name and the log tells; a single value that cannot be used is logged
   * and its default holds.
   */
  public Settings load() {
    try {
      return SettingsText.read(AtomicFile.read(file));
    } catch (NoSuchFileException e) {
      return Settings.DEFAULT;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("settings {} cannot be read, the defaults hold: {}", file, e.toString());
      setAside();
      return Settings.DEFAULT;
    }
  }

  private void setAside() {
    try {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      for (int n = 2; Files.exists(aside); n++) {
        aside = file.resolveSibling(file.getFileName() + ".damaged-" + n);
      }
      Files.move(file, aside);
      LOG.warn("the damaged settings are kept as {}", aside);
    } catch (IOException e) {
      LOG.warn("the damaged settings {} could not be set aside: {}", file, e.toString());
    }
  }

  /**
   * Writes the settings, whole or not at all.
   *
   * @throws IOException when they cannot be written; the old ones stand
   */
  public void save(Settings settings) throws IOException {
    saving.lock();
    try {
      AtomicFile.replace(file, SettingsText.write(settings));
    } finally {
      saving.unlock();
    }
  }
}
