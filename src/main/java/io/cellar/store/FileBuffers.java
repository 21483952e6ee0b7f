package io.cellar.store;

import java.util.concurrent.ArrayBlockingQueue;

/**
 * Arrays that files are read into, used again and again, since making one costs as much as filling
 * it. Thread-safe.
 */
final class FileBuffers {
  /** No more are kept than threads read at once in all likelihood, and no larger ones. */
  private static final int MOST = 8;

  private static final int LARGEST = 4 << 20;

  private final ArrayBlockingQueue<byte[]> free = new ArrayBlockingQueue<>(MOST);

  /** An array of at least a length, of any content. */
  byte[] take(int length) {
    byte[] buffer = free.poll();
    return buffer != null && buffer.length >= length ? buffer : new byte[length];
  }

  /** Takes an array back that nobody uses any more. */
  void give(byte[] buffer) {
    if (buffer.length <= LARGEST) {
      free.offer(buffer);
    }
  }
}
