package io.cellar.ui.prefetch;

import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Numbers;
import io.cellar.ui.words.Words;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads what was typed about how a region is fetched. Toolkit-free. */
final class HowInput {
  /** Workers in the background. */
  static final int MOST_WORKERS = 16;

  private static final int MOST_REQUESTS = 1024;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private HowInput() {}

  /**
   * Something that was typed and cannot be meant so.
   *
   * <p>Its message is a sentence for the user.
   */
  static final class WrongException extends Exception {
    private static final long serialVersionUID = 1;

    WrongException(String sentence) {
      super(sentence);
    }
  }

  /** Bytes per second from megabytes per second; nothing typed is no limit. */
  static OptionalLong rate(String typed) throws WrongException {
    if (typed.isBlank()) {
      return OptionalLong.empty();
    }
    OptionalDouble megabytes = Numbers.parse(typed);
    if (!(megabytes.orElse(0) > 0)) {
      throw new WrongException(Words.of("prefetch.rateWrong", typed.strip()));
    }
    return OptionalLong.of(Math.max(1, Math.round(megabytes.getAsDouble() * BYTES_PER_MEGABYTE)));
  }

  /** Megabytes per second, to be typed again. */
  static String megabytes(OptionalLong bytesPerSecond) {
    return bytesPerSecond.isEmpty()
        ? ""
        : Figures.limit(bytesPerSecond.getAsLong() / BYTES_PER_MEGABYTE);
  }

  /** Requests that are open at once; nothing typed, or 0, is as many as pays. */
  static int requests(String typed) throws WrongException {
    return whole(typed, MOST_REQUESTS, "prefetch.requests");
  }

  /** Workers in the background. */
  static int workers(String typed) throws WrongException {
    int workers = whole(typed, MOST_WORKERS, "prefetch.workers");
    if (workers < 1) {
      throw new WrongException(wrong("prefetch.workers", typed, 1, MOST_WORKERS));
    }
    return workers;
  }

  private static int whole(String typed, int most, String key) throws WrongException {
    String text = typed.strip();
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) > most) {
      throw new WrongException(wrong(key, typed, 0, most));
    }
    return Integer.parseInt(text);
  }

  private static String wrong(String key, String typed, int least, int most) {
    return Words.of(
        "prefetch.wholeWrong",
        Words.of(key),
        typed.strip(),
        Figures.count(least),
        Figures.count(most));
  }
}
