package io.cellar.cli;

import io.cellar.description.DescriptionException;
import io.cellar.input.Location;
import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;
import io.cellar.session.LocalPlace;
import io.cellar.source.probe.VolumeLocation;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks, before a window opens, whether there is anything to open. Touches the disk. */
final class Openable {
  private static final int MOST_FILES = 2000;

  private Openable() {}

  /**
   * Why a location cannot be opened, with what may have been meant; empty for an address, for what
   * exists, and for something in what exists.
   *
   * @param commands what else the word may have been meant as
   */
  static Optional<String> problem(String text, Set<String> commands) {
    Path path;
    VolumeLocation location;
    try {
      location = VolumeLocation.parse(text);
      if (location.isAddress()) {
        checkAddress(location.place());
        return Optional.empty();
      }
      path = onDisk(location.place());
    } catch (IllegalArgumentException e) {
      String shown = Redaction.address(text);
      return Optional.of(e.getMessage() + (shown.isBlank() ? "" : ": " + shown));
    }
    try {
      LocalPlace.of(location.place());
      return Optional.empty();
    } catch (DescriptionException e) {
      boolean word = !commands.isEmpty() && text.matches("[A-Za-z]+");
      String reason =
          word ? "neither a command nor a file: " + text : e.problems().getFirst().toString();
      return Optional.of(
          nearest(text, path, commands)
              .map(meant -> reason + "; did you mean '" + meant + "'?")
              .orElse(word ? reason + "; 'cellar help' lists the commands" : reason));
    }
  }

  /** What is asked over http must be an address that can be asked. */
  private static void checkAddress(String place) {
    if (Location.isAddress(place)) {
      Location.Address.parse(place);
    }
  }

  private static Path onDisk(String place) {
    return switch (Location.parse(place)) {
      case Location.OnDisk(Path named) -> named;
      case Location.Address _ ->
          throw new IllegalArgumentException("an address must begin with http:// or https://");
    };
  }

  private static Optional<String> nearest(String text, Path path, Set<String> commands) {
    String name = String.valueOf(path.getFileName());
    Optional<String> command = nearest(text, commands);
    Optional<String> file = nearest(name, beside(path));
    boolean both = command.isPresent() && file.isPresent();
    if (file.isEmpty() || both && distance(text, command.get()) <= distance(name, file.get())) {
      return command;
    }
    return file.map(near -> PrintableText.of(path.resolveSibling(near).toString(), 300));
  }

  private static Optional<String> nearest(String word, Collection<String> candidates) {
    int most = 1 + word.length() / 5;
    return candidates.stream()
        .filter(c -> distance(word, c) <= most || word.length() > 2 && c.startsWith(word))
        .min(Comparator.comparingInt(c -> distance(word, c)));
  }

  private static List<String> beside(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    List<String> names = new ArrayList<>();
    if (folder == null || !Files.isDirectory(folder)) {
      return names;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        names.add(file.getFileName().toString());
        if (names.size() == MOST_FILES) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // a folder that cannot be listed gives no hint
      return names;
    }
    return names;
  }

  /**
   * Letters to insert, leave out, change or swap with their neighbour, to come from one word to the
   * other; upper and lower case are the same.
   */
  static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
