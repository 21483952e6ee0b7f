package io.cellar.job.folder;

import io.cellar.input.FileTrouble;
import io.cellar.input.Json;
import io.cellar.input.RegularFile;
import io.cellar.input.RegularFile.NotRegularException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The folder in which the workers of a job say that they live, each in a file of its own that is
 * replaced as a whole. How long ago that was is told by the file system's clock alone, since the
 * clocks of several computers differ. Touches the disk.
 */
public final class WorkerFiles {
  private static final int LONGEST = 1 << 20;
  private static final String ENDING = ".json";

  private final Path folder;
  private final Duration lease;

  WorkerFiles(Path folder, Duration lease) {
    this.folder = folder;
    this.lease = lease;
  }

  /** The folder, in which workers keep other files under their ids too. */
  Path folder() {
    return folder;
  }

  /**
   * What one worker said, and how it is with it now.
   *
   * @param status as it was said last
   * @param lives whether it is still there, as far as can be told
   */
  public record Seen(WorkerStatus status, boolean lives) {}

  /**
   * Says that a worker lives, or why it has ended. The last words go over the ones before where a
   * full disk has no room for both.
   */
  public void say(WorkerStatus status) throws IOException {
    Path part = folder.resolve("." + status.id() + ".part");
    byte[] text = (Json.text(status.json()) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      Files.write(
          part,
          text,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);
      Files.move(
          part,
          file(status.id()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      if (status.state() != WorkerStatus.State.ENDED || !FileTrouble.isFull(e)) {
        throw e;
      }
      writeOver(file(status.id()), text, e);
    }
  }

  /** Writes where there is room already: nobody else does to this file, and it is the last time. */
  private static void writeOver(Path file, byte[] text, IOException full) throws IOException {
    try {
      long before = RegularFile.require(file, LinkOption.NOFOLLOW_LINKS).size();
      byte[] padded = Arrays.copyOf(text, (int) Math.max(text.length, Math.min(before, LONGEST)));
      Arrays.fill(padded, text.length, padded.length, (byte) ' ');
      Files.write(file, padded, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      full.addSuppressed(e);
      throw full;
    }
  }

  /** The workers that there are or were; files that say nothing are passed over. */
  public List<Seen> all() throws IOException {
    return look(files());
  }

  /** The same but for the one who asks. */
  public List<Seen> others(String asking) throws IOException {
    List<Path> files = files();
    files.remove(file(asking));
    return files.isEmpty() ? List.of() : look(files);
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, WorkerFiles::isStatus)) {
      all.forEach(files::add);
      return files;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean isStatus(Path file) {
    return file.getFileName().toString().endsWith(ENDING);
  }

  private List<Seen> look(List<Path> files) throws IOException {
    List<Seen> seen = new ArrayList<>();
    Optional<Instant> now = newest();
    for (Path file : files) {
      try {
        WorkerStatus status = WorkerStatus.of(JsonObject.read(file, LONGEST));
        seen.add(new Seen(status, lives(status, file, now)));
      } catch (NoSuchFileException
          | NotRegularException
          | AccessDeniedException
          | IllegalArgumentException _) {
        continue; // replaced in this moment, no worker's, or spoilt: then it says so again
      }
    }
    return seen;
  }

  /**
   * Whether a worker is known to be gone: it has ended, its process is, or it was silent for longer
   * than a lease. Asked by a worker that has just said that it lives itself, so that its own file
   * tells the file system's time.
   *
   * @param asking id of who asks
   */
  public boolean isGone(String worker, String asking) throws IOException {
    try {
      WorkerStatus status = WorkerStatus.of(JsonObject.read(file(worker), LONGEST));
      return !lives(status, file(worker), Optional.of(modified(file(asking))));
    } catch (NoSuchFileException | NotRegularException | IllegalArgumentException _) {
      return true; // a worker speaks before it takes anything
    }
  }

  private boolean lives(WorkerStatus status, Path file, Optional<Instant> now) throws IOException {
    if (status.state() == WorkerStatus.State.ENDED || status.process().isDead()) {
      return false;
    }
    Instant said = modified(file);
    return now.isEmpty() || Duration.between(said, now.get()).compareTo(lease) <= 0;
  }

  /**
   * The time of the file system as a file tells that is made now; empty where none can be made,
   * such as in a folder of another user.
   */
  private Optional<Instant> newest() {
    try {
      Path clock = Files.createTempFile(folder, ".clock-", ".part");
      try {
        return Optional.of(modified(clock));
      } finally {
        Files.deleteIfExists(clock);
      }
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Instant modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
  }

  private Path file(String worker) {
    return folder.resolve(worker + ENDING);
  }
}
