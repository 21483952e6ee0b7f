package io.cellar.settings;

import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Small text files of the user's own. Reads what is a file, also through a link, and of a sensible
 * length; writes whole or not at all, readable by the owner only where systems tell.
 */
final class AtomicFile {
  private static final int LONGEST_BYTES = 4 << 20;

  private AtomicFile() {}

  /**
   * The text of a file.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException if it is no file, longer than 4 MiB, or not UTF-8
   */
  static String read(Path file) throws IOException {
    byte[] content = RegularFile.read(file, LONGEST_BYTES + 1);
    if (content.length > LONGEST_BYTES) {
      throw new IOException(file + " is longer than " + LONGEST_BYTES + " bytes");
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
  }

  /**
   * Replaces a file. Its folder is made when it is missing.
   *
   * @throws IOException when it cannot be written; the old file stands
   */
  static void replace(Path file, String text) throws IOException {
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.exists(target)) {
      RegularFile.require(target); // a device would be replaced
    }
    Files.createDirectories(target.getParent());
    // a temporary file of Java's is the owner's alone on POSIX systems
    Path temporary = Files.createTempFile(target.getParent(), ".cellar-", ".part");
    try {
      Files.writeString(temporary, text, StandardCharsets.UTF_8);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
