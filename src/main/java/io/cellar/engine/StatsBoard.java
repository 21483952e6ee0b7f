package io.cellar.engine;

import io.cellar.engine.EngineStats.CapacityUse;
import io.cellar.engine.EngineStats.HostStats.Condition;
import io.cellar.store.Coverage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the snapshot of everything that counts. */
final class StatsBoard {
  private final EngineParts parts;
  private final OpenFilesets filesets;
  private final BlockFlow flow;

  StatsBoard(EngineParts parts, OpenFilesets filesets, BlockFlow flow) {
    this.parts = parts;
    this.filesets = filesets;
    this.flow = flow;
  }

  EngineStats snapshot() {
    List<EngineStats.Failure> failures = parts.failures().list();
    return parts.lock().decide(() -> take(failures));
  }

  /** Empty while somebody else decides; never waits. */
  Optional<EngineStats> snapshotAtOnce() {
    List<EngineStats.Failure> failures = parts.failures().list();
    return parts.lock().look(() -> take(failures));
  }

  private EngineStats take(List<EngineStats.Failure> failures) {
    CapacityUse writeQueue = flow.writing().station().use();
    Meters counters = parts.meters();
    List<CapacityUse> capacities = new ArrayList<>();
    flow.hosts().hosts().forEach(host -> capacities.add(host.station().use()));
    capacities.add(flow.hosts().bytes());
    capacities.add(flow.disk().station().use());
    capacities.add(flow.decoding().station().use());
    capacities.add(writeQueue);
    return new EngineStats(
        queued(),
        flow.hosts().hosts().stream().filter(Host::isServer).map(this::stats).toList(),
        counters.received.perSecond(),
        flow.hosts().bytes().inUse(),
        (int) writeQueue.inUse(),
        (int) writeQueue.limit(),
        flow.writing().writing(),
        counters.written.sum(),
        counters.bytesWritten.sum(),
        counters.readFromDisk.sum(),
        counters.fetched.sum(),
        counters.empty.sum(),
        failures,
        failed(),
        diskFull(),
        capacities);
  }

  /** What waits at the stages of the pipeline, and what has passed them. */
  StageStats stages() {
    return parts.lock().decide(this::takeStages);
  }

  private StageStats takeStages() {
    long now = parts.time().nanos();
    Decoding decoding = flow.decoding();
    WriteQueue writing = flow.writing();
    return new StageStats(
        flow.hosts().open(),
        parts.meters().settled.sum(),
        decoding.station().use().queued(),
        decoding.begun(),
        decoding.station().inside().size(),
        decoding.ended(),
        writing.station().use().queued(),
        writing.admitted(),
        writing.held(),
        flow.hosts().hosts().stream().anyMatch(host -> host.away(now)),
        diskFull());
  }

  private boolean diskFull() {
    return filesets.all().stream().anyMatch(f -> f.diskProblem().isPresent());
  }

  private Map<Tier, Integer> queued() {
    Map<Tier, Integer> queued = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      int waiting = flow.disk().station().waiting(tier);
      for (Host host : flow.hosts().hosts()) {
        waiting += host.station().waiting(tier);
      }
      queued.put(tier, waiting);
    }
    return queued;
  }

  private int failed() {
    long missing =
        filesets.all().stream()
            .mapToLong(f -> f.reader().coverage().count(Coverage.State.FAILED))
            .sum();
    long failed = missing + parts.failures().refreshes();
    return (int) Math.min(Integer.MAX_VALUE, Math.max(failed, parts.failures().size()));
  }

  /** One that takes requests and does not answer them. */
  private EngineStats.HostStats mute(EngineStats.HostStats host, Duration since) {
    String cause = "no answer for " + since.toSeconds() + " s";
    return new EngineStats.HostStats(
        host.host(),
        host.active(),
        host.slots(),
        Condition.PROBING,
        Optional.of(parts.time().now()),
        cause,
        host.host() + ": " + cause);
  }

  private EngineStats.HostStats stats(Host host) {
    long now = parts.time().nanos();
    int active = host.open().size();
    if (!host.away(now)) {
      EngineStats.HostStats fine =
          EngineStats.HostStats.fine(host.name(), active, host.slots().slots());
      return host.mute(now).map(since -> mute(fine, since)).orElse(fine);
    }
    boolean probing = host.breaker().isOpen() && host.breaker().probeAt() <= now && active > 0;
    long left =
        host.breaker().isOpen()
            ? Math.max(0, host.breaker().probeAt() - now)
            : host.pauseLeft(Tier.BULK, now);
    return new EngineStats.HostStats(
        host.name(),
        active,
        host.slots().slots(),
        probing ? Condition.PROBING : Condition.LEFT_ALONE,
        Optional.of(parts.time().now().plusNanos(left)),
        host.cause,
        host.problem);
  }
}
