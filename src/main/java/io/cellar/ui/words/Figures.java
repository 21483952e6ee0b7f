package io.cellar.ui.words;

import io.cellar.volume.Amounts;
import io.cellar.volume.DType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;

/**
 * Figures as the user reads them: sizes in binary units, rates in decimal units, grouped numbers.
 */
public final class Figures {
  /** As many digits as a float has. */
  private static final MathContext SIGNIFICANT = new MathContext(7, RoundingMode.HALF_EVEN);

  private Figures() {}

  /** A count, grouped as the locale does. */
  public static String count(long n) {
    return Amounts.count(n);
  }

  /** Bytes in binary units with three significant digits: {@code 1.41 GiB}. */
  public static String bytes(long bytes) {
    return Amounts.bytes(bytes);
  }

  /** Bytes per second in decimal units: {@code 41.2 MB/s}. */
  public static String rate(double bytesPerSecond) {
    return Amounts.rate(bytesPerSecond);
  }

  /** A share from 0 to 1 as a percentage; only nothing is 0 % and only all is 100 %. */
  public static String percent(double share) {
    double percent = share * 100;
    if (percent <= 0 || percent >= 100) {
      return decimals(Math.max(0, Math.min(100, percent)), 0) + " %";
    }
    if (percent < 0.01) {
      return "< " + decimals(0.01, 2) + " %";
    }
    if (percent > 99.9) {
      return "> " + decimals(99.9, 1) + " %";
    }
    return decimals(percent, percent < 1 ? 2 : 1) + " %";
  }

  /** A number with exactly so many decimals. */
  public static String decimals(double value, int digits) {
    return Amounts.decimals(value, digits);
  }

  /** A length for a scale bar or a voxel size: no needless digits. */
  public static String length(double value) {
    NumberFormat format = NumberFormat.getNumberInstance(locale());
    format.setMaximumFractionDigits(
        value >= 1 ? 3 : (int) Math.min(15, 3 - Math.floor(Math.log10(Math.max(value, 1e-12)))));
    return format.format(value);
  }

  /** A zoom: device pixels per voxel as a percentage. */
  public static String zoom(double pixelsPerVoxel) {
    double percent = pixelsPerVoxel * 100;
    int digits = percent >= 10 ? 0 : percent >= 1 ? 1 : percent >= 0.1 ? 2 : 3;
    return decimals(percent, digits) + " %";
  }

  /** A voxel's value: integers in full, floating point with seven significant digits. */
  public static String value(Number value, DType dtype) {
    if (dtype.kind() != DType.Kind.FLOAT) {
      return NumberFormat.getIntegerInstance(locale()).format(value);
    }
    double v = value.doubleValue();
    if (Double.isNaN(v) || Double.isInfinite(v)) {
      return Double.toString(v);
    }
    return limit(v);
  }

  /** A limit of a display range, short and exact enough to be typed again. */
  public static String limit(double v) {
    double size = Math.abs(v);
    if (v == Math.rint(v) && size < 1e15) {
      return decimals(v, 0);
    }
    DecimalFormat format = (DecimalFormat) NumberFormat.getNumberInstance(locale());
    format.applyPattern(size < 1e-3 || size >= 1e7 ? "0.######E0" : "#,##0.##########");
    return format.format(new BigDecimal(v).round(SIGNIFICANT));
  }

  /** A short time with two or three digits: {@code 3.1 ms}, {@code 820 ms}, {@code 1.4 s}. */
  public static String seconds(double seconds) {
    double millis = seconds * 1000;
    if (millis < 999.5) {
      return decimals(millis, millis >= 9.95 ? 0 : 1) + " ms";
    }
    return seconds < 99.5
        ? decimals(seconds, 1) + " s"
        : duration(Duration.ofSeconds((long) seconds));
  }

  /** A time from now, rounded: {@code 4 s}, {@code 3 min}, {@code 2 h}. */
  public static String duration(Duration duration) {
    return Amounts.duration(duration);
  }

  /** A time to wait, coarse enough to be calm: {@code 3 min}, {@code 1.5 h}, {@code 4 days}. */
  public static String about(Duration duration) {
    Coarse coarse = Coarse.of(duration);
    return Words.of("about." + coarse.unit, coarse.argument());
  }

  /**
   * A time to wait that cannot be told exactly: {@code 12–20 min}, {@code 50 min – 1.5 h}; the same
   * as {@link #about(Duration)} where both are the same.
   */
  public static String about(Duration least, Duration most) {
    Coarse from = Coarse.of(least);
    Coarse to = Coarse.of(most);
    if (from.equals(to)) {
      return about(least);
    }
    return from.unit.equals(to.unit)
        ? Words.of("about.range." + from.unit, from.number(), to.number())
        : Words.of("about.range", about(least), about(most));
  }

  /**
   * A time as it is told, coarsely.
   *
   * @param unit its word in the message bundle
   * @param value in that unit, with one decimal at most
   */
  private record Coarse(String unit, double value) {
    static Coarse of(Duration duration) {
      long minutes = Math.max(1, (duration.toSeconds() + 30) / 60);
      if (minutes < 55) {
        return new Coarse("minutes", minutes < 10 ? minutes : (minutes + 2) / 5 * 5);
      }
      double hours = minutes / 60.0;
      if (hours < 36) {
        return new Coarse(
            "hours", hours < 9.75 ? Math.max(1, Math.rint(hours * 2) / 2) : Math.rint(hours));
      }
      return new Coarse("days", Math.round(hours / 24));
    }

    String number() {
      return decimals(value, value == Math.rint(value) ? 0 : 1);
    }

    /** A number where the words depend on it. */
    Object argument() {
      return unit.equals("days") ? (Object) (long) value : number();
    }
  }

  private static Locale locale() {
    return Locale.getDefault(Locale.Category.FORMAT);
  }
}
