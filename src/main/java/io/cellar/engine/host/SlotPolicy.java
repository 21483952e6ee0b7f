package io.cellar.engine.host;

/** How many requests may be open at one host. Not thread-safe. */
public interface SlotPolicy {

  /** Most open requests now, at least 1. */
  int slots();

  /** Lets a host that answers quickly have up to so many, if the number is found out. */
  default void allow(int most) {}

  /** True when a share of the slots is kept for what is visible; false when all are for all. */
  boolean reserves();

  /** A request was sent; {@code open} are open now, this one included. */
  void started(long nowNanos, int open);

  /** A request was answered; {@code open} are still open. */
  void succeeded(long nowNanos, long tookNanos, int open);

  /** The host showed that it is asked too much: 429, 503, a time-out, a reset. */
  void overloaded(long nowNanos);

  /** A number that the user has set. */
  static SlotPolicy fixed(int slots) {
    return new FixedSlots(slots);
  }
}
