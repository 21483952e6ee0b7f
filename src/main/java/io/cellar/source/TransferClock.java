package io.cellar.source;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one running transfer, and which deadline it has passed. Written by the client's
 * threads, read by the one that waits.
 */
final class TransferClock {
  private final Deadlines deadlines;
  private final long began;
  private final long start = System.nanoTime();
  private volatile ResponseInfo head;
  private volatile long headNanos;
  private volatile long lastNanos = start;
  private volatile long received;

  /**
   * @param began when the first of several requests for the same was sent, by {@link
   *     System#nanoTime}: the time for a whole request is counted from there
   */
  TransferClock(Deadlines deadlines, long began) {
    this.deadlines = deadlines;
    this.began = began;
  }

  void headCame(ResponseInfo info) {
    headNanos = System.nanoTime() - start;
    lastNanos = System.nanoTime();
    head = info;
  }

  void bytesCame() {
    lastNanos = System.nanoTime();
  }

  void received(long bytes) {
    received = bytes;
  }

  /** Status and headers, once they came. */
  Optional<ResponseInfo> head() {
    return Optional.ofNullable(head);
  }

  /** Time from asking to the head of the answer. */
  long firstByteNanos() {
    return headNanos;
  }

  /** How far the body came, for messages. */
  String sofar() {
    long announced = announced();
    return received + (announced < 0 ? "" : " of " + announced) + " bytes";
  }

  private long announced() {
    ResponseInfo info = head;
    return info == null ? -1 : contentLength(info.headers());
  }

  /** Content-Length, or -1 if there is none that can be understood. */
  static long contentLength(HttpHeaders headers) {
    try {
      return headers.firstValueAsLong("Content-Length").orElse(-1);
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  /** Which deadline has passed, in words after the address; empty while there is time. */
  Optional<String> passed() {
    long now = System.nanoTime();
    long untilHead = head == null ? 0 : start - began + headNanos;
    Duration whole = deadlines.whole(Duration.ofNanos(untilHead), received);
    if (now - began > whole.toNanos()) {
      return Optional.of(
          sofar()
              + " in "
              + text(Duration.ofNanos(now - began).truncatedTo(ChronoUnit.SECONDS))
              + ", which is too slow");
    }
    if (head == null) {
      return now - start > deadlines.firstByte().toNanos()
          ? Optional.of(
              "no answer within "
                  + text(deadlines.firstByte())
                  + ", though the server accepts connections")
          : Optional.empty();
    }
    return now - lastNanos > deadlines.stall().toNanos()
        ? Optional.of("silence for " + text(deadlines.stall()) + " after " + sofar())
        : Optional.empty();
  }

  /** How long one may wait before looking at {@link #passed} again. */
  long lookAgainNanos() {
    long shortest =
        Collections.min(List.of(deadlines.firstByte(), deadlines.stall(), deadlines.total()))
            .toNanos();
    return Math.clamp(shortest / 8, 5_000_000L, 1_000_000_000L);
  }

  static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
