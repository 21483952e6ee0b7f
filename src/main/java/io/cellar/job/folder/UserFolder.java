package io.cellar.job.folder;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that are the user's alone, where the file system has owners and modes. */
final class UserFolder {
  private UserFolder() {}

  /**
   * Makes one, from its first moment for the user alone.
   *
   * @throws FileAlreadyExistsException if there is something of that name
   */
  static void create(Path path) throws IOException {
    FileAttribute<?>[] modes =
        path.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectory(path, modes);
  }

  /** Makes a folder as others are, or sees to it that what is there is one and no link. */
  static Path find(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new NotDirectoryException(folder + " is a link or a file; jobs need a folder there");
      }
    }
    return folder;
  }

  /** Refuses a link, which would lead workers to the shards of another job, and what is none. */
  static void requireReal(Path folder) throws UnusableJobException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnusableJobException(
          Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
              ? "its folder is damaged: a link or a file stands where a folder belongs: " + folder
              : "its folder is damaged: there is no such folder: " + folder);
    }
  }

  /** Refuses one of another user, and one that others may write. */
  static void requireUsers(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    Path self = Path.of("/proc/self");
    Object user =
        Files.exists(self)
            ? Files.getAttribute(self, "unix:uid")
            : Files.getAttribute(Path.of(System.getProperty("user.home")), "unix:uid");
    if (!owner.equals(user) || (mode & 0022) != 0) {
      throw new UnusableJobException(
          (owner.equals(user)
                  ? "others may write to the job's folder"
                  : "the job's folder belongs to another user")
              + ", so nothing is done for it: "
              + path
              + "; 'cellar work' with --allow-shared works on it all the same");
    }
  }
}
