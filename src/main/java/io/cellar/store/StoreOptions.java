package io.cellar.store;

import io.cellar.volume.FillValue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a fileset is treated.
 *
 * @param durability how sure a block must be on disk before it gets its final name
 * @param onDamage what becomes of a damaged block
 * @param clock wall clock, for what is written into files; ages are measured by other means
 * @param timing waits and periods
 * @param fill what the voxels of blocks are that are empty in the source; without one no block is
 *     taken for empty
 */
public record StoreOptions(
    Durability durability,
    OnDamage onDamage,
    InstantSource clock,
    Timing timing,
    Optional<FillValue> fill) {

  /** What becomes of a damaged block. */
  public enum OnDamage {
    /** It is moved to quarantine and counts as missing: whoever asked for it fetches it again. */
    FETCH_AGAIN,
    /**
     * It is moved to quarantine and reported: nothing is fetched now, but whoever does so later
     * finds it missing.
     */
    SET_ASIDE,
    /** It is reported and left where it is: there is nothing to fetch it from. */
    LEAVE
  }

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

    /** How old the process's own lock file may be to become another lock. */
    Duration oldest() {
      return Duration.ofNanos(staleLock.toNanos() / 4);
    }

    /** For how long nobody takes a lock over that was touched. */
    Duration certain() {
      return Duration.ofNanos(staleLock.toNanos() / 2);
    }
  }

  /** A cache of a remote volume. */
  public static StoreOptions cache() {
    return new StoreOptions(
        Durability.FSYNC,
        OnDamage.FETCH_AGAIN,
        InstantSource.system(),
        Timing.DEFAULT,
        Optional.empty());
  }

  /** A cache of a remote volume that is not asked now. */
  public static StoreOptions offline() {
    return cache().withOnDamage(OnDamage.SET_ASIDE);
  }

  /** A fileset without a remote volume. */
  public static StoreOptions localOnly() {
    return cache().withOnDamage(OnDamage.LEAVE);
  }

  public StoreOptions withDurability(Durability other) {
    return new StoreOptions(other, onDamage, clock, timing, fill);
  }

  public StoreOptions withOnDamage(OnDamage other) {
    return new StoreOptions(durability, other, clock, timing, fill);
  }

  public StoreOptions withClock(InstantSource other) {
    return new StoreOptions(durability, onDamage, other, timing, fill);
  }

  public StoreOptions withTiming(Timing other) {
    return new StoreOptions(durability, onDamage, clock, other, fill);
  }

  public StoreOptions withFill(Optional<FillValue> other) {
    return new StoreOptions(durability, onDamage, clock, timing, other);
  }
}
