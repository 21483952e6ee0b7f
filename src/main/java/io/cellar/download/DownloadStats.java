package io.cellar.download;

import io.cellar.download.stage.CapacityUse;
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
 * @param failures blocks that failed and have not been had since, newest first, at most a thousand
 * @param failedCount number of all of them
 * @param diskFull true while writing is paused because a disk is full or refuses writes
 * @param capacities everything that is bounded: slots of each host, bytes in flight, disk readers,
 *     decode permits, buffers
 */
public record DownloadStats(
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
    List<Failure> failures,
    int failedCount,
    boolean diskFull,
    List<CapacityUse> capacities) {

  public DownloadStats {
    queued = Map.copyOf(queued);
    hosts = List.copyOf(hosts);
    failures = List.copyOf(failures);
    capacities = List.copyOf(capacities);
  }

  /**
   * One host.
   *
   * @param host scheme, name, port
   * @param active requests open now
   * @param slots most requests that may be open
   * @param pausedUntil set while the host asked to be left alone or does not answer
   * @param problem why it is paused, empty text when it is not
   */
  public record HostStats(
      String host, int active, int slots, Optional<Instant> pausedUntil, String problem) {}

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
}
