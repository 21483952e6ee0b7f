package io.cellar.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The calls by which the store changes the disk, one method each, so that tests can count them and
 * let any single one of them fail.
 */
interface DiskOps {

  /** Makes a folder and those above it; fine when it is there already. */
  void folders(Path folder) throws IOException;

  /**
   * Makes a folder in one that exists.
   *
   * @return false when something has that name already, whatever it is
   */
  boolean folder(Path folder) throws IOException;

  /** Opens a file that must not exist yet (O_EXCL) for writing. */
  FileChannel create(Path file) throws IOException;

  /**
   * The same for lines that follow one another; an interrupt does not close it. What is written is
   * with the operating system at once.
   */
  OutputStream createLines(Path file) throws IOException;

  /** Writes all that remains in the buffer. */
  void write(FileChannel channel, ByteBuffer content) throws IOException;

  /** Returns when the content is on the disk. */
  void force(FileChannel channel) throws IOException;

  /** True where {@link #openFileSystem} can be called. */
  boolean settles();

  /** Opens the file system of a folder; to be closed by the caller. */
  SyncFs openFileSystem(Path folder) throws IOException;

  /**
   * Returns when all that was changed in a file system is on the disk, names included. Fails when
   * any file of it could not be written since it was opened.
   */
  void settle(SyncFs fileSystem) throws IOException;

  /**
   * True where {@link #settle} does for a folder's files what {@link #force} does for one, and
   * fails where that would.
   */
  default boolean settlesContents(Path folder) {
    return settles();
  }

  /** Returns when the names in a folder are on the disk, where the system can do that. */
  void forceFolder(Path folder) throws IOException;

  /** Renames within one file system, atomically, replacing what has the name. */
  void move(Path from, Path to) throws IOException;

  /** Gives a file a second name, which must not exist yet. */
  void link(Path newName, Path existing) throws IOException;

  /** Deletes a file or an empty folder; false when there was none. */
  boolean delete(Path file) throws IOException;

  /** Creates a file with a content; deletes what it has begun when it fails. */
  default void createWith(Path file, byte[] content, boolean force) throws IOException {
    FileChannel channel = create(file);
    try {
      try (channel) {
        write(channel, ByteBuffer.wrap(content));
        if (force) {
          force(channel);
        }
      }
    } catch (IOException e) {
      try {
        delete(file);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }
}
