package io.cellar.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small file of properties that is never lost: what cannot be read is kept beside it. */
final class KeptFile {
  private static final Logger LOG = LoggerFactory.getLogger(KeptFile.class);

  private final Path file;

  KeptFile(Path file) {
    this.file = file;
  }

  /** Makes a value of properties. */
  interface Reader<T> {
    /**
     * Reads them.
     *
     * @param problem to be run for each part that cannot be used
     * @throws IllegalArgumentException when nothing can
     */
    T read(SortedMap<String, String> values, Runnable problem);
  }

  /**
   * Reads the file. Never fails; a damaged one is moved aside as {@code .broken}.
   *
   * @param none what holds without a file, or when nothing of it can be read
   */
  <T> Loaded<T> load(T none, Reader<T> reader) {
    boolean[] damaged = new boolean[1];
    T value = none;
    try {
      SortedMap<String, String> values = PropertyText.read(AtomicFile.read(file));
      value = reader.read(values, () -> damaged[0] = true);
    } catch (NoSuchFileException e) {
      return new Loaded<>(none, Optional.empty());
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} cannot be read: {}", file, e.toString());
      damaged[0] = true;
    }
    return new Loaded<>(value, damaged[0] ? Optional.of(setAside()) : Optional.empty());
  }

  private Path setAside() {
    Path aside = file.resolveSibling(file.getFileName() + ".broken");
    for (int n = 2; Files.exists(aside); n++) {
      aside = file.resolveSibling(file.getFileName() + ".broken-" + n);
    }
    try {
      Files.move(file, aside);
      LOG.warn("the damaged {} is kept as {}", file, aside);
      return aside;
    } catch (IOException e) {
      LOG.warn("the damaged {} could not be moved to {}: {}", file, aside, e.toString());
      return file;
    }
  }

  /**
   * Writes the file whole or not at all.
   *
   * @throws IOException when it cannot be written; the old one stands
   */
  void save(SortedMap<String, String> values) throws IOException {
    AtomicFile.replace(file, PropertyText.write(values));
  }
}
