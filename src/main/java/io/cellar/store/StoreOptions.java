package io.cellar.store;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How a fileset is treated.
 *
 * @param durability how sure a block must be on disk before it gets its final name
 * @param refetchable true when a block can be fetched again: what is damaged is then moved to
 *     quarantine and counts as not available; false (a local fileset, or offline): it is reported
 *     and left where it is
 * @param clock wall clock, for what is written into files; ages are measured by other means
 * @param timing waits and periods
 */
public record StoreOptions(
    Durability durability, boolean refetchable, InstantSource clock, Timing timing) {

  /**
   * Waits and periods of the protocols.
   *
   * @param reread how long a damaged block is given before it is looked at again, since another
   *     process may be replacing it
   * @param heartbeat how often held locks are refreshed and the coverage is saved
   * @param staleLock a lock that was not refreshed for so long has lost its owner
   * @param staleJournal a journal of another host that was not refreshed for so long has lost its
   *     owner
   */
  public record Timing(
      Duration reread, Duration heartbeat, Duration staleLock, Duration staleJournal) {
    /** 100 ms, 30 s, 2 min, 1 h. */
    public static final Timing DEFAULT =
        new Timing(
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofHours(1));
  }

  /** A cache of a remote volume. */
  public static StoreOptions cache() {
    return new StoreOptions(Durability.FSYNC, true, InstantSource.system(), Timing.DEFAULT);
  }

  /** A fileset without a remote volume, or one that is looked at offline. */
  public static StoreOptions localOnly() {
    return cache().withRefetchable(false);
  }

  public StoreOptions withDurability(Durability other) {
    return new StoreOptions(other, refetchable, clock, timing);
  }

  public StoreOptions withRefetchable(boolean other) {
    return new StoreOptions(durability, other, clock, timing);
  }

  public StoreOptions withClock(InstantSource other) {
    return new StoreOptions(durability, refetchable, other, timing);
  }

  public StoreOptions withTiming(Timing other) {
    return new StoreOptions(durability, refetchable, clock, other);
  }
}
