package io.cellar.ui.words;

import io.cellar.engine.EngineStats.HostStats;
import io.cellar.engine.EngineStats.HostStats.Condition;
import io.cellar.input.PrintableText;
import java.time.Duration;
import java.time.Instant;

/** Hosts in words. Toolkit-free. */
public final class HostWords {
  private static final int LONGEST = 48;

  /** What an answer is called that says that there is none. */
  private static final String ANSWERED = "HTTP ";

  private HostWords() {}

  /** What people call a host, both of its ends if it is very long. */
  public static String name(HostStats host) {
    return Elision.middle(PrintableText.of(host.displayName()), LONGEST);
  }

  /**
   * What is wrong with a host and when it is tried again: {@code example.org does not answer
   * (connection refused), next try in 18 s}.
   */
  public static String trouble(HostStats host, Instant now) {
    return Words.of("host.trouble", name(host), what(host), next(host, now));
  }

  /** The same without its name. */
  public static String what(HostStats host) {
    String cause = PrintableText.of(host.cause(), LONGEST);
    return cause.isEmpty()
        ? Words.of("host.silent")
        : Words.of(cause.startsWith(ANSWERED) ? "host.refuses" : "host.silentBecause", cause);
  }

  /** When a host is tried again: {@code next try in 18 s}. */
  public static String next(HostStats host, Instant now) {
    if (host.condition() == Condition.PROBING) {
      return Words.of("host.probing");
    }
    return isCounting(host, now)
        ? Words.of("host.next", Figures.duration(wait(host, now)))
        : Words.of("host.nextWanted");
  }

  /** True while the time to the next try runs. */
  public static boolean isCounting(HostStats host, Instant now) {
    return host.condition() == Condition.LEFT_ALONE && wait(host, now).isPositive();
  }

  /** A part of a second counts as one: nobody waits for 0 s. */
  private static Duration wait(HostStats host, Instant now) {
    Duration left = Duration.between(now, host.pausedUntil().orElse(now));
    return left.isPositive() ? left.plusNanos(999_999_999) : Duration.ZERO;
  }
}
