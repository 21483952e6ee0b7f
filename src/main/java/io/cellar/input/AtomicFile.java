package io.cellar.input;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replaces files whole or not at all: the content goes to a temporary file beside the target, to
 * the disk, and only then under its name.
 */
public final class AtomicFile {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(
          Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

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
    Path part = create(file.toAbsolutePath().getParent());
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

  /** As {@link Files#createTempFile} would, whose random numbers cost more than all the rest. */
  private static Path create(Path folder) throws IOException {
    String random = Long.toUnsignedString(ThreadLocalRandom.current().nextLong());
    Path part = folder.resolve(".cellar-" + random + ".part");
    return part.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? Files.createFile(part, OWNER_ONLY)
        : Files.createFile(part);
  }
}
