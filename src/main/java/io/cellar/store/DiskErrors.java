package io.cellar.store;

import io.cellar.hdf5.Hdf5Exception;
import io.cellar.input.FileTrouble;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Turns what the operating system reports into words, and tells a full disk from other errors. */
final class DiskErrors {
  private static final List<String> READ_ONLY =
      List.of("read-only file system", "operation not permitted", "write protected");

  private DiskErrors() {}

  /**
   * The exception for a failed write.
   *
   * @param doing such as {@code cannot keep block 17}
   * @param file what was written
   * @param bytes how much was to be written
   */
  static StoreException writing(String doing, Path file, long bytes, IOException cause) {
    if (cause instanceof StoreException already) {
      return already;
    }
    String what = doing + " (" + file + "): ";
    if (isFull(file, bytes, cause)) {
      return new StoreException.DiskFull(
          what
              + "the disk or the quota is full ("
              + reason(cause)
              + "). Free some space, or move the cache to another disk.",
          cause);
    }
    if (isNotWritable(cause)) {
      return new StoreException.NotWritable(
          what
              + "the cache folder cannot be written ("
              + reason(cause)
              + "). Check the folder and its permissions; blocks are shown but not kept meanwhile.",
          cause);
    }
    return new StoreException(what + reason(cause), cause);
  }

  /** The exception for a failed read. */
  static StoreException reading(String doing, Path file, IOException cause) {
    if (cause instanceof StoreException already) {
      return already;
    }
    String hint =
        cause instanceof Hdf5Exception
            ? ". The file is left as it is."
            : ". Check the disk and its permissions.";
    return new StoreException(doing + " (" + file + "): " + reason(cause) + hint, cause);
  }

  /** True when a failure means that there is no such file, also since a folder above is none. */
  static boolean isMissing(IOException e) {
    return e instanceof NoSuchFileException
        || (e instanceof FileSystemException f
            && String.valueOf(f.getReason()).contains("Not a directory"));
  }

  /** What happened, without the path that messages name already. */
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException a ->
          a.getReason() == null ? "access denied" : a.getFile() + " " + a.getReason();
      case NotDirectoryException n -> n.getFile() + " is not a folder";
      case FileAlreadyExistsException f -> f.getFile() + " is not a folder";
      case RegularFile.NotRegularException r -> r.getFile() + " " + r.getReason();
      case ClosedByInterruptException _ -> "interrupted";
      default -> e.getMessage() == null ? FileTrouble.reason(e) : e.getMessage();
    };
  }

  private static boolean isFull(Path file, long bytes, IOException e) {
    if (FileTrouble.isFull(e)) {
      return true;
    }
    // The message may be in the system's language; the free space is not.
    return e.getClass() != AccessDeniedException.class && usable(file) < bytes;
  }

  private static boolean isNotWritable(IOException e) {
    return e instanceof AccessDeniedException
        || e instanceof NotDirectoryException
        || e instanceof FileAlreadyExistsException
        || says(e, READ_ONLY)
        || says(e, List.of("not a directory"));
  }

  private static boolean says(IOException e, List<String> phrases) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return phrases.stream().anyMatch(text::contains);
  }

  private static long usable(Path file) {
    Path folder = file.getParent();
    while (folder != null && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    try {
      return folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
    } catch (IOException _) {
      return Long.MAX_VALUE; // not known: not the reason
    }
  }
}
