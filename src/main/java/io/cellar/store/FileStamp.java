package io.cellar.store;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What tells one file from another that has taken its name.
 *
 * @param bytes length
 * @param modified time of the last write, by the file system's clock
 * @param key the file system's own identity, empty where it has none
 * @param isFolder true for a folder
 * @param isFile false for a folder, a link, a pipe or a device
 */
record FileStamp(
    long bytes, FileTime modified, Optional<Object> key, boolean isFolder, boolean isFile) {

  /** The stamp of a file; empty when there is none. */
  static Optional<FileStamp> of(Path file) throws IOException {
    try {
      BasicFileAttributes a =
          file.getFileSystem()
              .provider()
              .readAttributesIfExists(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (a == null) {
        return Optional.empty();
      }
      return Optional.of(
          new FileStamp(
              a.size(),
              a.lastModifiedTime(),
              Optional.ofNullable(a.fileKey()),
              a.isDirectory(),
              a.isRegularFile()));
    } catch (IOException e) {
      if (DiskErrors.isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
