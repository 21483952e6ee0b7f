package io.cellar.engine;

import io.cellar.volume.BlockKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine is doing at one moment.
 *
 * @param queued waiting requests by tier
 * @param hosts one entry per host that was asked
 * @param bytesPerSecond received over the last seconds
 * @param bytesInFlight bytes of bodies that are held between network and disk
 * @param writeQueue blocks accepted and not yet on disk
 * @param writeQueueCapacity most blocks that may wait to be written
 * @param writing blocks being written now
 * @param written blocks written since the engine started
 * @param bytesWritten bytes of those
 * @param readFromDisk blocks read from disk since the engine started
 * @param fetched blocks downloaded since the engine started
 * @param empty blocks that sources have proved to be empty since the engine started
 * @param failures blocks that failed and have not been had since, newest first, at most a thousand
 * @param failedCount number of all of them
 * @param diskFull true while writing is paused because a disk is full or refuses writes
 * @param capacities everything that is bounded: slots of each host, bytes in flight, disk readers,
 *     decode permits, write queue
 */
public record EngineStats(
    Map<Tier, Integer> queued,
    List<HostStats> hosts,
    double bytesPerSecond,
    long bytesInFlight,
    int writeQueue,
    int writeQueueCapacity,
    int writing,
    long written,
    long bytesWritten,
    long readFromDisk,
    long fetched,
    long empty,
    List<Failure> failures,
    int failedCount,
    boolean diskFull,
    List<CapacityUse> capacities) {

  public EngineStats {
    queued = Map.copyOf(queued);
    hosts = List.copyOf(hosts);
    failures = List.copyOf(failures);
    capacities = List.copyOf(capacities);
  }

  /**
   * One host.
   *
   * @param host scheme, name, port, such as {@code https://example.org:443}; what {@link
   *     BlockEngine#tryNow} takes
   * @param active requests open now
   * @param slots most requests that may be open
   * @param condition whether it is asked at present
   * @param pausedUntil when it is tried again, unless it is {@link Condition#FINE}; of one that is
   *     being probed, when it was
   * @param cause why it is not asked, in few words such as {@code connection refused}; empty text
   *     when it is fine
   * @param problem the same in full, with the address that was asked last; empty text when it is
   *     fine
   */
  public record HostStats(
      String host,
      int active,
      int slots,
      Condition condition,
      Optional<Instant> pausedUntil,
      String cause,
      String problem) {

    /** Whether a host is asked. */
    public enum Condition {
      /** Requests go to it. */
      FINE,
      /** It does not answer or asked to be left alone, and is tried again in time. */
      LEFT_ALONE,
      /** It does not answer; what is on its way to it finds out whether it does again. */
      PROBING
    }

    /** A host for which all is well. */
    public static HostStats fine(String host, int active, int slots) {
      return new HostStats(host, active, slots, Condition.FINE, Optional.empty(), "", "");
    }

    /** What people call it: {@code example.org}, with the port if it is not the usual one. */
    public String displayName() {
      return host.replaceFirst("^https://(.*?)(:443)?$", "$1")
          .replaceFirst("^http://(.*?)(:80)?$", "$1");
    }
  }

  /**
   * One block that could not be had.
   *
   * @param address where it was asked from
   * @param cause in words
   * @param tries how often it was tried
   * @param nextTry when it will be tried again by itself
   */
  public record Failure(
      BlockKey key, String address, String cause, int tries, Optional<Instant> nextTry) {}

  /**
   * How much of something bounded is in use, and who waits for it.
   *
   * @param name what is bounded, in words for the status panel
   * @param inUse may exceed the limit for a moment after the limit fell
   * @param limit most that may be in use
   * @param unit such as {@code requests}, {@code bytes}, {@code blocks}
   * @param queued blocks that wait for it, stale ones included
   */
  public record CapacityUse(String name, long inUse, long limit, String unit, int queued) {}
}
