package io.cellar.source;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * What is known of one running transfer, and which of its deadlines comes next. For the thread of
 * the transfer.
 */
final class TransferClock {
  private final long connectNanos;
  private final long firstByteNanos;
  private final long stallNanos;
  private final Deadlines deadlines;
  private final long began;
  private final long start = System.nanoTime();
  private boolean connecting;
  private boolean headCame;
  private long headNanos;
  private long announced = -1;
  private long lastNanos = start;
  private long received;
  private String passed;

  /**
   * @param began when the first of several requests for the same was sent, by {@link
   *     System#nanoTime}: the time for a whole request is counted from there
   */
  TransferClock(Deadlines deadlines, long began) {
    this.deadlines = deadlines;
    this.began = began;
    this.connectNanos = deadlines.connect().toNanos();
    this.firstByteNanos = deadlines.firstByte().toNanos();
    this.stallNanos = deadlines.stall().toNanos();
  }

  /** A connection is being made. */
  void connecting(boolean value) {
    connecting = value;
  }

  /**
   * @param length Content-Length, or -1
   */
  void headCame(long length) {
    lastNanos = System.nanoTime();
    headNanos = lastNanos - start;
    announced = length;
    headCame = true;
  }

  void bytesCame() {
    lastNanos = System.nanoTime();
  }

  void received(long bytes) {
    received = bytes;
  }

  /** True once status and headers came. */
  boolean hasHead() {
    return headCame;
  }

  /** Time from asking to the head of the answer. */
  long firstByteNanos() {
    return headNanos;
  }

  /** How far the body came, for messages. */
  String sofar() {
    return received + (announced < 0 ? "" : " of " + announced) + " bytes";
  }

  /**
   * Until when the next bytes may be waited for, by {@link System#nanoTime}.
   *
   * @throws SocketTimeoutException if that has passed
   */
  long deadline() throws SocketTimeoutException {
    long now = System.nanoTime();
    long left = Math.min(stageLeft(now), wholeLeft(now));
    if (left <= 0) {
      throw expired();
    }
    return now + left;
  }

  /** The time until then in milliseconds, at least 1. */
  int waitMillis() throws SocketTimeoutException {
    long left = deadline() - System.nanoTime();
    return (int) Math.clamp(left / 1_000_000 + 1, 1, Integer.MAX_VALUE);
  }

  private long stageLeft(long now) {
    if (headCame) {
      return lastNanos + stallNanos - now;
    }
    long most = connecting ? Math.min(connectNanos, firstByteNanos) : firstByteNanos;
    return start + most - now;
  }

  private long wholeLeft(long now) {
    long head = headCame ? start - began + headNanos : 0;
    return began + deadlines.wholeNanos(head, received) - now;
  }

  /** Notes which deadline has passed: the one that is nearest. */
  SocketTimeoutException expired() {
    long now = System.nanoTime();
    if (wholeLeft(now) <= stageLeft(now)) {
      long seconds = (now - began) / 1_000_000_000;
      passed = sofar() + " in " + seconds + " s, which is too slow";
    } else if (headCame) {
      passed = "silence for " + text(deadlines.stall()) + " after " + sofar();
    } else if (connecting) {
      passed = "no connection in the time granted";
    } else {
      passed =
          "no answer within "
              + text(deadlines.firstByte())
              + ", though the server accepts connections";
    }
    return new SocketTimeoutException(passed);
  }

  /** True when a deadline has passed while something was waited for. */
  boolean hasExpired() {
    return passed != null;
  }

  /** The failure that stands for the deadline that has passed. */
  SourceException.TimedOut failure(String address) {
    String brief =
        headCame
            ? "an answer that does not end"
            : connecting ? "no connection in time" : "no answer in time";
    return new SourceException.TimedOut(address + ": " + passed, brief);
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
