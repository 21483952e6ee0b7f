package io.cellar.source.keys;

import io.cellar.input.PrintableText;
import io.cellar.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder and what lies below it. Links are followed as long as they stay below it. That there is
 * no file is believed only while the folder, and the metadata that were found in it, are there: a
 * disk may have been taken away. Thread-safe.
 */
final class RootFolder {
  private static final int MOST_WITNESSES = 10_000;

  private final Path root;
  private final Map<Path, Path> witnesses = new ConcurrentHashMap<>();
  private volatile Path real;

  RootFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path root() {
    return root;
  }

  /** Something below the root, all links resolved. */
  record Entry(Path path, BasicFileAttributes attributes) {}

  /** Metadata were read there: as long as there is no such file, nothing is proved missing. */
  void witness(Path file) {
    if (witnesses.size() < MOST_WITNESSES) {
      witnesses.put(file.getParent(), file);
    }
  }

  /**
   * Finds what a key names.
   *
   * @return empty when it is proved that there is nothing
   * @throws SourceException.Refused if the way leads out of the root
   */
  Optional<Entry> find(String key) throws SourceException, IOException {
    List<String> parts = KeyParts.of(key);
    Path at = real();
    BasicFileAttributes attributes = Files.readAttributes(at, BasicFileAttributes.class);
    for (String part : parts) {
      if (!attributes.isDirectory()) {
        return Optional.empty();
      }
      at = at.resolve(name(part, key));
      try {
        attributes = Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException _) {
        requireWitness(at);
        return Optional.empty();
      }
      if (attributes.isSymbolicLink()) {
        at = followed(at);
        attributes = Files.readAttributes(at, BasicFileAttributes.class);
      }
    }
    return Optional.of(new Entry(at, attributes));
  }

  private Path real() throws SourceException, IOException {
    Path known = real;
    if (known == null || !Files.isDirectory(known)) {
      try {
        known = root.toRealPath();
        real = known;
      } catch (NoSuchFileException e) {
        throw gone(root, e);
      }
    }
    return known;
  }

  /** One name, which on some systems could be more than one, or a drive. */
  private Path name(String part, String key) throws SourceException {
    try {
      Path name = root.getFileSystem().getPath(part);
      if (!name.isAbsolute() && name.getNameCount() == 1 && name.toString().equals(part)) {
        return name;
      }
    } catch (InvalidPathException _) {
      // Refused below.
    }
    throw KeyParts.refused(key);
  }

  private Path followed(Path link) throws SourceException, IOException {
    Path target;
    try {
      target = link.toRealPath();
    } catch (NoSuchFileException e) {
      throw new SourceException.Invalid(shown(link) + ": a link to what is not there", e);
    }
    if (!target.startsWith(real())) {
      throw new SourceException.Refused(
          shown(link) + ": a link that leads out of " + shown(root) + " is not followed", null);
    }
    return target;
  }

  /** The nearest metadata above what is missing must be there still. */
  private void requireWitness(Path missing) throws SourceException, IOException {
    for (Path above = missing.getParent(); above != null; above = above.getParent()) {
      Path file = witnesses.get(above);
      if (file != null) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          throw gone(file, new NoSuchFileException(file.toString()));
        }
        return;
      }
    }
    if (!Files.isDirectory(real)) {
      throw gone(root, new NoSuchFileException(root.toString()));
    }
  }

  private static SourceException gone(Path what, IOException cause) {
    return new SourceException.Invalid(
        shown(what) + ": not there; was its disk taken away, or the folder moved?", cause);
  }

  private static String shown(Path path) {
    return PrintableText.of(path.toString());
  }
}
