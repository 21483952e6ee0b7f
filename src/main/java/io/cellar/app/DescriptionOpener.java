package io.cellar.app;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.description.DescriptionFinder;
import io.cellar.description.DescriptionReader;
import io.cellar.source.TextFetcher;
import io.cellar.volume.Level;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

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
   */
  DescriptionFile read(String location, boolean cacheOnly)
      throws DescriptionException, IOException, InterruptedException {
    if (isAddress(location)) {
      return cacheOnly
          ? ofAddress(location, DescriptionCopies.read(volumesFolder, location))
          : fetched(location);
    }
    return reader.read(finder.find(localPath(location)));
  }

  /** True for what is fetched, not read from a disk. */
  static boolean isAddress(String location) {
    String lower = location.toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://");
  }

  private static Path localPath(String location) {
    return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
  }

  private DescriptionFile fetched(String address)
      throws DescriptionException, IOException, InterruptedException {
    String text = fetcher.fetch(address);
    DescriptionFile description = ofAddress(address, text);
    DescriptionCopies.keep(volumesFolder, address, text);
    return description;
  }

  /** A description by address keeps its blocks in a folder of the user's cache. */
  private DescriptionFile ofAddress(String address, String text) throws DescriptionException {
    String path = URI.create(address).getPath();
    String name = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    Path file = Path.of(name.isEmpty() ? "description.json" : name);
    DescriptionFile description = reader.parse(text, file, volumesFolder);
    return description.withRoot(description.privateRoot(volumesFolder));
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
    Path root = level.local().root();
    return Files.exists(root) || level.volume().remote().isEmpty() || canBeMade(root);
  }

  private static boolean canBeMade(Path root) {
    Path ancestor = root;
    while (ancestor != null && !Files.exists(ancestor)) {
      ancestor = ancestor.getParent();
    }
    return ancestor != null && Files.isDirectory(ancestor) && Files.isWritable(ancestor);
  }
}
