package io.cellar.store;

import java.io.IOException;

/**
 * The cache on disk cannot be read or written. The message names the file, what happened, and what
 * can be done.
 */
public sealed class StoreException extends IOException permits StoreException.DiskFull {
  private static final long serialVersionUID = 1;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** No space, or no inodes, left for the cache. */
  public static final class DiskFull extends StoreException {
    private static final long serialVersionUID = 1;

    public DiskFull(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
