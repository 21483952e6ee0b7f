package io.cellar.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes sure that what is read, written and deleted lies in the cache: a folder inside it may be a
 * link, but not one that leads out of the root, since whoever made the cache could otherwise have
 * the program write and delete anywhere. The root itself may be a link; that is the user's own.
 *
 * <p>A folder that was made here is no link, and one that was found good is remembered, for {@value
 * #SECONDS} seconds or until something fails in the cache. So somebody who may change the cache and
 * puts a link in the place of a folder that is in use right now can have blocks written where it
 * leads, under their own names, for as long; what is not in use is looked at before. Thread-safe.
 */
final class SafeFolders {
  private static final int REMEMBERED = 1 << 16;
  private static final int SECONDS = 10;

  private final Path root;
  private final DiskOps disk;
  private final Set<Path> inside = ConcurrentHashMap.newKeySet();
  private volatile long forgotten = System.nanoTime();

  SafeFolders(Path root, DiskOps disk) {
    this.root = root;
    this.disk = disk;
  }

  /**
   * Makes a folder in the cache and those above it.
   *
   * @return true when it was not there before, and so is empty and no link
   */
  boolean make(Path folder) throws IOException {
    if (folder.equals(root)) {
      disk.folders(root);
      requireInside(root);
      return false;
    }
    try {
      return makeIn(folder);
    } catch (NoSuchFileException _) {
      forget(); // the cache was moved away or deleted
      return makeIn(folder);
    }
  }

  private boolean makeIn(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (!isRemembered(parent)) {
      requireUnder(folder);
      make(parent);
    }
    boolean fresh = disk.folder(folder);
    if (fresh) {
      remember(folder);
    } else {
      requireInside(folder);
    }
    return fresh;
  }

  private void requireUnder(Path folder) throws IOException {
    if (!folder.startsWith(root)) {
      throw leadsOut(folder);
    }
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
    throw leadsOut(folder);
  }

  private AccessDeniedException leadsOut(Path folder) {
    return new AccessDeniedException(
        folder.toString(), null, "leads out of the cache folder " + root + " through a link");
  }

  /** True for a folder that exists in the cache; looks at those only that it has not seen yet. */
  boolean isInside(Path folder) throws IOException {
    if (isRemembered(folder)) {
      return true;
    }
    boolean good =
        folder.equals(root)
            ? Files.isDirectory(root)
            : folder.startsWith(root) && isInside(folder.getParent()) && leadsInside(root, folder);
    if (good) {
      remember(folder);
    }
    return good;
  }

  private boolean isRemembered(Path folder) {
    if (System.nanoTime() - forgotten > SECONDS * 1_000_000_000L) {
      forget();
    }
    return inside.contains(folder);
  }

  private void remember(Path folder) {
    if (inside.size() >= REMEMBERED) {
      forget();
    }
    inside.add(folder);
  }

  /** Has every folder looked at again. */
  void forget() {
    forgotten = System.nanoTime();
    inside.clear();
  }

  /** True for a folder, or a link to one that lies under the root; what is above it was checked. */
  static boolean leadsInside(Path root, Path folder) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        || Files.isDirectory(folder) && folder.toRealPath().startsWith(root.toRealPath());
  }
}
