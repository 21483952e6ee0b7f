package io.cellar.engine;

import io.cellar.engine.EngineStats.CapacityUse;

/** A bounded amount that has a name. Guarded by the {@link EngineLock}. */
final class Capacity {
  private final String name;
  private final String unit;
  private final long limit;
  private long inUse;

  Capacity(String name, String unit, long limit) {
    this.name = name;
    this.unit = unit;
    this.limit = limit;
  }

  /**
   * Takes an amount if no more than {@code upTo} is in use afterwards. When nothing at all is in
   * use, any amount is granted, so that one thing larger than the limit can still be handled.
   */
  boolean tryTake(long amount, long upTo) {
    if (inUse > 0 && inUse + amount > upTo) {
      return false;
    }
    inUse += amount;
    return true;
  }

  /** Gives back what was taken. */
  void give(long amount) {
    if (amount > inUse) {
      throw new IllegalStateException(name + ": " + amount + " given back, " + inUse + " in use");
    }
    inUse -= amount;
  }

  long limit() {
    return limit;
  }

  CapacityUse use() {
    return new CapacityUse(name, inUse, limit, unit, 0);
  }
}
