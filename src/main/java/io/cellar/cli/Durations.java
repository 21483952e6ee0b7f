package io.cellar.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as they are typed: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 2h}; a bare number is
 * seconds.
 */
final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h)?");

  private Durations() {}

  /** Parses an option's value; empty when it was not given. */
  static Optional<Duration> parse(String option, String text) {
    if (text == null) {
      return Optional.empty();
    }
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches()) {
      throw new CommandException(
          ExitCode.USAGE, option + " " + text + ": expected a time such as 30s, 10m or 2h");
    }
    long n = Long.parseLong(m.group(1));
    return Optional.of(
        switch (m.group(2) == null ? "s" : m.group(2)) {
          case "ms" -> Duration.ofMillis(n);
          case "m", "min" -> Duration.ofMinutes(n);
          case "h" -> Duration.ofHours(n);
          default -> Duration.ofSeconds(n);
        });
  }

  /** A time for people: {@code 42 s}, {@code 3 min}, {@code 2 h}. */
  static String words(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
