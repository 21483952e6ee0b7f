package io.cellar.job.folder;

import io.cellar.input.AtomicFile;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What the file {@code stop} asks the workers of a job for: all of them end, and none begins. */
public enum Stop {
  /** It is to go on another time. */
  PAUSE,
  /** It is given up. */
  CANCEL;

  /** What a file says; empty when there is none. What has its name and is none means a pause. */
  static Optional<Stop> read(Path file) throws IOException {
    try {
      Optional<byte[]> text = RegularFile.readIfExists(file, 16, LinkOption.NOFOLLOW_LINKS);
      return text.map(
          t -> new String(t, StandardCharsets.UTF_8).strip().equals("cancel") ? CANCEL : PAUSE);
    } catch (RegularFile.NotRegularException _) {
      return Optional.of(PAUSE);
    } catch (NoSuchFileException _) {
      return Optional.empty(); // taken off in this moment
    }
  }

  /** Writes it, see {@link JobFolder#stop(Stop)}. */
  boolean write(Path file) throws IOException {
    if (this == PAUSE && read(file).equals(Optional.of(CANCEL))) {
      return false;
    }
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      if (this == PAUSE) {
        return true; // it has them pause already
      }
      throw inTheWay(file, null);
    }
    AtomicFile.replace(file, name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    return true;
  }

  static void delete(Path file) throws IOException {
    try {
      Files.deleteIfExists(file);
    } catch (DirectoryNotEmptyException e) {
      throw inTheWay(file, e);
    }
  }

  private static UnusableJobException inTheWay(Path folder, IOException why) {
    return new UnusableJobException(
        "a folder stands where the file belongs that has workers stop: "
            + folder
            + "; move it away",
        why);
  }
}
