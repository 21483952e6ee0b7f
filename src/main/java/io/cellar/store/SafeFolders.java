package io.cellar.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Makes sure that what is written lies in the cache: a folder inside it may be a link, but not one
 * that leads out of the root, since whoever made the cache could otherwise have the program write
 * anywhere. The root itself may be a link; that is the user's own.
 */
final class SafeFolders {
  private final Path root;
  private final DiskOps disk;

  SafeFolders(Path root, DiskOps disk) {
    this.root = root;
    this.disk = disk;
  }

  /** Makes a folder in the cache and those above it. */
  void make(Path folder) throws IOException {
    if (isInside(folder)) {
      return;
    }
    disk.folders(root);
    requireInside(deepestExisting(folder)); // a link must not make us create folders elsewhere
    disk.folders(folder);
    requireInside(folder);
  }

  /** Checks a folder that exists. */
  void requireInside(Path folder) throws IOException {
    if (!isInside(folder)) {
      throw new AccessDeniedException(
          folder.toString(), null, "leads out of the cache folder " + root + " through a link");
    }
  }

  private boolean isInside(Path folder) throws IOException {
    return folder.startsWith(root)
        && Files.isDirectory(folder)
        && folder.toRealPath().startsWith(root.toRealPath());
  }

  private static Path deepestExisting(Path folder) {
    Path path = folder;
    while (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      path = path.getParent();
    }
    return path;
  }
}
