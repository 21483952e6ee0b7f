package io.cellar.cli;

import io.cellar.description.DescriptionException;
import io.cellar.input.Location;
import io.cellar.input.Nearest;
import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;
import io.cellar.session.LocalPlace;
import io.cellar.settings.Launch;
import io.cellar.source.probe.CellarLink;
import io.cellar.source.probe.VolumeLocation;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks, before a window opens, whether there is anything to open. Touches the disk. */
final class Openable {
  private static final int MOST_FILES = 2000;

  private Openable() {}

  /** Whether the window tells what is wrong, and words are things to open. */
  static boolean isLeftToWindow() {
    return Launch.isFromDesktop();
  }

  /**
   * Why a location cannot be opened, with what may have been meant; empty for an address, for a
   * link to one, for what exists, and for something in what exists.
   *
   * <p>Where a desktop launched the program, all is left to the window, which tells it in a dialog.
   *
   * @param commands what else the word may have been meant as
   */
  static Optional<String> problem(String text, Set<String> commands) {
    if (isLeftToWindow()) {
      return Optional.empty();
    }
    Path path;
    VolumeLocation location;
    try {
      if (CellarLink.isLink(text)) {
        CellarLink.parse(text);
        return Optional.empty();
      }
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
    Optional<String> command = Nearest.of(text, commands);
    Optional<String> file = Nearest.of(name, beside(path));
    boolean both = command.isPresent() && file.isPresent();
    if (file.isEmpty()
        || both && Nearest.distance(text, command.get()) <= Nearest.distance(name, file.get())) {
      return command;
    }
    return file.map(near -> PrintableText.of(path.resolveSibling(near).toString(), 300));
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
}
