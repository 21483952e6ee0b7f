package io.cellar.codec;

import java.lang.management.ManagementFactory;

/** How much memory decoding takes. */
final class Memory {
  private Memory() {}

  /** Bytes of all objects that this thread has ever made. */
  static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
