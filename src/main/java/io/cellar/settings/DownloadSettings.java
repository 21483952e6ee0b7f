package io.cellar.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How blocks are fetched.
 *
 * @param parallel open requests per host, at least 1; empty: found while running
 * @param bytesPerSecond limit of the sum of all downloads, at least 1; empty: none
 * @param limitBlocks a view that needs more blocks than this is not fetched without being asked
 * @param limitBytes the same in bytes
 * @param readAhead whether blocks beside the view are fetched before they are seen
 * @param waitForHost how long to wait for a host that is away; empty: as long as each command or
 *     the window does by itself
 */
public record DownloadSettings(
    OptionalInt parallel,
    OptionalLong bytesPerSecond,
    long limitBlocks,
    long limitBytes,
    boolean readAhead,
    Optional<Duration> waitForHost) {

  /** Adaptive, no rate limit, 2048 blocks or 2 GiB without being asked, reading ahead. */
  public static final DownloadSettings DEFAULT =
      new DownloadSettings(
          OptionalInt.empty(), OptionalLong.empty(), 2048, 2L << 30, true, Optional.empty());

  public DownloadSettings {
    if (parallel.orElse(1) < 1 || parallel.orElse(1) > 1024) {
      throw new IllegalArgumentException(
          parallel.getAsInt() + " parallel downloads: expected 1 to 1024");
    }
    if (bytesPerSecond.orElse(1) < 1) {
      throw new IllegalArgumentException(
          bytesPerSecond.getAsLong() + " bytes a second: expected at least 1");
    }
    if (limitBlocks < 1 || limitBytes < 1) {
      throw new IllegalArgumentException(
          "fetch limit of " + limitBlocks + " blocks, " + limitBytes + " bytes: at least 1 each");
    }
    if (waitForHost.isPresent() && waitForHost.get().isNegative()) {
      throw new IllegalArgumentException("waiting for " + waitForHost.get() + " is not possible");
    }
  }

  public DownloadSettings withParallel(OptionalInt changed) {
    return new DownloadSettings(
        changed, bytesPerSecond, limitBlocks, limitBytes, readAhead, waitForHost);
  }

  public DownloadSettings withBytesPerSecond(OptionalLong changed) {
    return new DownloadSettings(parallel, changed, limitBlocks, limitBytes, readAhead, waitForHost);
  }

  /** Both limits of what is fetched without being asked. */
  public DownloadSettings withLimit(long blocks, long bytes) {
    return new DownloadSettings(parallel, bytesPerSecond, blocks, bytes, readAhead, waitForHost);
  }

  public DownloadSettings withReadAhead(boolean changed) {
    return new DownloadSettings(
        parallel, bytesPerSecond, limitBlocks, limitBytes, changed, waitForHost);
  }

  public DownloadSettings withWaitForHost(Optional<Duration> changed) {
    return new DownloadSettings(
        parallel, bytesPerSecond, limitBlocks, limitBytes, readAhead, changed);
  }
}
