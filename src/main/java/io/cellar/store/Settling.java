package io.cellar.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What blocks lack when they were published: that their names, and those of their folders, survive
 * a power cut too. Made up for once for all of them: by one call for the whole file system where
 * there is one, else by forcing each folder in which a name was made; a system that cannot force
 * folders, such as Windows, keeps its names in a log of its own. Thread-safe.
 */
final class Settling implements AutoCloseable {
  /** Folders that are remembered; when there are more, they are forced at once. */
  private static final int MOST = 4096;

  private final Path root;
  private final DiskOps disk;
  private final Set<Path> folders = new HashSet<>();
  private volatile boolean needed;

  /** Why folders that are not remembered any more could not be forced. */
  private IOException failure;

  /** Null until it is needed. */
  private SyncFs fileSystem;

  Settling(Path root, DiskOps disk) {
    this.root = root;
    this.disk = disk;
  }

  /** True where {@link #forceAll} does for all new files what forcing each would do. */
  boolean forcesContents() {
    return disk.settlesContents(root);
  }

  /** A block was published in a folder. */
  void published(Path folder) {
    needed = true;
    if (!disk.settles()) {
      remember(folder);
    }
  }

  private synchronized void remember(Path folder) {
    Path each = folder;
    while (folders.add(each) && each.startsWith(root) && each.getParent() != null) {
      each = each.getParent(); // up to the one that has the root's name
    }
    if (folders.size() >= MOST) {
      forceFolders();
    }
  }

  /** Returns when all names are on the disk of the blocks that had been published before. */
  void settle() throws StoreException {
    try {
      force();
    } catch (IOException e) {
      throw DiskErrors.writing("cannot tell whether all blocks are on disk", root, 0, e);
    }
  }

  private synchronized void force() throws IOException {
    if (!needed) {
      return;
    }
    needed = false; // before the call: a block that is published meanwhile needs another
    try {
      if (disk.settles()) {
        forceAll();
      } else {
        forceFolders();
        throwFailure();
      }
    } catch (IOException | RuntimeException | Error e) {
      needed = true;
      throw e;
    }
  }

  /** Before what {@link #forceAll} is to force is written: only errors that come later are told. */
  synchronized void open() throws IOException {
    if (fileSystem == null) {
      fileSystem = disk.openFileSystem(root);
    }
  }

  /** Forces all of the file system, contents and names; only where the disk settles. */
  void forceAll() throws IOException {
    SyncFs all;
    synchronized (this) {
      open();
      all = fileSystem;
    }
    disk.settle(all);
  }

  @Override
  public synchronized void close() throws IOException {
    if (fileSystem != null) {
      fileSystem.close();
      fileSystem = null;
    }
  }

  private void forceFolders() {
    for (Path each : folders) {
      try {
        disk.forceFolder(each);
      } catch (IOException e) {
        failure = e;
      }
    }
    folders.clear();
  }

  private void throwFailure() throws IOException {
    IOException e = failure;
    failure = null;
    if (e != null) {
      throw e;
    }
  }
}
