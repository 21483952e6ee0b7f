package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFinder;
import io.cellar.description.Problem;
import io.cellar.input.Location;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Something on a disk, and what is meant in it: {@code FILE.h5:dataset} or {@code
 * FOLDER.zarr:path}. Looks at the disk, since a colon may also stand in a name.
 *
 * @param path what is there
 * @param inner from there to what is meant, no slashes at its ends; empty for the whole
 */
public record LocalPlace(Path path, String inner) {

  /**
   * Takes a path apart.
   *
   * @param typed a path, or a {@code file:} address
   * @throws DescriptionException if nothing of it is there
   * @throws IllegalArgumentException if it is no path
   */
  public static LocalPlace of(String typed) throws DescriptionException {
    Path whole = path(typed);
    if (Files.exists(whole, LinkOption.NOFOLLOW_LINKS)) {
      return new LocalPlace(whole, "");
    }
    for (int colon = typed.lastIndexOf(':'); colon > 1; colon = typed.lastIndexOf(':', colon - 1)) {
      Path before = path(typed.substring(0, colon));
      if (Files.exists(before)) {
        return new LocalPlace(before, typed.substring(colon + 1).replaceAll("^/+|/+$", ""));
      }
    }
    DescriptionFinder.requireThere(whole);
    return new LocalPlace(whole, "");
  }

  /** A path, of a {@code file:} address too. */
  static String plain(String typed) {
    return Location.parse(typed) instanceof Location.OnDisk(Path path) ? path.toString() : typed;
  }

  private static Path path(String typed) throws DescriptionException {
    if (Location.parse(typed) instanceof Location.OnDisk(Path path)) {
      return path;
    }
    throw new DescriptionException(
        List.of(new Problem(typed, "", 0, 0, "not something on this computer")));
  }

  /** With an absolute path, as it can be typed again anywhere. */
  public String absolute() {
    String place = path.toAbsolutePath().normalize().toString();
    return inner.isEmpty() ? place : place + ":" + inner;
  }
}
