package io.cellar.input;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the operating system reports of a file, in words: Java's messages are often names alone. */
public final class FileTrouble {
  private static final List<String> FULL =
      List.of(
          "no space left", // ENOSPC, also when the inodes are used up
          "quota exceeded", // EDQUOT
          "not enough space", // Windows
          "disk is full");
  private static final String TOO_LARGE = "file too large"; // EFBIG

  private FileTrouble() {}

  /** True when the disk or the quota is full, whatever the failure is wrapped in. */
  public static boolean isFull(Throwable failure) {
    return says(failure, FULL);
  }

  /** True when the disk is full, or the file longer than this computer lets it be. */
  public static boolean isNoRoom(Throwable failure) {
    return isFull(failure) || says(failure, List.of(TOO_LARGE));
  }

  /** The reason alone, without the file's name, which is told beside it. */
  public static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "access is denied";
      case FileAlreadyExistsException _ -> "there is something of that name already";
      case DirectoryNotEmptyException _ -> "a folder has that name";
      case NotDirectoryException _ -> "a file stands where a folder is expected";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      case FileSystemException _ -> "the file system gives no reason";
      default ->
          failure.getMessage() == null || failure.getMessage().isBlank()
              ? "the operating system gives no reason"
              : failure.getMessage();
    };
  }

  /**
   * One sentence for a file that could not be written: the reason first, then its name, then what
   * to do.
   */
  public static String notWritten(Path file, IOException failure) {
    IOException cause = innermost(failure);
    if (isFull(failure)) {
      return "the disk or the quota is full: "
          + file
          + " was not written; free some space, or write it elsewhere";
    }
    if (isNoRoom(failure)) {
      return "the file would be larger than this computer allows: "
          + file
          + " was not written; raise the limit (ulimit -f), or ask for less";
    }
    String why = cause instanceof NoSuchFileException ? "its folder does not exist" : reason(cause);
    return why + ": " + file + " was not written; check its folder and its permissions";
  }

  /** Writers of pictures wrap what the system says in words of their own. */
  private static IOException innermost(IOException failure) {
    IOException cause = failure;
    while (cause.getCause() instanceof IOException inner) {
      cause = inner;
    }
    return cause;
  }

  private static boolean says(Throwable failure, List<String> phrases) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String text = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
      if (phrases.stream().anyMatch(text::contains)) {
        return true;
      }
    }
    return false;
  }
}
