package io.cellar.store;

import java.io.IOException;

/**
 * The cache on disk cannot be read or written. The message names the file, what happened, and what
 * can be done.
 */
public sealed class StoreException extends IOException
    permits StoreException.DiskFull, StoreException.NotWritable {
  private static final long serialVersionUID = 1;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** No space, no inodes, or no quota left for the cache. */
  public static final class DiskFull extends StoreException {
    private static final long serialVersionUID = 1;

    public DiskFull(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The cache may be read but not written: no permission, a read-only file system, a file where a
   * folder should be, or a link that leads out of the cache. Blocks can still be shown without
   * being kept.
   */
  public static final class NotWritable extends StoreException {
    private static final long serialVersionUID = 1;

    public NotWritable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
