package io.cellar.source.local;

import io.cellar.input.PrintableText;
import java.io.IOException;
import java.nio.file.Path;

/** Says what files are that Cellar does not read, and what to do with them. */
public final class NotAVolume {
  private NotAVolume() {}

  /**
   * A line for the user.
   *
   * @throws IOException if the file cannot be read
   */
  public static String message(Path file) throws IOException {
    return message(FileStart.bytes(file), file.toString());
  }

  /**
   * The same for what was read already.
   *
   * @param start of the content: 512 bytes tell most kinds
   * @param name of the file, or its address without secrets
   */
  public static String message(byte[] start, String name) {
    return PrintableText.of(FileKind.of(start, name).words() + " (" + name + ")");
  }
}
