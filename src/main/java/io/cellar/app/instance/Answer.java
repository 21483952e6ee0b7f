package io.cellar.app.instance;

import io.cellar.input.PrintableText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the running program answers.
 *
 * @param reason why it refuses; empty if it has taken the locations
 */
record Answer(Optional<String> reason) {
  static final Answer OK = new Answer(Optional.empty());

  /** More starts than are listened to at a time; whoever asks again is heard soon. */
  static final Answer BUSY = no("too many starts at once; try again");

  /** The longest answer, in bytes. */
  static final int MOST_BYTES = 2048;

  private static final int LONGEST_REASON = 400;

  static Answer no(String reason) {
    return new Answer(Optional.of(reason));
  }

  /** One line. */
  ByteBuffer bytes() {
    String line = reason.map(r -> "no " + PrintableText.of(r, LONGEST_REASON)).orElse("ok");
    return ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads an answer, which may be a stranger's.
   *
   * @param bytes what came, at most {@link #MOST_BYTES}; empty is no answer
   */
  static Optional<Answer> of(ByteBuffer bytes) {
    String line = StandardCharsets.UTF_8.decode(bytes).toString();
    if (!line.endsWith("\n")) {
      return Optional.empty();
    }
    String text = line.strip();
    if (text.equals("ok")) {
      return Optional.of(OK);
    }
    return Optional.of(
        no(
            text.startsWith("no ")
                ? PrintableText.of(text.substring(3), LONGEST_REASON)
                : "the running program answers what is not understood"));
  }
}
