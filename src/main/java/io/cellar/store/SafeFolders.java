package io.cellar.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes sure that what is read, written and deleted lies in the cache: a folder inside it may be a
 * link, but not one that leads out of the root, since whoever made the cache could otherwise have
 * the program write and delete anywhere. The root itself may be a link; that is the user's own.
 *
 * <p>A folder that was found good is remembered: somebody who puts a link in its place while the
 * cache is open may change the files of this user anyway. Thread-safe.
 */
final class SafeFolders {
  private static final int REMEMBERED = 1 << 16;

  private final Path root;
  private final DiskOps disk;
  private final Set<Path> inside = ConcurrentHashMap.newKeySet();

  SafeFolders(Path root, DiskOps disk) {
    this.root = root;
    this.disk = disk;
  }

  /** Makes a folder in the cache and those above it. */
  void make(Path folder) throws IOException {
    if (isInside(folder) && Files.isDirectory(folder)) {
      return;
    }
    disk.folders(root);
    requireInside(deepestExisting(folder)); // a link must not make us create folders elsewhere
    disk.folders(folder);
    requireInside(folder);
  }

  /**
   * Checks a folder that exists.
   *
   * @throws NotDirectoryException if it is none
   * @throws AccessDeniedException if it leads out of the cache
   */
  void requireInside(Path folder) throws IOException {
    if (isInside(folder)) {
      return;
    }
    if (folder.startsWith(root) && Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    throw new AccessDeniedException(
        folder.toString(), null, "leads out of the cache folder " + root + " through a link");
  }

  /** True for a folder that exists in the cache; looks at those only that it has not seen yet. */
  boolean isInside(Path folder) throws IOException {
    if (inside.contains(folder)) {
      return true;
    }
    boolean good =
        folder.equals(root)
            ? Files.isDirectory(root)
            : folder.startsWith(root) && isInside(folder.getParent()) && leadsInside(root, folder);
    if (good) {
      if (inside.size() > REMEMBERED) {
        inside.clear();
      }
      inside.add(folder);
    }
    return good;
  }

  /** True for a folder, or a link to one that lies under the root; what is above it was checked. */
  static boolean leadsInside(Path root, Path folder) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        || Files.isDirectory(folder) && folder.toRealPath().startsWith(root.toRealPath());
  }

  private static Path deepestExisting(Path folder) {
    Path path = folder;
    while (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      path = path.getParent();
    }
    return path;
  }
}
