package io.cellar.app;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;

/**
 * What this machine needs for the least that any picture costs: a copy of its pixels, and a look-up
 * of a colour for each byte. Processor time of the thread that calls, so that other programs do not
 * count; for one thread.
 */
final class MachinePace {
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private static final int PAGE = 4096;

  /** More than the allocator would keep for the next one that asks. */
  private static final int FRESH_PAGES = 40 << 20 >> 12;

  private final int[] table = new int[256];
  private final byte[] values;
  private final int[] from;
  private final int[] to;

  /** For pictures of so many pixels. */
  MachinePace(int pixels) {
    values = new byte[pixels];
    from = new int[pixels];
    to = new int[pixels];
    SplittableRandom random = new SplittableRandom(pixels);
    random.nextBytes(values);
    for (int i = 0; i < table.length; i++) {
      table[i] = 0xff000000 | i * 0x010101;
    }
  }

  /** Nanoseconds of a copy. */
  long copy() {
    long begun = cpu();
    System.arraycopy(from, 0, to, 0, to.length);
    return cpu() - begun;
  }

  /** Nanoseconds of a look-up of all pixels, one after another. */
  long lookUp() {
    long begun = cpu();
    lookUp(values, table, from);
    return cpu() - begun;
  }

  private static void lookUp(byte[] values, int[] table, int[] out) {
    for (int i = 0; i < values.length; i++) {
      out[i] = table[values[i] & 0xff];
    }
  }

  /**
   * Nanoseconds until a page of memory that nobody had before is there, filled with zeros: what
   * each page of garbage costs until the garbage collector has memory to hand out again.
   */
  static long freshPage() {
    long begun = cpu();
    try (Arena arena = Arena.ofConfined()) {
      arena.allocate((long) FRESH_PAGES * PAGE);
      return (cpu() - begun) / FRESH_PAGES;
    }
  }

  /** Bytes of the heap that the calling thread has taken. */
  static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** Nanoseconds of processor time that the calling thread has used. */
  static long cpu() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
