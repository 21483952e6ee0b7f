package io.cellar.codec;

import java.io.IOException;

/**
 * Stored bytes that cannot be decoded. The message has one line and begins with "a chunk" or the
 * like.
 */
public final class CodecException extends IOException {
  private static final long serialVersionUID = 1;

  public CodecException(String reason) {
    super(reason);
  }

  public CodecException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
