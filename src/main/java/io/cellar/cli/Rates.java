package io.cellar.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rates as they are typed, in SI units: {@code 20MB/s}, {@code 500kB/s}; a bare number is bytes per
 * second.
 */
final class Rates {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*([kmg]?)b?(?:/s)?");

  private Rates() {}

  /** Bytes per second. */
  static long parse(String text) {
    Matcher m = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (m.matches()) {
      double factor =
          switch (m.group(2)) {
            case "k" -> 1e3;
            case "m" -> 1e6;
            case "g" -> 1e9;
            default -> 1;
          };
      long rate = Math.round(Double.parseDouble(m.group(1)) * factor);
      if (rate > 0) {
        return rate;
      }
    }
    throw new CommandException(
        ExitCode.USAGE, "--rate " + text + ": expected a rate such as 20MB/s or 500kB/s");
  }
}
