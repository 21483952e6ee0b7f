package io.cellar.description;

import io.cellar.input.PrintableText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A {@code dataset_root_dir} as a folder: relative to the description's own, {@code ~} and {@code
 * ~user} expanded, backslashes read as slashes.
 */
final class CacheRoot {
  private static final int LONGEST_PART_BYTES = 255;
  private static final int LONGEST_BYTES = 3000;
  private static final Path PASSWD = Path.of("/etc/passwd");

  private CacheRoot() {}

  /**
   * Resolves a root.
   *
   * @param base folder of the description
   * @return absolute and normalised
   * @throws IllegalArgumentException saying why it is no folder
   */
  static Path resolve(String text, Path base) {
    if (text.contains("://")) {
      throw new IllegalArgumentException(
          Quoting.quote(text) + " is an address: the cache must be a folder");
    }
    if (text.codePoints().anyMatch(PrintableText::isInvisible)) {
      throw new IllegalArgumentException(
          Quoting.quote(text) + " has control or direction characters in it");
    }
    String slashed = text.replace('\\', '/');
    try {
      Path root = base.resolve(slashed.startsWith("~") ? expand(slashed) : slashed);
      return checked(root.toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          Quoting.quote(text) + " is not a path on this computer: " + e.getReason(), e);
    }
  }

  private static Path checked(Path root) {
    for (Path part : root) {
      if (bytes(part) > LONGEST_PART_BYTES) {
        throw new IllegalArgumentException(
            "the folder name " + Quoting.quote(part.toString()) + " is longer than 255 bytes");
      }
    }
    if (bytes(root) > LONGEST_BYTES) {
      throw new IllegalArgumentException("the path is longer than " + LONGEST_BYTES + " bytes");
    }
    return root;
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String expand(String text) {
    int slash = text.indexOf('/');
    String user = text.substring(1, slash < 0 ? text.length() : slash);
    String rest = slash < 0 ? "" : text.substring(slash);
    return home(user)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no user " + Quoting.quote(user) + " on this computer"))
        + rest;
  }

  private static Optional<String> home(String user) {
    if (user.isEmpty() || user.equals(System.getProperty("user.name"))) {
      return Optional.of(System.getProperty("user.home"));
    }
    try {
      List<String> lines =
          Files.isRegularFile(PASSWD)
              ? Files.readAllLines(PASSWD, StandardCharsets.ISO_8859_1)
              : List.of();
      return lines.stream()
          .map(line -> line.split(":", -1))
          .filter(entry -> entry.length > 5 && entry[0].equals(user))
          .map(entry -> entry[5])
          .findFirst();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the home of user " + Quoting.quote(user) + " cannot be found: " + e, e);
    }
  }

  /**
   * Where a root leaves the description's folder to, by its path or through a symbolic link that
   * exists now; links followed. Empty when it stays inside.
   */
  static Optional<Path> outside(Path root, Path base) {
    Path home = base.toAbsolutePath().normalize();
    Path there = real(root);
    return root.startsWith(home) && there.startsWith(real(home))
        ? Optional.empty()
        : Optional.of(there);
  }

  /** The path with the links in its existing part followed. */
  static Path real(Path path) {
    Path existing = path;
    while (existing != null) {
      try {
        return existing.toRealPath().resolve(existing.relativize(path)).normalize();
      } catch (IOException e) {
        // does not exist yet, or may not be seen: its parent tells
        existing = existing.getParent();
      }
    }
    return path;
  }
}
