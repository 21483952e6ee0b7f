package io.cellar.engine.host;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Leaves a host alone that does not answer, and probes it now and then with one request. Without it
 * a pause of the network would use up the tries of every block that is asked for meanwhile.
 *
 * <p>Opens after a number of failures in a row, or when more than half of the answers of the last
 * seconds were failures. While open nothing is sent; when the pause is over one request may go as a
 * probe; a success closes the breaker, a failure doubles the pause. Not thread-safe.
 */
public final class Breaker {

  /**
   * When to open, how long to stay open.
   *
   * @param inARow failures in a row that open it
   * @param samples least answers in the window to judge by their share
   * @param window how far back the share looks
   * @param firstProbe pause before the first probe
   * @param longestPause the pause doubles up to this
   */
  public record Rules(
      int inARow, int samples, Duration window, Duration firstProbe, Duration longestPause) {

    /** Twenty in a row, or half of at least twenty in 10 s; probes after 5 s, 10 s … 5 min. */
    public static Rules defaults() {
      return new Rules(
          20, 20, Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(5));
    }
  }

  private record Sample(long nanos, boolean failed) {}

  private final Rules rules;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private int failedSamples;
  private int inARow;
  private boolean open;
  private long firstFailure;
  private long openSince;
  private long pauseNanos;
  private long probeAt;

  public Breaker(Rules rules) {
    this.rules = rules;
  }

  /** True while the host is left alone. */
  public boolean isOpen() {
    return open;
  }

  /** When the next probe may go; only while open. */
  public long probeAt() {
    return probeAt;
  }

  /** Lets a probe go now; a failed one is followed by a pause as long as if it had waited. */
  public void probeNow(long nowNanos) {
    if (open && nowNanos - probeAt < 0) {
      probeAt = nowNanos;
    }
  }

  /** Since when nothing good came from the host; only while open. */
  public long openSince() {
    return openSince;
  }

  /** Whether a request may be sent now, with {@code running} on the way. */
  public boolean permits(long nowNanos, int running) {
    return !open || (running == 0 && nowNanos - probeAt >= 0);
  }

  /** Whether a request that was sent then was a probe of the host that is left alone now. */
  public boolean isProbe(long sentNanos) {
    return open && sentNanos - probeAt >= 0;
  }

  /** The host answered; with what does not matter here. */
  public void succeeded(long nowNanos) {
    inARow = 0;
    if (open) {
      open = false;
      samples.clear();
      failedSamples = 0;
    } else {
      note(nowNanos, false);
    }
  }

  /** The host did not answer, or said that it cannot. */
  public void failed(long nowNanos) {
    if (inARow++ == 0) {
      firstFailure = nowNanos;
    }
    if (open) {
      if (nowNanos - probeAt >= 0) {
        pauseNanos = Math.min(2 * pauseNanos, rules.longestPause.toNanos());
        probeAt = nowNanos + pauseNanos;
      }
      return;
    }
    note(nowNanos, true);
    boolean mostlyFailures = samples.size() >= rules.samples && failedSamples * 2 > samples.size();
    if (inARow >= rules.inARow || mostlyFailures) {
      open(nowNanos);
    }
  }

  /** Failures since the last answer. */
  public int inARow() {
    return inARow;
  }

  /** The host is known to be away. */
  public void open(long nowNanos) {
    if (!open) {
      open = true;
      openSince = inARow > 0 ? firstFailure : nowNanos;
      pauseNanos = rules.firstProbe.toNanos();
      probeAt = nowNanos + pauseNanos;
    }
  }

  private void note(long nowNanos, boolean failed) {
    samples.addLast(new Sample(nowNanos, failed));
    failedSamples += failed ? 1 : 0;
    while (nowNanos - samples.getFirst().nanos > rules.window.toNanos()) {
      failedSamples -= samples.removeFirst().failed ? 1 : 0;
    }
  }
}
