package io.cellar.ui.status;

import io.cellar.download.DownloadStats;
import io.cellar.download.DownloadStats.Failure;
import io.cellar.download.DownloadStats.HostStats;
import io.cellar.download.SourceMode;
import io.cellar.download.Tier;
import io.cellar.ui.CacheFigures;
import io.cellar.ui.words.BlockWords;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Figures of the engine and the cache in words. Toolkit-free. */
public final class StatusText {

  private StatusText() {}

  /** How much waits: {@code queue 12 (3 visible)}. */
  public static String queue(DownloadStats stats) {
    int all = stats.queued().values().stream().mapToInt(Integer::intValue).sum();
    return all == 0
        ? Words.of("status.queueEmpty")
        : Words.of("status.queue", Figures.count(all), Figures.count(queued(stats, Tier.VISIBLE)));
  }

  /** How many of a tier wait. */
  public static int queued(DownloadStats stats, Tier tier) {
    return stats.queued().getOrDefault(tier, 0);
  }

  /** What is on the wire: {@code 8 downloads, 41 MB/s}; the reason when hosts are paused. */
  public static String downloads(DownloadStats stats, Instant now) {
    int active = stats.hosts().stream().mapToInt(HostStats::active).sum();
    List<HostStats> paused =
        stats.hosts().stream().filter(h -> h.pausedUntil().isPresent()).toList();
    if (active == 0 && !paused.isEmpty()) {
      HostStats host = paused.getFirst();
      return Words.of(
          "status.paused",
          host.host(),
          Figures.duration(Duration.between(now, host.pausedUntil().orElseThrow())));
    }
    return active == 0
        ? Words.of("status.noDownloads")
        : Words.of("status.downloads", active, Figures.rate(stats.bytesPerSecond()));
  }

  /** What the writers do: {@code writer 2/64}. */
  public static String writer(DownloadStats stats) {
    return stats.diskFull()
        ? Words.of("status.diskFull")
        : Words.of(
            "status.writer",
            Figures.count((long) stats.writeQueue() + stats.writing()),
            Figures.count(stats.writeQueueCapacity()));
  }

  /** Blocks in memory: {@code RAM 310 MiB of 2 GiB}. */
  public static String memory(CacheFigures figures) {
    return Words.of(
        "status.memory", Figures.bytes(figures.cellBytes()), Figures.bytes(figures.cellCapacity()));
  }

  /** Blocks on disk: {@code disk 1.2 GiB, 6,420 blocks}. */
  public static String disk(CacheFigures figures) {
    String blocks = Figures.count(figures.blocksOnDisk());
    return figures.bytesOnDisk() < 0
        ? Words.of("status.diskBlocks", blocks)
        : Words.of("status.disk", Figures.bytes(figures.bytesOnDisk()), blocks);
  }

  /** {@code 2 failed}. */
  public static String failed(DownloadStats stats) {
    return Words.of("status.failed", stats.failedCount());
  }

  /** Where blocks come from. */
  public static String mode(SourceMode mode) {
    return switch (mode) {
      case ONLINE -> Words.of("mode.online");
      case CACHE_ONLY -> Words.of("mode.cacheOnly");
      case REFRESH -> Words.of("mode.refresh");
    };
  }

  /** True while something is on the wire or on its way to the disk, or was a moment ago. */
  public static boolean isWorking(DownloadStats stats) {
    boolean active = stats.hosts().stream().anyMatch(h -> h.active() > 0);
    boolean waits = stats.queued().values().stream().anyMatch(n -> n > 0);
    return active
        || stats.bytesPerSecond() > 0
        || !stats.diskFull() && stats.writeQueue() + stats.writing() > 0
        || waits && !hostPaused(stats);
  }

  /** True while something is to be done that is not done now: times run out then. */
  public static boolean isWaiting(DownloadStats stats) {
    return hostPaused(stats)
        || stats.diskFull()
        || stats.queued().values().stream().anyMatch(n -> n > 0);
  }

  /** True while a host is left alone for a while. */
  public static boolean hostPaused(DownloadStats stats) {
    return stats.hosts().stream().anyMatch(h -> h.pausedUntil().isPresent());
  }

  /** One host: {@code 4 of 8 open}, or why it is paused and for how long. */
  public static String host(HostStats host, Instant now) {
    String open = Words.of("stats.hostOpen", host.active(), host.slots());
    return host.pausedUntil()
        .map(
            until ->
                Words.of(
                    "stats.hostPaused",
                    open,
                    Figures.duration(Duration.between(now, until)),
                    host.problem()))
        .orElse(open);
  }

  /** One failure on a line, tab-separated, to be copied into a message. */
  public static String line(Failure failure, String place, Instant now) {
    return String.join(
        "\t",
        place,
        failure.address(),
        failure.cause(),
        BlockWords.tries(failure.tries(), failure.nextTry(), now));
  }
}
