package io.cellar.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads whole files, never more than a limit. */
final class SmallFiles {
  private static final int SLICE = 1 << 20;

  private SmallFiles() {}

  /** True when a failure means that there is no such file, also since a folder above is none. */
  static boolean isMissing(IOException e) {
    return e instanceof NoSuchFileException
        || (e instanceof FileSystemException f
            && String.valueOf(f.getReason()).contains("Not a directory"));
  }

  /**
   * The content of a file.
   *
   * <p>Read through a stream, which an interrupt does not close halfway, in slices, since the JDK
   * copies through a native buffer as long as what is asked for.
   *
   * @param limit the most that is read; a longer file gives its first {@code limit} bytes
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  static byte[] read(Path file, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = new byte[(int) Math.min(limit, Math.max(64, Files.size(file) + 1))];
      int length = 0;
      while (true) {
        int n = in.read(content, length, Math.min(SLICE, content.length - length));
        if (n < 0) {
          return Arrays.copyOf(content, length);
        }
        length += n;
        if (length == content.length) {
          if (length == limit) {
            return content;
          }
          content = Arrays.copyOf(content, (int) Math.min(limit, 2L * length));
        }
      }
    }
  }
}
