package io.cellar.engine.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
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

  public static final String INSERT_READBUFFER = "insert_readbuffer";
  public static final String POP_READBUFFER = "pop_readbuffer";
  public static final String INSERT_COMPUTEBUFFER = "insert_computebuffer";
  public static final String POP_COMPUTEBUFFER = "pop_computebuffer";

  /** The whole of a piece of work. */
  public static final String WALLTIME = "walltime";

  private static final List<String> REPORTED =
      List.of(
          READING,
          "startcomputeworkers",
          USERFUNCTION,
          WRITING,
          "pyramids",
          "basicstats",
          "stats+histogram",
          "histogram",
          "beforeclose",
          INSERT_READBUFFER,
          POP_READBUFFER,
          INSERT_COMPUTEBUFFER,
          POP_COMPUTEBUFFER);

  private final LongSupplier nanos;
  private final long started;
  private final Map<String, Durations> good = new ConcurrentSkipListMap<>();
  private final Map<String, Durations> failed = new ConcurrentSkipListMap<>();

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

    /** To be called at the end of the body; without it the interval counts as failed. */
    public void succeeded() {
      succeeded = true;
    }

    @Override
    public void close() {
      record(name, nanos.getAsLong() - start, succeeded);
    }
  }

  /** Starts to measure; what ends without {@link Interval#succeeded} is counted separately. */
  public Interval interval(String name) {
    return new Interval(name);
  }

  /** Notes one interval. */
  public void record(String name, long tookNanos, boolean succeeded) {
    (succeeded ? good : failed).computeIfAbsent(name, n -> new Durations()).add(tookNanos);
  }

  /** Adds what another one has noted; the two stay independent. */
  public void merge(Timers other) {
    other.good.forEach((name, from) -> good.computeIfAbsent(name, n -> new Durations()).add(from));
    other.failed.forEach(
        (name, from) -> failed.computeIfAbsent(name, n -> new Durations()).add(from));
  }

  /** What succeeded under a name; empty when nothing did. */
  public Optional<TimerSummary> summary(String name) {
    return Optional.ofNullable(good.get(name)).map(Durations::summary);
  }

  /** What failed under a name; empty when nothing did. */
  public Optional<TimerSummary> failures(String name) {
    return Optional.ofNullable(failed.get(name)).map(Durations::summary);
  }

  /** Names under which something was noted. */
  public List<String> names() {
    List<String> names = new ArrayList<>(good.keySet());
    failed.keySet().stream().filter(n -> !good.containsKey(n)).forEach(names::add);
    return names;
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
}
