package io.cellar.slice;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays of pixels that are used again: a full screen is 8 MB, and a new one for each frame would
 * keep the garbage collector busy with what is hardest for it. Thread-safe.
 */
final class PixelPool {
  /** One that is seen, one that leaves the screen, one that comes, one that is painted. */
  private static final int MOST = 4;

  private final Deque<int[]> free = new ArrayDeque<>();

  /** An array of exactly that length, holding whatever was in it. */
  synchronized int[] take(int length) {
    free.removeIf(argb -> argb.length != length);
    return free.isEmpty() ? new int[length] : free.pop();
  }

  /** Takes an array back that nobody uses any more. */
  synchronized void give(int[] argb) {
    if (free.size() < MOST) {
      free.push(argb);
    }
  }
}
