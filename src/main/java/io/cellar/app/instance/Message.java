package io.cellar.app.instance;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a start says to the running program, as bytes; the package's page tells the form. */
final class Message {
  /** The longest message, in bytes. */
  static final int MOST_BYTES = 1 << 16;

  /** The most locations of one message. */
  static final int MOST_LOCATIONS = 100;

  static final String TOO_LONG = "the message is longer than 64 KiB: hand over fewer locations";

  private static final String PROTOCOL = "cellar-open";
  private static final int VERSION = 1;
  private static final Pattern FIRST = Pattern.compile(PROTOCOL + " (\\d{1,9}) (\\d{1,9})");

  private Message() {}

  /**
   * The bytes of a message.
   *
   * @param locations absolute, in the order in which they are to be opened; empty asks for an empty
   *     window
   * @throws RefusedException when the running program would not take it
   */
  static byte[] bytes(List<String> locations) throws RefusedException {
    check(locations);
    StringBuilder text =
        new StringBuilder(PROTOCOL + " " + VERSION + " " + locations.size() + "\n");
    locations.forEach(location -> text.append(location).append('\n'));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MOST_BYTES) {
      throw new RefusedException(TOO_LONG);
    }
    return bytes;
  }

  /**
   * The locations of a message that has come to its end.
   *
   * @param bytes all of it, at most {@link #MOST_BYTES}
   * @throws RefusedException when it does not keep to the form, or came in part
   */
  static List<String> locations(ByteBuffer bytes) throws RefusedException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      throw new RefusedException("the message is not UTF-8");
    }
    List<String> lines = List.of(text.split("\n", -1));
    Matcher first = FIRST.matcher(lines.getFirst());
    if (!first.matches()) {
      throw new RefusedException(
          "the first line is not understood, expected " + PROTOCOL + " " + VERSION + " COUNT");
    }
    if (Integer.parseInt(first.group(1)) != VERSION) {
      throw new RefusedException(
          "the running Cellar is of another version; end it first, or start with --new-process");
    }
    int count = Integer.parseInt(first.group(2));
    if (lines.size() != count + 2 || !lines.getLast().isEmpty()) {
      throw new RefusedException(
          "the message is not whole: expected " + count + " locations, a line each");
    }
    List<String> locations = List.copyOf(lines.subList(1, count + 1));
    check(locations);
    return locations;
  }

  private static void check(List<String> locations) throws RefusedException {
    if (locations.size() > MOST_LOCATIONS) {
      throw new RefusedException(
          "more than " + MOST_LOCATIONS + " locations at once: hand over fewer");
    }
    for (String location : locations) {
      Optional<String> problem = HandedLocation.problem(location);
      if (problem.isPresent()) {
        throw new RefusedException(problem.get());
      }
    }
  }
}
