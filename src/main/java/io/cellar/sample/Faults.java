package io.cellar.sample;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All ways to misbehave, by the names that {@code --fault} knows: what networks and busy servers
 * do. More kinds, such as forged bodies, are found on the class path where there are any.
 */
final class Faults {
  private static final Pattern STATUS =
      Pattern.compile("([45]\\d\\d)(?:-(seconds|date|zero|negative|huge|garbage))?");

  /** Further faults by name; a service in the sense of {@link ServiceLoader}. */
  interface Provider {
    Map<String, Fault> faults();
  }

  private final Map<String, Fault> byKind =
      new TreeMap<>(
          Map.of(
              "drop", _ -> false,
              "truncate", Faults::truncate,
              "reset", Faults::reset,
              "hang-accept", Faults::hangAtOnce,
              "hang-headers", Faults::hangInHead,
              "hang-body", Faults::hangInBody,
              "slow", Faults::slow));

  Faults() {
    ServiceLoader.load(Provider.class).forEach(more -> byKind.putAll(more.faults()));
  }

  /** The fault of a name: a word, or a status such as {@code 503} or {@code 429-seconds}. */
  Optional<Fault> named(String kind) {
    return Optional.ofNullable(byKind.get(kind)).or(() -> status(kind));
  }

  /** All names, with examples of statuses. */
  SortedSet<String> kinds() {
    SortedSet<String> kinds = new TreeSet<>(byKind.keySet());
    for (String status : List.of("503", "429")) {
      kinds.add(status);
      for (String form : List.of("seconds", "date", "zero", "negative", "huge", "garbage")) {
        kinds.add(status + "-" + form);
      }
    }
    return kinds;
  }

  /** Any status from 400 to 599, with a form of Retry-After behind a hyphen. */
  static Optional<Fault> status(String kind) {
    Matcher m = STATUS.matcher(kind);
    if (!m.matches()) {
      return Optional.empty();
    }
    int status = Integer.parseInt(m.group(1));
    String form = m.group(2);
    return Optional.of(wire -> status(wire, status, form));
  }

  static boolean status(Wire wire, int status, String retryAfter) throws IOException {
    Response answer = Response.text(status, "on purpose");
    if (retryAfter != null) {
      answer = answer.with("Retry-After", retryAfter(retryAfter));
    }
    answer.write(wire.out());
    return true;
  }

  private static String retryAfter(String form) {
    return switch (form) {
      case "seconds" -> "1";
      case "date" -> {
        ZonedDateTime soon = ZonedDateTime.now(ZoneOffset.UTC).plus(Duration.ofSeconds(2));
        yield DateTimeFormatter.RFC_1123_DATE_TIME.format(soon);
      }
      case "zero" -> "0";
      case "negative" -> "-10";
      case "huge" -> "1000000000";
      default -> "soon";
    };
  }

  static byte[] head(Response answer) {
    return answer.with("Content-Length", String.valueOf(answer.body().length)).head();
  }

  static boolean truncate(Wire wire) throws IOException {
    Response answer = wire.asked().answer();
    wire.send(head(answer));
    wire.send(answer.body(), 0, answer.body().length / 2);
    return false;
  }

  private static boolean reset(Wire wire) throws IOException {
    truncate(wire);
    wire.reset();
    return false;
  }

  private static boolean hangAtOnce(Wire wire) throws IOException {
    wire.hang();
    return false;
  }

  private static boolean hangInHead(Wire wire) throws IOException {
    byte[] head = head(wire.asked().answer());
    wire.send(head, 0, head.length / 2);
    wire.hang();
    return false;
  }

  private static boolean hangInBody(Wire wire) throws IOException {
    truncate(wire);
    wire.hang();
    return false;
  }

  /** One byte a second, so that there is never silence. */
  private static boolean slow(Wire wire) throws IOException, InterruptedException {
    Response answer = wire.asked().answer();
    wire.send(head(answer));
    return drip(wire, answer.body());
  }

  static boolean drip(Wire wire, byte[] bytes) throws IOException, InterruptedException {
    for (int i = 0; i < bytes.length; i++) {
      wire.send(bytes, i, i + 1);
      if (!wire.pause(wire.dripPeriod())) {
        return false;
      }
    }
    return true;
  }
}
