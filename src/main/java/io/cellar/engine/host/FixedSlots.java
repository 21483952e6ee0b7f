package io.cellar.engine.host;

/** Always the same number, nothing reserved. */
record FixedSlots(int slots) implements SlotPolicy {

  FixedSlots {
    if (slots < 1) {
      throw new IllegalArgumentException(slots + " open requests; at least 1 is needed");
    }
  }

  @Override
  public boolean reserves() {
    return false;
  }

  @Override
  public void started(long nowNanos, int open) {}

  @Override
  public void succeeded(long nowNanos, long tookNanos, int open) {}

  @Override
  public void overloaded(long nowNanos) {}
}
