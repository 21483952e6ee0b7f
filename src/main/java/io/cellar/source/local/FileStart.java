package io.cellar.source.local;

import io.cellar.input.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first bytes of a file, by which its kind is known. */
final class FileStart {
  /** Enough for what kinds of files are known by. */
  static final int BYTES = 4096;

  private FileStart() {}

  /**
   * Reads no more than is needed.
   *
   * @return up to {@link #BYTES}
   * @throws IOException if it is no regular file, or cannot be read
   */
  static byte[] bytes(Path file) throws IOException {
    RegularFile.require(file);
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(BYTES);
    }
  }

  /** The same as text, whatever it is. */
  static String text(Path file) throws IOException {
    return text(bytes(file));
  }

  static String text(byte[] start) {
    String text = new String(start, StandardCharsets.UTF_8);
    return (text.startsWith("\uFEFF") ? text.substring(1) : text).stripLeading();
  }
}
