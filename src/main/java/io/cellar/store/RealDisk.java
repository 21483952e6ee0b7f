package io.cellar.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class RealDisk implements DiskOps {
  private static final Logger LOG = LoggerFactory.getLogger(RealDisk.class);
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private static final Set<String> FORCED_AS_A_WHOLE =
      Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "overlay", "tmpfs");

  private static final int SLICE = 1 << 20;
  private static final int TRIES = 5;

  /** Where it is not allowed to call the system, the JDK would warn. */
  private static final boolean SETTLES =
      System.getProperty("os.name").equals("Linux")
          && RealDisk.class.getModule().isNativeAccessEnabled();

  @Override
  public void folders(Path folder) throws IOException {
    Files.createDirectories(folder);
  }

  @Override
  public boolean folder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    }
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, NEW);
  }

  @Override
  public OutputStream createLines(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
  }

  /** In slices: the JDK copies what it is given into a native buffer of the same size. */
  @Override
  public void write(FileChannel channel, ByteBuffer content) throws IOException {
    int end = content.limit();
    while (content.position() < end) {
      content.limit(Math.min(end, content.position() + SLICE));
      while (content.hasRemaining()) {
        channel.write(content);
      }
    }
  }

  @Override
  public void force(FileChannel channel) throws IOException {
    channel.force(false);
  }

  @Override
  public boolean settles() {
    return SETTLES;
  }

  @Override
  public SyncFs openFileSystem(Path folder) throws IOException {
    return SyncFs.open(folder);
  }

  @Override
  public void settle(SyncFs fileSystem) throws IOException {
    fileSystem.call();
  }

  /**
   * Since Linux 5.8 {@code syncfs} tells of contents that could not be written. File systems of
   * user space do not hear of it, and of those of a network it is not known.
   */
  @Override
  public boolean settlesContents(Path folder) {
    if (!SETTLES || !isSince(5, 8)) {
      return false;
    }
    try {
      return FORCED_AS_A_WHOLE.contains(Files.getFileStore(folder).type());
    } catch (IOException e) {
      LOG.debug("the file system of {} is not known", folder, e);
      return false;
    }
  }

  private static boolean isSince(int major, int minor) {
    String[] version = System.getProperty("os.version").split("[^0-9]+", 3);
    try {
      int first = Integer.parseInt(version[0]);
      return first > major || first == major && Integer.parseInt(version[1]) >= minor;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
      return false;
    }
  }

  /** A folder that has gone has no names; one that may not be read is left, on Windows all. */
  @Override
  public void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException | AccessDeniedException e) {
      LOG.debug("the names in {} cannot be forced", folder, e);
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    patiently(
        () ->
            Files.move(
                from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
  }

  @Override
  public void link(Path newName, Path existing) throws IOException {
    Files.createLink(newName, existing);
  }

  /** {@link java.io.File} deletes without looking first, but does not say why it could not. */
  @Override
  public boolean delete(Path file) throws IOException {
    if (file.toFile().delete()) {
      return true;
    }
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    patiently(() -> Files.deleteIfExists(file));
    return true;
  }

  private interface Step {
    Object run() throws IOException;
  }

  /**
   * Windows denies a rename or a deletion while a reader or a virus scanner has the file open: 5
   * more tries after 10, 20, 40, 80 and 160 ms.
   */
  private static void patiently(Step step) throws IOException {
    long pause = 10;
    for (int tries = 0; ; tries++) {
      try {
        step.run();
        return;
      } catch (AccessDeniedException e) {
        if (tries == TRIES) {
          throw e;
        }
        try {
          Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          InterruptedIOException stopped = new InterruptedIOException("interrupted: " + e);
          stopped.initCause(interrupted);
          throw stopped;
        }
        pause *= 2;
      }
    }
  }
}
