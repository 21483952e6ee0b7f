package io.cellar.source;

import java.time.Duration;

/**
 * How long each stage of a request may take. A transfer that passes one of them is ended on the
 * wire.
 *
 * @param connect until the connection stands
 * @param firstByte from asking to the head of the answer, connecting included
 * @param stall longest silence inside a body
 * @param total least time granted to a whole request, redirects included
 * @param bytesPerSecond slowest acceptable transfer; beyond {@code total} a body goes on while it
 *     is at least so fast, from its beginning to now
 */
public record Deadlines(
    Duration connect, Duration firstByte, Duration stall, Duration total, long bytesPerSecond) {

  /** 10 s to connect, 30 s to the first byte, 15 s of silence, 60 s or 64 KiB/s in all. */
  public static final Deadlines DEFAULT =
      new Deadlines(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          64 * 1024);

  public Deadlines {
    requirePositive("connect", connect);
    requirePositive("first byte", firstByte);
    requirePositive("stall", stall);
    requirePositive("total", total);
    if (bytesPerSecond <= 0) {
      throw new IllegalArgumentException("bytes per second must be positive: " + bytesPerSecond);
    }
  }

  /** The same, but for the least time granted to a whole request. */
  public Deadlines withTotal(Duration value) {
    return new Deadlines(connect, firstByte, stall, value, bytesPerSecond);
  }

  /**
   * The time granted to a request so far, in nanoseconds.
   *
   * @param head from asking to the head of the answer, in nanoseconds
   * @param received bytes of the body that have come
   */
  long wholeNanos(long head, long received) {
    return Math.max(total.toNanos(), head + (long) (1e9 * received / bytesPerSecond));
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "the " + name + " deadline must be positive, not " + value);
    }
  }
}
