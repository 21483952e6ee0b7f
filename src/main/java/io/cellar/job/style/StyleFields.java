package io.cellar.job.style;

import io.cellar.input.Nearest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A style as names and plain values, as JSON and the text form have them. */
final class StyleFields {
  private static final Map<String, Object> DEFAULTS = of(ConcurrencyStyle.DEFAULT);

  private final Map<String, ?> fields;

  StyleFields(Map<String, ?> fields) {
    this.fields = fields;
  }

  /** Names and values in their order: Integer, Boolean, String, BigDecimal for seconds, or null. */
  static Map<String, Object> of(ConcurrencyStyle style) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(ConcurrencyStyle.READ_WORKERS, style.numReadWorkers());
    all.put(ConcurrencyStyle.COMPUTE_WORKERS, style.numComputeWorkers());
    all.put(ConcurrencyStyle.KIND, style.computeWorkerKind().text());
    all.put(ConcurrencyStyle.WORKERS_READ, style.computeWorkersRead().orElse(null));
    all.put(ConcurrencyStyle.SINGLE_BLOCK, style.singleBlockComputeWorkers());
    all.put(ConcurrencyStyle.SHARED_TEMP, style.haveSharedTemp());
    all.put(ConcurrencyStyle.READ_INSERT, secondsOrNull(style.readBufferInsertTimeout()));
    all.put(ConcurrencyStyle.READ_POP, secondsOrNull(style.readBufferPopTimeout()));
    all.put(ConcurrencyStyle.COMPUTE_INSERT, secondsOrNull(style.computeBufferInsertTimeout()));
    all.put(ConcurrencyStyle.COMPUTE_POP, secondsOrNull(style.computeBufferPopTimeout()));
    all.put(ConcurrencyStyle.BARRIER, secondsOrNull(style.computeBarrierTimeout()));
    return all;
  }

  /** All fields as rios prints them, in Python's words. */
  static String text(ConcurrencyStyle style) {
    return of(style).entrySet().stream()
        .map(field -> field.getKey() + "=" + python(field.getValue()))
        .collect(Collectors.joining(", ", "ConcurrencyStyle(", ")"));
  }

  private static String python(Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean truth -> truth ? "True" : "False";
      default -> value.toString();
    };
  }

  /**
   * The style that the fields describe.
   *
   * @throws StyleException for an unknown field, a value of a wrong type, a broken rule
   */
  ConcurrencyStyle style() {
    fields.keySet().forEach(StyleFields::requireKnown);
    return new ConcurrencyStyle(
        integer(ConcurrencyStyle.READ_WORKERS),
        integer(ConcurrencyStyle.COMPUTE_WORKERS),
        kind(),
        Optional.ofNullable(truthOrNull(ConcurrencyStyle.WORKERS_READ)),
        truth(ConcurrencyStyle.SINGLE_BLOCK),
        truth(ConcurrencyStyle.SHARED_TEMP),
        time(ConcurrencyStyle.READ_INSERT),
        time(ConcurrencyStyle.READ_POP),
        time(ConcurrencyStyle.COMPUTE_INSERT),
        time(ConcurrencyStyle.COMPUTE_POP),
        time(ConcurrencyStyle.BARRIER));
  }

  private static void requireKnown(String name) {
    if (!DEFAULTS.containsKey(name)) {
      throw new StyleException(
          "there is no such field",
          StyleException.shown(name),
          "",
          "one of " + String.join(", ", DEFAULTS.keySet()),
          Nearest.of(StyleException.cut(name), DEFAULTS.keySet())
              .map(meant -> "did you mean " + meant + "?")
              .orElse("take it out"));
    }
  }

  private Object value(String field) {
    return fields.containsKey(field) ? fields.get(field) : DEFAULTS.get(field);
  }

  private int integer(String field) {
    return switch (value(field)) {
      case Integer number -> number;
      case Long number when number == number.intValue() -> number.intValue();
      case BigInteger number when number.bitLength() < Integer.SIZE -> number.intValue();
      case Long _, BigInteger _ -> throw wrong(field, "too large", "a number of workers");
      case null, default -> throw wrong(field, "no integer", "an integer such as 4");
    };
  }

  private WorkerKind kind() {
    if (value(ConcurrencyStyle.KIND) instanceof String text) {
      return WorkerKind.of(text);
    }
    throw wrong(ConcurrencyStyle.KIND, "no text", "a text such as \"CW_THREADS\"");
  }

  private boolean truth(String field) {
    if (value(field) instanceof Boolean truth) {
      return truth;
    }
    throw wrong(field, "neither true nor false", "true or false, without quotes");
  }

  private Boolean truthOrNull(String field) {
    return switch (value(field)) {
      case null -> null;
      case Boolean truth -> truth;
      default -> throw wrong(field, "neither true nor false", "true, false or null, no quotes");
    };
  }

  private Optional<Duration> time(String field) {
    return switch (value(field)) {
      case null -> Optional.empty();
      case BigDecimal number -> Optional.of(duration(field, number));
      case BigInteger number -> Optional.of(duration(field, new BigDecimal(number)));
      case Integer number -> Optional.of(Duration.ofSeconds(number));
      case Long number -> Optional.of(Duration.ofSeconds(number));
      case Double number when Double.isFinite(number) ->
          Optional.of(duration(field, BigDecimal.valueOf(number)));
      default -> throw wrong(field, "no time", "seconds such as 10, or null for no end");
    };
  }

  /** Without a digit too many: what is below a nanosecond is none. */
  private Duration duration(String field, BigDecimal seconds) {
    // Looked at before it is written out: an exponent can stand for a million digits.
    if (seconds.precision() - (long) seconds.scale() > 18) {
      throw wrong(field, "far too long", "seconds such as 10, or null for no end");
    }
    if (seconds.precision() - (long) seconds.scale() < -9) {
      return Duration.ZERO;
    }
    BigInteger nanos = seconds.movePointRight(9).toBigInteger();
    BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private StyleException wrong(String field, String reason, String expected) {
    Object value = value(field);
    String shown = value instanceof Map || value instanceof Iterable ? "…" : null;
    return new StyleException(
        reason,
        field,
        shown == null ? StyleException.shown(value) : shown,
        expected,
        "leave out " + field + " for its default");
  }

  private static BigDecimal secondsOrNull(Optional<Duration> time) {
    return time.map(ConcurrencyStyle::seconds).orElse(null);
  }
}
