package io.cellar.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads files that somebody else may have put there. A FIFO or a device would let an open wait for
 * ever, a link could lead anywhere, a file can be of any length: so it is looked at first, and no
 * more than a limit is read.
 */
public final class RegularFile {
  private static final int SLICE = 1 << 20;

  private RegularFile() {}

  /**
   * Looks at a file without opening it.
   *
   * @param links {@link LinkOption#NOFOLLOW_LINKS} where a link is not accepted either, as for all
   *     names inside a cache
   * @throws NoSuchFileException if there is none
   * @throws NotRegularException if it is something else
   */
  public static BasicFileAttributes require(Path file, LinkOption... links) throws IOException {
    return regular(file, Files.readAttributes(file, BasicFileAttributes.class, links));
  }

  /**
   * The same for a file that may well be missing, which then is no error.
   *
   * @return the content as {@link #read(Path, int, LinkOption...)} gives it; empty if there is none
   */
  public static Optional<byte[]> readIfExists(Path file, int limit, LinkOption... links)
      throws IOException {
    BasicFileAttributes found =
        file.getFileSystem()
            .provider()
            .readAttributesIfExists(file, BasicFileAttributes.class, links);
    if (found == null) {
      return Optional.empty();
    }
    return Optional.of(read(file, regular(file, found).size(), limit, links));
  }

  private static BasicFileAttributes regular(Path file, BasicFileAttributes found)
      throws NotRegularException {
    if (!found.isRegularFile()) {
      throw new NotRegularException(file, kind(found));
    }
    return found;
  }

  private static String kind(BasicFileAttributes found) {
    return found.isDirectory()
        ? "a folder"
        : found.isSymbolicLink() ? "a link" : "a device or pipe";
  }

  /** There is something of that name, but no file. The reason reads "is a folder, not a file". */
  public static final class NotRegularException extends FileSystemException {
    private static final long serialVersionUID = 1;

    NotRegularException(Path file, String kind) {
      super(file.toString(), null, "is " + kind + ", not a file");
    }
  }

  /**
   * The start of a file that was looked at, in one piece where it is short.
   *
   * @param buffer filled from its start
   * @param most bytes that are read
   * @return how many were read; fewer than asked for where the file ends before
   */
  public static int read(Path file, byte[] buffer, int most, LinkOption... links)
      throws IOException {
    try (InputStream in = Files.newInputStream(file, links)) {
      int length = 0;
      while (length < most) {
        int n = in.read(buffer, length, Math.min(SLICE, most - length));
        if (n < 0) {
          break;
        }
        length += n;
      }
      return length;
    }
  }

  /**
   * The content of a file, after {@link #require}.
   *
   * <p>Read through a stream, which an interrupt does not close halfway, in slices, since the JDK
   * copies through a native buffer as long as what is asked for.
   *
   * <p>What is appended meanwhile is not read; a file that has no length, as some file systems have
   * them, is read to its end.
   *
   * @param limit the most that is read, in bytes; a longer file gives its first {@code limit} bytes
   * @throws NoSuchFileException if there is none
   * @throws NotRegularException if it is a folder, a device, a pipe, or a link that is not accepted
   */
  public static byte[] read(Path file, int limit, LinkOption... links) throws IOException {
    return read(file, require(file, links).size(), limit, links);
  }

  private static byte[] read(Path file, long size, int limit, LinkOption... links)
      throws IOException {
    try (InputStream in = Files.newInputStream(file, links)) {
      byte[] content = new byte[(int) Math.min(limit, size > 0 ? size : 64)];
      int length = 0;
      while (true) {
        int n = in.read(content, length, Math.min(SLICE, content.length - length));
        if (n < 0) {
          return Arrays.copyOf(content, length);
        }
        length += n;
        if (length == content.length) {
          if (length == limit || length == size) {
            return content;
          }
          content = Arrays.copyOf(content, (int) Math.min(limit, 2L * length));
        }
      }
    }
  }
}
