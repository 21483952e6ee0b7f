package io.cellar.settings;

import io.cellar.input.AtomicFile;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small file of {@link Values}, the user's own. Reads what is a file, also through a link, and of
 * a sensible length; writes whole or not at all, readable by the owner only where systems tell.
 * What cannot be read is never lost, but kept beside it.
 */
final class KeptFile {
  private static final Logger LOG = LoggerFactory.getLogger(KeptFile.class);
  private static final int LONGEST_BYTES = 4 << 20;

  private final Path file;
  private final String broken;

  KeptFile(Path file) {
    this(file, ".broken");
  }

  /**
   * @param broken what is put behind the name of a damaged one
   */
  KeptFile(Path file, String broken) {
    this.file = file;
    this.broken = broken;
  }

  /**
   * Reads the file. Never fails; a damaged one is moved aside.
   *
   * @param none what holds without a file, or when nothing of it can be read
   * @param reader throws IllegalArgumentException when nothing can be used; runs what it is given
   *     for each part that cannot
   */
  <T> Loaded<T> load(T none, BiFunction<Values, Runnable, T> reader) {
    boolean[] damaged = new boolean[1];
    T value = none;
    try {
      value = reader.apply(Values.parse(read()), () -> damaged[0] = true);
    } catch (NoSuchFileException e) {
      return new Loaded<>(none, Optional.empty());
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} cannot be read: {}", file, e.toString());
      damaged[0] = true;
    }
    return new Loaded<>(value, damaged[0] ? Optional.of(setAside()) : Optional.empty());
  }

  private Path setAside() {
    Path aside = file.resolveSibling(file.getFileName() + broken);
    for (int n = 2; Files.exists(aside); n++) {
      aside = file.resolveSibling(file.getFileName() + broken + "-" + n);
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
   * The text of the file.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException if it is no file, longer than 4 MiB, or not UTF-8
   */
  String read() throws IOException {
    byte[] content = RegularFile.read(file, LONGEST_BYTES + 1);
    if (content.length > LONGEST_BYTES) {
      throw new IOException(file + " is longer than " + LONGEST_BYTES + " bytes");
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
  }

  /**
   * Writes the file, and its folder when that is missing. A link is followed.
   *
   * @throws IOException when it cannot be written; the old one stands
   */
  void save(Values values) throws IOException {
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.exists(target)) {
      RegularFile.require(target); // a device would be replaced
    }
    Files.createDirectories(target.getParent());
    AtomicFile.replace(target, values.toText().getBytes(StandardCharsets.UTF_8));
  }
}
