package io.cellar.engine.stage;

/**
 * Something bounded that has a name: an amount that may be taken and must be given back.
 * Thread-safe; never waits.
 */
public final class Capacity {
  private final String name;
  private final String unit;
  private final long limit;
  private long inUse;

  /**
   * A capacity.
   *
   * @param name in words for the status panel
   * @param unit such as {@code bytes}
   * @param limit most that may be in use, at least 1
   */
  public Capacity(String name, String unit, long limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(name + ": limit " + limit + ", at least 1 is needed");
    }
    this.name = name;
    this.unit = unit;
    this.limit = limit;
  }

  /** Takes an amount if that leaves the whole limit respected; see {@link #tryTake(long, long)}. */
  public boolean tryTake(long amount) {
    return tryTake(amount, limit);
  }

  /**
   * Takes an amount if no more than {@code upTo} is in use afterwards. When nothing at all is in
   * use, any amount is granted, so that one thing larger than the limit can still be handled.
   */
  public synchronized boolean tryTake(long amount, long upTo) {
    if (inUse > 0 && inUse + amount > upTo) {
      return false;
    }
    inUse += amount;
    return true;
  }

  /** Gives back what was taken. */
  public synchronized void give(long amount) {
    if (amount > inUse) {
      throw new IllegalStateException(name + ": " + amount + " given back, " + inUse + " in use");
    }
    inUse -= amount;
  }

  public long limit() {
    return limit;
  }

  public synchronized long inUse() {
    return inUse;
  }

  /** As it is now. */
  public synchronized CapacityUse use() {
    return new CapacityUse(name, inUse, limit, unit);
  }
}
