package io.cellar.engine.host;

/**
 * Finds out how many requests a host takes at once.
 *
 * <p>Answers are counted in windows of as many as there are slots, which is about one round trip.
 * The number doubles from window to window as long as the throughput grows; a doubling that brings
 * nothing in two windows is taken back. From then on one slot is added at a time and kept if it
 * pays. When the host complains, the number is cut to 0.7 of itself, at most once per round trip.
 *
 * <p>Beyond {@value #MOST} it goes only where more is allowed, for objects so small that a round
 * trip is most of their time, and while answers are quick.
 *
 * <p>A window in which less than half of the slots were used says nothing about the host and
 * changes nothing; neither does one that an idle time interrupted.
 */
public final class AdaptiveSlots implements SlotPolicy {
  /** Where to start with a host that nothing is known of. */
  public static final int START = 8;

  /** Most slots of a host of which nothing else is known. */
  public static final int MOST = 64;

  /** A host that answers in so much time may have more, where that is allowed. */
  private static final long QUICK_NANOS = 250_000_000L;

  private static final double GROWTH = 1.02;
  private static final double CUT = 0.7;

  /** The best rate of the past counts a little less with each window, since conditions change. */
  private static final double FORGETTING = 0.995;

  private static final int PAUSE_AFTER_NO_GROWTH = 10;

  private enum Mode {
    DOUBLING,
    /** The last doubling brought nothing in its first window; it gets a second one. */
    DOUBTING,
    /** The last window had one slot more than the one before. */
    ADDED,
    STEADY
  }

  private int slots;
  private int allowed = MOST;
  private Mode mode = Mode.DOUBLING;
  private double rateBefore;
  private int windowsToWait;

  private long windowStart;
  private int answered;
  private int mostOpen;
  private boolean idle = true;

  private long roundTripNanos;
  private long lastCut = Long.MIN_VALUE;
  private boolean everCut;

  /** Begins with a number of slots, which is kept between 1 and {@value #MOST}. */
  public AdaptiveSlots(int start) {
    slots = Math.clamp(start, 1, MOST);
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public void allow(int most) {
    allowed = Math.max(allowed, most);
  }

  private int most() {
    return roundTripNanos <= QUICK_NANOS ? allowed : Math.min(allowed, Math.max(MOST, slots));
  }

  @Override
  public boolean reserves() {
    return true;
  }

  @Override
  public void started(long nowNanos, int open) {
    if (idle) {
      idle = false;
      beginWindow(nowNanos);
    }
    mostOpen = Math.max(mostOpen, open);
  }

  @Override
  public void succeeded(long nowNanos, long tookNanos, int open) {
    roundTripNanos =
        roundTripNanos == 0 ? tookNanos : roundTripNanos + (tookNanos - roundTripNanos) / 8;
    answered++;
    if (answered >= slots) {
      endWindow(nowNanos);
      beginWindow(nowNanos);
    }
    mostOpen = Math.max(mostOpen, open);
    idle = open == 0;
  }

  @Override
  public void overloaded(long nowNanos) {
    if (everCut && nowNanos - lastCut < roundTripNanos) {
      return;
    }
    everCut = true;
    lastCut = nowNanos;
    slots = Math.max(1, (int) (slots * CUT));
    mode = Mode.STEADY;
    windowsToWait = 1;
    rateBefore = 0;
    beginWindow(nowNanos);
  }

  private void beginWindow(long nowNanos) {
    windowStart = nowNanos;
    answered = 0;
    mostOpen = 0;
  }

  private void endWindow(long nowNanos) {
    if (mostOpen * 2 < slots) {
      return;
    }
    double rate = answered / (double) Math.max(1, nowNanos - windowStart);
    boolean grew = rate >= rateBefore * GROWTH;
    switch (mode) {
      case DOUBLING, DOUBTING -> afterDoubling(grew, rate);
      case ADDED -> afterAdding(grew, rate);
      case STEADY -> maybeAdd(rate);
    }
  }

  private void afterDoubling(boolean grew, double rate) {
    if (grew) {
      rateBefore = rate;
      mode = slots < most() ? Mode.DOUBLING : Mode.STEADY;
      slots = Math.min(most(), 2 * slots);
    } else if (mode == Mode.DOUBLING) {
      mode = Mode.DOUBTING;
    } else {
      slots = Math.max(1, slots / 2);
      mode = Mode.STEADY;
    }
  }

  private void afterAdding(boolean grew, double rate) {
    if (grew && slots < most()) {
      rateBefore = rate;
      slots++;
    } else {
      slots = grew ? slots : Math.max(1, slots - 1);
      mode = Mode.STEADY;
      windowsToWait = PAUSE_AFTER_NO_GROWTH;
    }
  }

  private void maybeAdd(double rate) {
    rateBefore = Math.max(rate, rateBefore * FORGETTING);
    if (windowsToWait > 0) {
      windowsToWait--;
    } else if (slots < most()) {
      slots++;
      mode = Mode.ADDED;
    }
  }
}
