package io.cellar.job.folder;

import java.io.IOException;

/**
 * A job that is not there, is not the user's, or cannot be worked on as it is; the message says
 * why, and what to do.
 */
public final class UnusableJobException extends IOException {
  private static final long serialVersionUID = 1;

  public UnusableJobException(String message) {
    super(message);
  }

  public UnusableJobException(String message, Throwable cause) {
    super(message, cause);
  }
}
