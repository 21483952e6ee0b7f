package io.cellar.input;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces files whole or not at all: the content goes to a temporary file beside the target, to
 * the disk, and only then under its name.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /** Fills a file that is there and empty. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path part) throws IOException;
  }

  /** As {@link #replace(Path, Content)}, with these bytes. */
  public static void replace(Path file, byte[] content) throws IOException {
    replace(file, part -> Files.write(part, content));
  }

  /**
   * Replaces a file, or makes it, in a folder that is there. Where systems tell owners, it is the
   * owner's alone. A link of that name is replaced, and what it leads to stays as it is.
   *
   * @throws IOException when it cannot be written; the old file stands, and nothing is left beside
   *     it
   */
  public static void replace(Path file, Content content) throws IOException {
    // a temporary file of Java's is the owner's alone on POSIX systems
    Path part = Files.createTempFile(file.toAbsolutePath().getParent(), ".cellar-", ".part");
    try {
      content.writeTo(part);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
