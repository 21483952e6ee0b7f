package io.cellar.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A lock file as it lay on disk at one moment.
 *
 * @param file the lock file
 * @param stamp which file it was
 * @param content the first 64 KiB of it; empty for a folder
 */
record FoundLock(Path file, FileStamp stamp, byte[] content) {
  private static final int LIMIT = 1 << 16;

  /** Looks at a lock; empty when there is none. */
  static Optional<FoundLock> at(Path file) throws IOException {
    Optional<FileStamp> stamp = FileStamp.of(file);
    if (stamp.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] content = stamp.get().isFolder() ? new byte[0] : SmallFiles.read(file, LIMIT);
      return Optional.of(new FoundLock(file, stamp.get(), content));
    } catch (IOException e) {
      if (SmallFiles.isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  LockText text() {
    return LockText.parse(content);
  }

  /** True when the other one is the same file, untouched since, perhaps under another name. */
  boolean isSame(FoundLock other) {
    return stamp.equals(other.stamp) && Arrays.equals(content, other.content);
  }

  /** The owner in words. */
  String owner() {
    return stamp.isFolder() ? "unknown (a folder has the lock's name)" : text().words();
  }
}
