package io.cellar.store;

import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A lock file as it lay on disk at one moment.
 *
 * @param file the lock file
 * @param stamp which file it was
 * @param content the first 64 KiB of it; empty for what is no file
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
      byte[] content = content(file);
      return Optional.of(new FoundLock(file, stamp.get(), content));
    } catch (IOException e) {
      if (DiskErrors.isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static byte[] content(Path file) throws IOException {
    try {
      return RegularFile.read(file, LIMIT, LinkOption.NOFOLLOW_LINKS);
    } catch (RegularFile.NotRegularException e) {
      return new byte[0];
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
    return stamp.isFile() ? text().words() : "unknown (no file has the lock's name)";
  }
}
