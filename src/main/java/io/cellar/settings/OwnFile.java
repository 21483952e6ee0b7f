package io.cellar.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a small text file whole or not at all, readable by its owner only where systems tell. */
final class OwnFile {
  private OwnFile() {}

  /**
   * Replaces a file. Its folder is made when it is missing.
   *
   * @throws IOException when it cannot be written; the old file stands
   */
  static void replace(Path file, String text) throws IOException {
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
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
