package io.cellar.app;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.SplittableRandom;

/**
 * What this machine needs for the least that any picture costs: a copy of its pixels, and a look-up
 * of a colour for each byte. Processor time of the thread that calls, so that other programs do not
 * count; for one thread.
 */
final class MachinePace {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

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

  /** Nanoseconds of processor time that the calling thread has used. */
  static long cpu() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
