package io.cellar.hdf5;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the work on headers, groups and heaps of one file, and so time and memory: structures that
 * point at themselves, or fan out without end, use it up and fail. Enough to look at every object
 * of a file with some hundred thousand of them. Thread-safe.
 */
final class Effort {
  private static final long MOST = 8_000_000;
  private static final int BYTES_A_STEP = 64;

  private final AtomicLong spent = new AtomicLong();

  /** Notes that one thing of that many bytes is looked at. */
  void spend(long bytes) throws Hdf5Exception {
    if (spent.addAndGet(1 + bytes / BYTES_A_STEP) > MOST) {
      throw new Hdf5Exception(
          Hdf5Exception.Problem.TOO_LARGE, "the file's groups and headers have no end");
    }
  }
}
