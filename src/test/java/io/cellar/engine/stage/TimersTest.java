package io.cellar.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimersTest {
  private static final long SECOND = 1_000_000_000L;
  private final AtomicLong clock = new AtomicLong();
  private final Timers timers = new Timers(clock::get);

  private void take(String name, long seconds, boolean succeeds) {
    try (Timers.Interval interval = timers.interval(name)) {
      clock.addAndGet(seconds * SECOND);
      if (succeeds) {
        interval.succeeded();
      }
    }
  }

  @Test
  void quartilesAreInterpolatedAndFailuresDoNotCount() {
    for (long seconds : new long[] {4, 1, 3, 2}) {
      take(Timers.READING, seconds, true);
    }
    take(Timers.READING, 9, false);
    assertEquals(
        new TimerSummary(4, 1, 1.75, 2.5, 3.25, 4, 10),
        timers.summary(Timers.READING).orElseThrow());
    assertEquals(Optional.empty(), timers.summary("unknown"));
  }

  @Test
  void reportHasAFixedOrderAndLeavesOthersOut() {
    take(Timers.WRITING, 2, true);
    take(Timers.READING, 1, true);
    take("something else", 1, true);
    timers.record(Timers.WALLTIME, 5 * SECOND);
    String[] lines = timers.report(0).split("\n");
    assertEquals("Wall clock elapsed time: 5.0 seconds", lines[0]);
    assertEquals("", lines[1]);
    assertEquals("-".repeat(32), lines[3]);
    assertEquals("reading                      1.0", lines[4]);
    assertEquals("writing                      2.0", lines[5]);
    assertEquals(6, lines.length);
    assertTrue(timers.report(1).contains("1.0         1    1.0000    1.0000"), timers.report(1));
  }

  @Test
  void manyIntervalsTakeLittleMemoryAndStayExactWhereItCounts() {
    for (int i = 1; i <= 100_000; i++) {
      timers.record(Timers.READING, i * 1000L);
    }
    TimerSummary summary = timers.summary(Timers.READING).orElseThrow();
    assertEquals(100_000, summary.n());
    assertEquals(0.1, summary.max());
    assertEquals(0.05, summary.median(), 0.002);
  }

  @Test
  void errorRecordNamesTheWorker() {
    WorkerErrorRecord record =
        new WorkerErrorRecord(
            WorkerErrorRecord.Worker.COMPUTE, OptionalInt.of(3), new IllegalStateException("x"));
    assertTrue(
        record
            .toString()
            .startsWith("Error in compute worker 3\njava.lang.IllegalStateException: x\n"));
    assertTrue(record.toString().endsWith("\n"));
    assertTrue(
        new WorkerErrorRecord(
                WorkerErrorRecord.Worker.MAIN, OptionalInt.empty(), new IllegalStateException())
            .toString()
            .startsWith("Error in main worker\n"));
  }
}
