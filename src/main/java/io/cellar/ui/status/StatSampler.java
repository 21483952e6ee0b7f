package io.cellar.ui.status;

import io.cellar.engine.EngineStats;
import io.cellar.engine.Latency;
import io.cellar.engine.Measures;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Notes rate and latency once a second, for the plots. Toolkit-free; for one thread. */
final class StatSampler {
  static final int RATE = 0;
  static final int MEDIAN = 1;
  static final int P95 = 2;
  private static final int FIGURES = 3;
  private static final int SECONDS = 240;

  private final History history = new History(FIGURES, SECONDS);
  private Measures newest = Measures.NONE;
  private long last;
  private boolean begun;

  History history() {
    return history;
  }

  /** What was measured at the last sample. */
  Measures measures() {
    return newest;
  }

  /**
   * Takes a sample when the last one is a second old.
   *
   * @param nanos now
   * @param measures asked for when a sample is taken
   * @return whether one was taken
   */
  boolean look(long nanos, EngineStats stats, Supplier<Measures> measures) {
    if (begun && nanos - last < TimeUnit.SECONDS.toNanos(1)) {
      return false;
    }
    // The beat is kept even if a frame came late. What was missed was as before if something still
    // comes; else nobody looked because nothing came.
    long missed = begun ? TimeUnit.NANOSECONDS.toSeconds(nanos - last) - 1 : 0;
    boolean same = begun && history.at(RATE, 0) > 0 && stats.bytesPerSecond() > 0;
    for (long n = Math.min(missed, SECONDS); n > 0; n--) {
      history.add(
          same ? history.at(RATE, 0) : 0,
          same ? history.at(MEDIAN, 0) : Double.NaN,
          same ? history.at(P95, 0) : Double.NaN);
    }
    last = begun ? last + TimeUnit.SECONDS.toNanos(missed + 1) : nanos;
    begun = true;
    newest = measures.get();
    Latency latency = newest.latency();
    boolean known = latency.requests() > 0;
    history.add(
        stats.bytesPerSecond(),
        known ? latency.median() : Double.NaN,
        known ? latency.p95() : Double.NaN);
    return true;
  }
}
