package io.cellar.source;

import java.time.Duration;

/**
 * How long each stage of a request may take. A transfer that passes one of them is ended on the
 * wire.
 *
 * @param connect until the connection stands
 * @param firstByte from asking to the head of the answer, connecting included
 * @param stall longest silence inside a body
 * @param total least time granted to a whole request
 * @param bytesPerSecond slowest acceptable transfer; a large body gets more than {@code total}
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

  /** The time granted to a request that may bring so many bytes. */
  public Duration whole(long maxBytes) {
    Duration slowest = Duration.ofMillis(Math.ceilDiv(maxBytes, bytesPerSecond) * 1000);
    return slowest.compareTo(total) > 0 ? slowest : total;
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "the " + name + " deadline must be positive, not " + value);
    }
  }
}
