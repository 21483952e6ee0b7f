package io.cellar.ui.status;

import io.cellar.engine.EngineStats;
import io.cellar.engine.EngineStats.Failure;
import io.cellar.engine.EngineStats.HostStats;
import io.cellar.engine.SourceMode;
import io.cellar.engine.Tier;
import io.cellar.ui.CacheFigures;
import io.cellar.ui.words.BlockWords;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.HostWords;
import io.cellar.ui.words.Words;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;

/** Figures of the engine and the cache in words. Toolkit-free. */
public final class StatusText {

  private StatusText() {}

  /** How much waits: {@code queue 12 (3 visible)}. */
  public static String queue(EngineStats stats) {
    int all = stats.queued().values().stream().mapToInt(Integer::intValue).sum();
    return all == 0
        ? Words.of("status.queueEmpty")
        : Words.of("status.queue", Figures.count(all), Figures.count(queued(stats, Tier.VISIBLE)));
  }

  /** How many of a tier wait. */
  public static int queued(EngineStats stats, Tier tier) {
    return stats.queued().getOrDefault(tier, 0);
  }

  /** Which blocks wait, by how much they are needed. */
  static String queueTip(EngineStats stats) {
    return Words.of(
        "status.tip.queue",
        Figures.count(queued(stats, Tier.VISIBLE)),
        Figures.count(queued(stats, Tier.NEARBY)),
        Figures.count(queued(stats, Tier.BULK)));
  }

  /** What is on the wire: {@code 8 downloads, 41 MB/s}. */
  public static String downloads(EngineStats stats) {
    int active = stats.hosts().stream().mapToInt(HostStats::active).sum();
    return active == 0
        ? Words.of("status.noDownloads")
        : Words.of("status.downloads", active, Figures.rate(stats.bytesPerSecond()));
  }

  /** Which hosts are asked, a line for each. */
  static String downloadsTip(EngineStats stats, Instant now) {
    if (stats.hosts().isEmpty()) {
      return Words.of("status.tip.noHosts");
    }
    return stats.hosts().stream()
        .map(h -> Words.of("status.tip.host", HostWords.name(h), host(h, now)))
        .collect(Collectors.joining("\n", Words.of("status.tip.downloads") + "\n", ""));
  }

  /** What the writers do: {@code writer 2/64}. */
  public static String writer(EngineStats stats) {
    return stats.diskFull()
        ? Words.of("status.diskFull")
        : Words.of(
            "status.writer",
            Figures.count((long) stats.writeQueue() + stats.writing()),
            Figures.count(stats.writeQueueCapacity()));
  }

  /** What waits to be written. */
  static String writerTip(EngineStats stats) {
    String waiting = Figures.count(stats.writeQueue());
    return stats.diskFull()
        ? Words.of("status.tip.diskFull", waiting)
        : Words.of(
            "status.tip.writer",
            waiting,
            Figures.count(stats.writeQueueCapacity()),
            Figures.count(stats.writing()));
  }

  /** Blocks in memory: {@code RAM 310 MiB of 2 GiB}. */
  public static String memory(CacheFigures figures) {
    return Words.of(
        "status.memory", Figures.bytes(figures.cellBytes()), Figures.bytes(figures.cellCapacity()));
  }

  /** Blocks in memory, in a sentence. */
  static String memoryTip(CacheFigures figures) {
    return Words.of(
        "status.tip.memory",
        Figures.count(figures.cells()),
        Figures.bytes(figures.cellBytes()),
        Figures.bytes(figures.cellCapacity()));
  }

  /** Blocks on disk, and where. */
  static String diskTip(CacheFigures figures, Path folder) {
    String kept = Words.of("status.tip.disk", folder, disk(figures));
    return figures.diskFree() < 0
        ? kept
        : Words.of("status.tip.diskFree", kept, Figures.bytes(figures.diskFree()));
  }

  /** Blocks on disk: {@code disk 1.2 GiB, 6,420 blocks}. */
  public static String disk(CacheFigures figures) {
    String blocks = Figures.count(figures.blocksOnDisk());
    return figures.bytesOnDisk() < 0
        ? Words.of("status.diskBlocks", blocks)
        : Words.of("status.disk", Figures.bytes(figures.bytesOnDisk()), blocks);
  }

  /** {@code 2 failed}. */
  public static String failed(EngineStats stats) {
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
  public static boolean isWorking(EngineStats stats) {
    boolean active = stats.hosts().stream().anyMatch(h -> h.active() > 0);
    boolean waits = stats.queued().values().stream().anyMatch(n -> n > 0);
    return active
        || stats.bytesPerSecond() > 0
        || !stats.diskFull() && stats.writeQueue() + stats.writing() > 0
        || waits && !hostPaused(stats);
  }

  /** True while something is to be done that is not done now: times run out then. */
  public static boolean isWaiting(EngineStats stats) {
    return hostPaused(stats)
        || stats.diskFull()
        || stats.queued().values().stream().anyMatch(n -> n > 0);
  }

  /** True while a host is left alone for a while. */
  public static boolean hostPaused(EngineStats stats) {
    return stats.hosts().stream().anyMatch(h -> h.pausedUntil().isPresent());
  }

  /** What a mode means, in a sentence. */
  static String modeTip(SourceMode mode) {
    return switch (mode) {
      case ONLINE -> Words.of("status.tip.online");
      case CACHE_ONLY -> Words.of("status.tip.cacheOnly");
      case REFRESH -> Words.of("status.tip.refresh");
    };
  }

  /** One host: {@code 4 of 8 requests open}, or why it is not asked and for how long. */
  public static String host(HostStats host, Instant now) {
    return host.condition() == HostStats.Condition.FINE
        ? Words.of("stats.hostOpen", Figures.count(host.active()), Figures.count(host.slots()))
        : Words.of("stats.hostTrouble", HostWords.what(host), HostWords.next(host, now));
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
