package io.cellar.volume;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;

/**
 * Amounts as people read them, in the window and on the command line: grouped as the locale does,
 * sizes in binary units, rates in decimal units.
 */
public final class Amounts {
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final String[] DECIMAL = {"B/s", "kB/s", "MB/s", "GB/s", "TB/s"};

  private Amounts() {}

  /** A count: {@code 12,345}. */
  public static String count(long n) {
    return NumberFormat.getIntegerInstance(locale()).format(n);
  }

  /** Bytes with three significant digits: {@code 1.41 GiB}. */
  public static String bytes(double bytes) {
    return scaled(bytes, 1024, BINARY);
  }

  /** Bytes per second with three significant digits: {@code 41.2 MB/s}. */
  public static String rate(double bytesPerSecond) {
    return scaled(bytesPerSecond, 1000, DECIMAL);
  }

  private static String scaled(double value, double step, String[] units) {
    int unit = 0;
    double rest = value;
    while (rest >= step && unit < units.length - 1) {
      rest /= step;
      unit++;
    }
    if (unit > 0 && Math.round(rest) >= step && unit < units.length - 1) {
      rest /= step;
      unit++;
    }
    int digits = unit == 0 || rest >= 100 ? 0 : rest >= 10 ? 1 : 2;
    return decimals(rest, digits) + " " + units[unit];
  }

  /** A number with exactly so many decimals. */
  public static String decimals(double value, int digits) {
    NumberFormat format = NumberFormat.getNumberInstance(locale());
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(value);
  }

  /** A time, rounded: {@code 4 s}, {@code 3 min}, {@code 2 h}. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 100) {
      return count(seconds) + " s";
    }
    return seconds < 6000 ? count((seconds + 30) / 60) + " min" : count(seconds / 3600) + " h";
  }

  private static Locale locale() {
    return Locale.getDefault(Locale.Category.FORMAT);
  }
}
