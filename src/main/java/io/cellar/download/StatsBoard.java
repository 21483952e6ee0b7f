package io.cellar.download;

import io.cellar.download.DownloadStats.HostStats.Condition;
import io.cellar.download.stage.CapacityUse;
import io.cellar.store.Coverage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the snapshot of everything that counts. */
final class StatsBoard {
  private final Tools tools;
  private final Map<Integer, OpenFileset> filesets;
  private final Router router;
  private final Decoders decoders;
  private final Writers writers;

  StatsBoard(
      Tools tools,
      Map<Integer, OpenFileset> filesets,
      Router router,
      Decoders decoders,
      Writers writers) {
    this.tools = tools;
    this.filesets = filesets;
    this.router = router;
    this.decoders = decoders;
    this.writers = writers;
  }

  DownloadStats snapshot() {
    CapacityUse readBuffer = decoders.use();
    CapacityUse writeQueue = writers.use();
    return tools.desk().decide(() -> snapshot(readBuffer, writeQueue));
  }

  private DownloadStats snapshot(CapacityUse readBuffer, CapacityUse writeQueue) {
    Counters counters = tools.counters();
    List<CapacityUse> capacities = new ArrayList<>();
    router.hosts().hosts().forEach(host -> capacities.add(slots(host)));
    capacities.add(router.hosts().bytes());
    capacities.add(router.disk().use());
    capacities.add(readBuffer);
    capacities.add(writeQueue);
    return new DownloadStats(
        queued(),
        router.hosts().hosts().stream().map(this::stats).toList(),
        counters.received.perSecond(),
        router.hosts().bytes().inUse(),
        (int) writeQueue.inUse(),
        (int) writeQueue.limit(),
        writers.writing(),
        counters.written.sum(),
        counters.bytesWritten.sum(),
        counters.readFromDisk.sum(),
        counters.fetched.sum(),
        tools.failures().list(),
        failed(),
        filesets.values().stream().anyMatch(f -> f.diskProblem().isPresent()),
        capacities);
  }

  private Map<Tier, Integer> queued() {
    Map<Tier, Integer> queued = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      int waiting = router.disk().line().size(tier);
      for (Host host : router.hosts().hosts()) {
        waiting += host.line().size(tier);
      }
      queued.put(tier, waiting);
    }
    return queued;
  }

  private int failed() {
    long missing =
        filesets.values().stream()
            .mapToLong(f -> f.reader().coverage().count(Coverage.State.FAILED))
            .sum();
    long failed = missing + tools.failures().renewals();
    return (int) Math.min(Integer.MAX_VALUE, Math.max(failed, tools.failures().size()));
  }

  private static CapacityUse slots(Host host) {
    return new CapacityUse(
        "slots of " + host.name(), host.open().size(), host.slots().slots(), "requests");
  }

  /** One that takes requests and does not answer them. */
  private DownloadStats.HostStats mute(DownloadStats.HostStats host, Duration since) {
    String cause = "no answer for " + since.toSeconds() + " s";
    return new DownloadStats.HostStats(
        host.host(),
        host.active(),
        host.slots(),
        Condition.PROBING,
        Optional.of(tools.time().now()),
        cause,
        host.host() + ": " + cause);
  }

  private DownloadStats.HostStats stats(Host host) {
    long now = tools.time().nanos();
    int active = host.open().size();
    if (!host.away(now)) {
      DownloadStats.HostStats fine =
          DownloadStats.HostStats.fine(host.name(), active, host.slots().slots());
      return host.mute(now).map(since -> mute(fine, since)).orElse(fine);
    }
    boolean probing = host.breaker().isOpen() && host.breaker().probeAt() <= now && active > 0;
    long left =
        host.breaker().isOpen()
            ? Math.max(0, host.breaker().probeAt() - now)
            : host.pauseLeft(Tier.BULK, now);
    return new DownloadStats.HostStats(
        host.name(),
        active,
        host.slots().slots(),
        probing ? Condition.PROBING : Condition.LEFT_ALONE,
        Optional.of(tools.time().now().plusNanos(left)),
        host.cause,
        host.problem);
  }
}
