package io.cellar.app.instance;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/** Folders and files that nobody but this user can have put there. Touches the disk. */
final class OwnFolder {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private static volatile UserPrincipal user;

  private OwnFolder() {}

  /**
   * Makes a folder that is this user's alone, or sees that the one that is there is.
   *
   * @throws IOException when it cannot be made, is a link or no folder, or is somebody else's too
   */
  static void make(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    try {
      Files.createDirectory(folder, rights(folder, "rwx------"));
    } catch (FileAlreadyExistsException _) {
      // looked at as if it had just been made
    }
    check(folder);
  }

  /**
   * Sees that a folder is this user's alone. A link is none, whatever it leads to.
   *
   * @throws IOException saying why it is not
   */
  static void check(Path folder) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory()) {
      String kind = found.isSymbolicLink() ? "a link" : "a file";
      throw new FileSystemException(
          folder.toString(), null, kind + " stands where a folder of your own is expected");
    }
    checkOwner(folder);
    PosixFileAttributeView posix =
        Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (posix != null
        && posix.readAttributes().permissions().stream().anyMatch(OF_OTHERS::contains)) {
      throw new FileSystemException(
          folder.toString(), null, "others may use this folder, expected chmod 700");
    }
  }

  /**
   * Sees that what is there is this user's; a link itself is looked at.
   *
   * @throws IOException if it is not there, or another's
   */
  static void checkOwner(Path path) throws IOException {
    if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user())) {
      throw new FileSystemException(path.toString(), null, "this belongs to another user");
    }
  }

  /** The attributes of a new file or folder where the system has such; else none. */
  static FileAttribute<?>[] rights(Path path, String posix) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(posix))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * The user that this process runs as: the owner of what it makes. A property or a variable could
   * tell anything.
   *
   * @throws IOException when no temporary file can be made
   */
  static UserPrincipal user() throws IOException {
    UserPrincipal known = user;
    if (known == null) {
      // not createTempFile: its random numbers alone would take a start 40 ms
      Path made =
          Path.of(
              System.getProperty("java.io.tmpdir"),
              "cellar-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".owner");
      Files.createFile(made, rights(made, "rw-------"));
      try {
        known = Files.getOwner(made, LinkOption.NOFOLLOW_LINKS);
      } finally {
        Files.deleteIfExists(made);
      }
      user = known;
    }
    return known;
  }
}
