package io.cellar.ui.prefetch;

import io.cellar.job.style.ConcurrencyStyle;
import io.cellar.job.style.StyleException;
import io.cellar.ui.prefetch.HowInput.WrongException;
import io.cellar.ui.words.Numbers;
import io.cellar.ui.words.Words;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How workers share the work, as it is typed: the fields of {@link ConcurrencyStyle}. Toolkit-free.
 */
final class StyleInput {
  static final String KIND = "computeWorkerKind";
  static final String WORKERS_READ = "computeWorkersRead";
  static final String SINGLE_BLOCK = "singleBlockComputeWorkers";

  /** Numbers of workers; 0 or nothing: as many as pays. */
  static final List<String> COUNTS = List.of("numReadWorkers", "numComputeWorkers");

  /** Times in seconds; nothing: as usual. */
  static final List<String> TIMES =
      List.of(
          "readBufferInsertTimeout",
          "readBufferPopTimeout",
          "computeBufferInsertTimeout",
          "computeBufferPopTimeout",
          "computeBarrierTimeout");

  /** Those kinds of workers that can be started. */
  static final List<String> KINDS = List.of("CW_NONE", "CW_THREADS", "CW_SUBPROC");

  private static final int MOST_COUNT = 1024;

  private StyleInput() {}

  /**
   * Reads a number of workers into a style; nothing typed is left out.
   *
   * @throws WrongException if it is none
   */
  static void count(String field, String typed, Map<String, Object> style) throws WrongException {
    String text = typed.strip();
    if (text.isEmpty()) {
      return;
    }
    if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) > MOST_COUNT) {
      throw new WrongException(
          Words.of("prefetch.wholeWrong", name(field), text, "0", String.valueOf(MOST_COUNT)));
    }
    style.put(field, Integer.valueOf(text));
  }

  /**
   * Reads a time into a style: seconds, or that there is no end; nothing typed is left out.
   *
   * @throws WrongException if it is none
   */
  static void time(String field, String typed, Map<String, Object> style) throws WrongException {
    String text = typed.strip();
    if (text.isEmpty()) {
      return;
    }
    if (text.toLowerCase(Locale.ROOT).equals(Words.of("style.off"))) {
      style.put(field, null);
      return;
    }
    OptionalDouble seconds = Numbers.parse(text);
    if (!(seconds.orElse(0) > 0) || seconds.getAsDouble() > 1e9) {
      throw new WrongException(
          Words.of("style.timeWrong", name(field), text, Words.of("style.off")));
    }
    style.put(field, plain(seconds.getAsDouble()));
  }

  private static Object plain(double seconds) {
    return seconds == Math.rint(seconds) ? (Object) (long) seconds : BigDecimal.valueOf(seconds);
  }

  /**
   * A style whose fields go together.
   *
   * @param processors of this computer
   * @throws WrongException if they do not
   */
  static Map<String, Object> checked(Map<String, Object> style, int processors)
      throws WrongException {
    try {
      ConcurrencyStyle.of(style).requireProcessors(processors);
    } catch (StyleException e) {
      throw new WrongException(Words.of("style.wrong", e.getMessage()));
    }
    return Collections.unmodifiableMap(style);
  }

  /** What differs from the usual. */
  static Map<String, Object> unusual(ConcurrencyStyle style) {
    Map<String, Object> fields = new LinkedHashMap<>(style.fields());
    Map<String, Object> usual = ConcurrencyStyle.DEFAULT.fields();
    fields.keySet().removeIf(f -> Objects.equals(fields.get(f), usual.get(f)));
    return fields;
  }

  /** A value of a style, to be typed again; empty when it has none of that field. */
  static String typed(Map<String, ?> style, String field) {
    Object value = style.get(field);
    if (value == null) {
      return style.containsKey(field) ? Words.of("style.off") : "";
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  /** What a field is called. */
  static String name(String field) {
    return Words.of("style." + field);
  }
}
