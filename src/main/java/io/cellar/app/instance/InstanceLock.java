package io.cellar.app.instance;

import io.cellar.input.FileTrouble;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock that one process holds for its life: the system gives it up when the process dies,
 * however it does. The file tells the process's number.
 */
final class InstanceLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceLock.class);

  /** Behind the file's end: Windows keeps others from reading what is locked. */
  private static final long LOCKED = 1 << 20;

  /**
   * Those of this process. POSIX drops a process's lock when the process closes the file, however
   * often it has it open: so it is never opened twice.
   */
  private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final Optional<Object> key;

  private InstanceLock(Path file, FileChannel channel, Optional<Object> key) {
    this.file = file;
    this.channel = channel;
    this.key = key;
  }

  /**
   * Takes the lock, if nobody has it.
   *
   * @param file in a folder that is this user's alone
   * @throws IOException when there can be no lock
   */
  static Optional<InstanceLock> tryTake(Path file) throws IOException {
    if (!HERE.add(file)) {
      return Optional.empty();
    }
    Optional<InstanceLock> taken = Optional.empty();
    try {
      taken = open(file);
      return taken;
    } finally {
      if (taken.isEmpty()) {
        HERE.remove(file);
      }
    }
  }

  private static Optional<InstanceLock> open(Path file) throws IOException {
    Optional<Object> before;
    FileChannel channel;
    try {
      make(file);
      RegularFile.require(file, LinkOption.NOFOLLOW_LINKS);
      OwnFolder.checkOwner(file);
      before = key(file);
      channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException _) {
      return Optional.empty(); // removed by whoever has just ended
    }
    boolean held = false;
    try {
      if (channel.tryLock(LOCKED, 1, false) == null) {
        return Optional.empty();
      }
      // Whoever ends removes the file: the lock counts only if what is locked still has its name.
      held = before.equals(key(file));
      if (!held) {
        return Optional.empty();
      }
      channel.truncate(0);
      String number = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(number.getBytes(StandardCharsets.US_ASCII)), 0);
      return Optional.of(new InstanceLock(file, channel, before));
    } catch (NoSuchFileException _) {
      held = false;
      return Optional.empty();
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  private static void make(Path file) throws IOException {
    try {
      Files.createFile(file, OwnFolder.rights(file, "rw-------"));
    } catch (FileAlreadyExistsException _) {
      // left by an earlier process, or held by another
    }
  }

  /** What tells a file from another that has its name later; empty where the system has no such. */
  private static Optional<Object> key(Path file) throws IOException {
    return Optional.ofNullable(
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey());
  }

  /** The number of the process that holds a lock, as its file tells it; empty if it does not. */
  static Optional<String> holder(Path file) throws IOException {
    if (HERE.contains(file)) {
      return Optional.of(Long.toString(ProcessHandle.current().pid()));
    }
    String text =
        RegularFile.readIfExists(file, 32, LinkOption.NOFOLLOW_LINKS)
            .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip())
            .orElse("");
    return text.matches("\\d{1,12}") ? Optional.of(text) : Optional.empty();
  }

  /** True while what is locked has its name, and no other start can take another for it. */
  private boolean isNamed() throws IOException {
    return key.isPresent()
        && Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && key.equals(key(file));
  }

  /** Removes the file where that is safe, while it is locked, and gives the lock up. */
  @Override
  public void close() {
    try (channel) {
      if (isNamed()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("{}: {} was not removed", FileTrouble.reason(e), file);
    } finally {
      HERE.remove(file);
    }
  }
}
