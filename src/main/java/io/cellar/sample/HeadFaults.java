package io.cellar.sample;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults in the head of an answer: statuses, lengths, redirects. */
final class HeadFaults {
  private static final Pattern STATUS =
      Pattern.compile("([45]\\d\\d)(?:-(seconds|date|zero|negative|huge|garbage))?");

  private HeadFaults() {}

  static Map<String, Fault> all() {
    Map<String, Fault> faults = new HashMap<>();
    faults.put("length-large", wire -> length(wire, +1000));
    faults.put("length-small", wire -> length(wire, -1000));
    faults.put("length-negative", wire -> lengths(wire, "-5"));
    faults.put("length-twice", HeadFaults::twoLengths);
    faults.put("length-absurd", wire -> lengths(wire, "100000000000000000000"));
    faults.put("length-huge", wire -> lengths(wire, "1000000000000"));
    faults.put("gzip", HeadFaults::gzip);
    faults.put("redirect-loop", wire -> redirect(wire, wire.origin() + wire.request().path()));
    faults.put("redirect-host", wire -> redirect(wire, otherHost(wire)));
    faults.put("redirect-file", wire -> redirect(wire, "file:///etc/hostname"));
    faults.put("redirect-http", wire -> redirect(wire, "http" + afterScheme(wire)));
    faults.put("redirect-malformed", wire -> redirect(wire, "http://[::bad/\\ %zz"));
    return faults;
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

  private static boolean length(Wire wire, int difference) throws IOException {
    return lengths(
        wire, String.valueOf(Math.max(0, wire.asked().answer().body().length + difference)));
  }

  private static boolean lengths(Wire wire, String length) throws IOException {
    Response answer = wire.asked().answer();
    wire.send(answer.with("Content-Length", length).head());
    wire.send(answer.body());
    return false;
  }

  private static boolean twoLengths(Wire wire) throws IOException {
    Response answer = wire.asked().answer();
    int length = answer.body().length;
    wire.send(
        answer
            .with("Content-Length", String.valueOf(length))
            .with("content-length", String.valueOf(length - 7))
            .head());
    wire.send(answer.body());
    return false;
  }

  private static boolean gzip(Wire wire) throws IOException {
    wire.asked().answer().with("Content-Encoding", "gzip").write(wire.out());
    return true;
  }

  /** The same server under its other name, which is another host to a client. */
  private static String otherHost(Wire wire) {
    return wire.origin().replace("127.0.0.1", "localhost") + wire.request().path();
  }

  private static String afterScheme(Wire wire) {
    String address = wire.origin() + wire.request().path();
    return address.substring(address.indexOf("://"));
  }

  private static boolean redirect(Wire wire, String location) throws IOException {
    Response.text(302, "elsewhere").with("Location", location).write(wire.out());
    return true;
  }
}
