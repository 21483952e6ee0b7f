package io.cellar.export;

import java.io.IOException;

/** A file was not written; the message names it and says what can be done. */
public final class NotWrittenException extends IOException {
  private static final long serialVersionUID = 1;
  private final boolean misnamed;

  NotWrittenException(String message, IOException cause, boolean misnamed) {
    super(message, cause);
    this.misnamed = misnamed;
  }

  /** True when nothing can be written under that name, whatever the disk does. */
  public boolean isMisnamed() {
    return misnamed;
  }
}
