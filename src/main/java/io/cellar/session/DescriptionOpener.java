package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.description.DescriptionFinder;
import io.cellar.description.DescriptionReader;
import io.cellar.description.Problem;
import io.cellar.input.Location;
import io.cellar.input.Redaction;
import io.cellar.source.SourceException;
import io.cellar.source.TextFetcher;
import io.cellar.volume.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * From what a user names (a file, a folder, an address) to a description whose cache can be used.
 */
final class DescriptionOpener {
  private final DescriptionReader reader = new DescriptionReader();
  private final DescriptionFinder finder = new DescriptionFinder();
  private final TextFetcher fetcher;
  private volatile Path volumesFolder;

  /**
   * An opener.
   *
   * @param volumesFolder where caches lie whose description has no usable folder of its own
   */
  DescriptionOpener(TextFetcher fetcher, Path volumesFolder) {
    this.fetcher = fetcher;
    this.volumesFolder = volumesFolder;
  }

  /** Another folder for caches of descriptions that are opened from now on. */
  void keepIn(Path folder) {
    volumesFolder = folder;
  }

  /**
   * Finds and reads a description.
   *
   * @param cacheOnly true when no server may be asked: of an address, the copy is read that was
   *     kept the last time
   * @throws DescriptionException also when there is none at the location, or it is no location
   */
  DescriptionFile read(String text, boolean cacheOnly)
      throws DescriptionException, IOException, InterruptedException {
    Location location;
    try {
      location = Location.parse(text);
    } catch (IllegalArgumentException e) {
      throw failure(Redaction.address(text), e.getMessage());
    }
    return switch (location) {
      case Location.Address address ->
          cacheOnly
              ? ofAddress(address, DescriptionCopies.read(volumesFolder, address))
              : fetched(address, Redaction.address(text));
      case Location.OnDisk(Path path) -> reader.read(finder.find(path));
    };
  }

  private DescriptionFile fetched(Location.Address address, String typed)
      throws DescriptionException, IOException, InterruptedException {
    String text;
    try {
      text = fetcher.fetch(address);
    } catch (SourceException e) {
      throw explained(Reasons.without(e.getMessage(), address.shown()), e, typed);
    }
    DescriptionFile description = ofAddress(address, text);
    DescriptionCopies.keep(volumesFolder, address, text);
    return description;
  }

  /** A description by address keeps its blocks in a folder of the user's cache. */
  private DescriptionFile ofAddress(Location.Address address, String text)
      throws DescriptionException {
    DescriptionFile description = reader.parse(text, address.fileName(), volumesFolder);
    return description.withRoot(description.privateRoot(volumesFolder));
  }

  /**
   * The reason first, then the address. That nothing fit to be read is there is a wrong
   * description; that the server cannot be asked is not.
   */
  private static IOException explained(String reason, SourceException e, String address)
      throws DescriptionException {
    String words = problem(address, reason).toString();
    return switch (e) {
      case SourceException.Absent _ -> throw failure(address, "no description is there, " + reason);
      case SourceException.Refused _, SourceException.Invalid _ -> throw failure(address, reason);
      case SourceException.AccessDenied _ -> new SourceException.AccessDenied(words);
      case SourceException.Unavailable u ->
          new SourceException.Unavailable(words, u.status(), u.retryAfter());
      case SourceException.Unreachable _ -> new SourceException.Unreachable(words, e);
      case SourceException.TimedOut _ -> new SourceException.TimedOut(words);
      case SourceException.OutOfResources _ -> e;
    };
  }

  private static DescriptionException failure(String location, String reason) {
    return new DescriptionException(List.of(problem(location, reason)));
  }

  private static Problem problem(String location, String reason) {
    return new Problem(location, "", 0, 0, reason);
  }

  /**
   * The same description, its cache moved to the user's cache folder when its own, or that of one
   * of its levels, can neither be found nor made.
   */
  DescriptionFile withUsableRoot(DescriptionFile file) {
    return file.levels().levels().stream().allMatch(DescriptionOpener::hasUsableRoot)
        ? file
        : file.withRoot(file.privateRoot(volumesFolder));
  }

  private static boolean hasUsableRoot(Level level) {
    Path root = level.volume().cache().root();
    return Files.exists(root) || !level.volume().isRemote() || canBeMade(root);
  }

  private static boolean canBeMade(Path root) {
    Path ancestor = root;
    while (ancestor != null && !Files.exists(ancestor)) {
      ancestor = ancestor.getParent();
    }
    return ancestor != null && Files.isDirectory(ancestor) && Files.isWritable(ancestor);
  }
}
