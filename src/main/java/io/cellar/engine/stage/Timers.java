package io.cellar.engine.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How long the stages of the pipeline take. Thread-safe. Totals add up over threads, so they may
 * exceed the wall clock.
 */
public final class Timers {
  /** Fetching a block from its source. */
  public static final String READING = "reading";

  /** Verifying and decoding a block. */
  public static final String USERFUNCTION = "userfunction";

  /** Publishing a block on disk. */
  public static final String WRITING = "writing";

  /** Waiting for a decode permit. */
  public static final String POP_READBUFFER = "pop_readbuffer";

  /** Waiting for a place in the write queue. */
  public static final String INSERT_COMPUTEBUFFER = "insert_computebuffer";

  /** Waiting in the write queue. */
  public static final String POP_COMPUTEBUFFER = "pop_computebuffer";

  /** The whole of a piece of work. */
  public static final String WALLTIME = "walltime";

  private static final List<String> REPORTED =
      List.of(
          READING, USERFUNCTION, WRITING, POP_READBUFFER, INSERT_COMPUTEBUFFER, POP_COMPUTEBUFFER);

  private final LongSupplier nanos;
  private final long started;
  private final Map<String, Durations> durations = new ConcurrentHashMap<>();

  /** Timers that read a clock of nanoseconds. */
  public Timers(LongSupplier nanos) {
    this.nanos = nanos;
    this.started = nanos.getAsLong();
  }

  /** One interval that is being measured; ends when closed. */
  public final class Interval implements AutoCloseable {
    private final String name;
    private final long start = nanos.getAsLong();
    private boolean succeeded;

    private Interval(String name) {
      this.name = name;
    }

    /** To be called at the end of the body; without it the interval does not count. */
    public void succeeded() {
      succeeded = true;
    }

    @Override
    public void close() {
      if (succeeded) {
        record(name, nanos.getAsLong() - start);
      }
    }
  }

  /** Starts to measure. */
  public Interval interval(String name) {
    return new Interval(name);
  }

  /** Notes one interval. */
  public void record(String name, long tookNanos) {
    Durations noted = durations.get(name);
    if (noted == null) {
      noted = durations.computeIfAbsent(name, _ -> new Durations());
    }
    noted.add(tookNanos);
  }

  /** What was noted under a name; empty when nothing was. */
  public Optional<TimerSummary> summary(String name) {
    return Optional.ofNullable(durations.get(name)).map(Durations::summary);
  }

  /** Names under which something was noted, in alphabetical order. */
  public List<String> names() {
    return durations.keySet().stream().sorted().toList();
  }

  /**
   * A table of the totals in seconds, in a fixed order; other names are left out.
   *
   * @param level 1 adds number, minimum, quartiles and maximum to each line
   */
  public String report(int level) {
    double wall =
        summary(WALLTIME).map(TimerSummary::total).orElse((nanos.getAsLong() - started) / 1e9);
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "Wall clock elapsed time: %.1f seconds\n\n", wall));
    text.append(String.format(Locale.ROOT, "%-20s    %8s", "Timer", "Total"));
    text.append(level > 0 ? TimerSummary.HEADINGS : "").append('\n');
    text.append("-".repeat(32)).append('\n');
    for (String name : REPORTED) {
      summary(name).ifPresent(timer -> text.append(line(name, timer, level)));
    }
    return text.toString();
  }

  private static String line(String name, TimerSummary timer, int level) {
    String columns = level > 0 ? timer.columns() : "";
    return String.format(Locale.ROOT, "%-20s    %8.1f%s\n", name, timer.total(), columns);
  }

  /**
   * Durations of one name. Number, extremes and total are exact; quartiles are exact up to {@value
   * #SAMPLE} intervals, and taken from an even sample of that size beyond, so that a job of
   * millions of blocks stays small. Thread-safe.
   */
  private static final class Durations {
    private static final int SAMPLE = 16_384;

    private final Random random = new Random(1);
    private long[] sample = new long[16];
    private int kept;
    private long n;
    private long total;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    synchronized void add(long nanos) {
      n++;
      total += nanos;
      min = Math.min(min, nanos);
      max = Math.max(max, nanos);
      keep(nanos);
    }

    synchronized TimerSummary summary() {
      long[] sorted = Arrays.copyOf(sample, kept);
      Arrays.sort(sorted);
      return new TimerSummary(
          n,
          min / 1e9,
          quantile(sorted, 0.25),
          quantile(sorted, 0.5),
          quantile(sorted, 0.75),
          max / 1e9,
          total / 1e9);
    }

    private void keep(long nanos) {
      if (kept < SAMPLE) {
        if (kept == sample.length) {
          sample = Arrays.copyOf(sample, Math.min(SAMPLE, 2 * kept));
        }
        sample[kept++] = nanos;
        return;
      }
      long place = random.nextLong(n);
      if (place < SAMPLE) {
        sample[(int) place] = nanos;
      }
    }

    private static double quantile(long[] sorted, double q) {
      double place = q * (sorted.length - 1);
      int below = (int) place;
      int above = Math.min(below + 1, sorted.length - 1);
      return (sorted[below] + (place - below) * (sorted[above] - sorted[below])) / 1e9;
    }
  }
}
