package io.cellar.app;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * Processor time of the threads that make frames, in milliseconds.
 *
 * @param window the JavaFX thread: events, layout, and where there is no display the copy to it
 * @param renderer the toolkit's thread that paints windows
 * @param painters the program's threads that paint slices, and ask for blocks
 */
record ThreadWork(double window, double renderer, double painters) {

  /** Since the threads began. */
  static ThreadWork now() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double window = 0;
    double renderer = 0;
    double painters = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread == null) {
        continue;
      }
      double millis = Math.max(0, threads.getThreadCpuTime(thread.getThreadId())) / 1e6;
      String name = thread.getThreadName();
      window += name.startsWith("JavaFX Application") ? millis : 0;
      renderer += name.startsWith("QuantumRenderer") ? millis : 0;
      painters += name.startsWith("painter") ? millis : 0;
    }
    return new ThreadWork(window, renderer, painters);
  }

  ThreadWork since(ThreadWork begun) {
    return new ThreadWork(
        window - begun.window, renderer - begun.renderer, painters - begun.painters);
  }

  ThreadWork per(int pulses) {
    return new ThreadWork(window / pulses, renderer / pulses, painters / pulses);
  }
}
