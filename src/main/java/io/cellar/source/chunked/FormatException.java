package io.cellar.source.chunked;

import java.io.IOException;

/**
 * Metadata that says what a place is, but nothing that can be opened: broken, or of a kind that is
 * not read. The message is one line for the user: the reason first, then the file and the field.
 */
public final class FormatException extends IOException {
  private static final long serialVersionUID = 1;

  public FormatException(String message) {
    super(message);
  }

  public FormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
