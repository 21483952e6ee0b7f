package io.cellar.engine;

import io.cellar.engine.Measures.FilesetMeasures;
import io.cellar.engine.Measures.HostMeasures;
import io.cellar.engine.Measures.Stage;
import io.cellar.engine.stage.Timers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What has been counted since the engine started, and measured. Thread-safe. */
final class Meters {
  final LongAdder written = new LongAdder();
  final LongAdder bytesWritten = new LongAdder();
  final LongAdder readFromDisk = new LongAdder();
  final LongAdder fetched = new LongAdder();
  final LongAdder empty = new LongAdder();

  /** Requests that their hosts have settled, by whatever answer, or the disk meanwhile. */
  final LongAdder settled = new LongAdder();

  /** Bytes that come from hosts, whole bodies or not. */
  final RateMeter received;

  private final EngineTime time;
  private final LatencyMeter all;
  private final Map<String, OfHost> hosts = new ConcurrentHashMap<>();
  private final Map<Integer, OfFileset> filesets = new ConcurrentHashMap<>();

  private record OfHost(LatencyMeter latency, LongAdder blocks, LongAdder bytes) {}

  private record OfFileset(LongAdder fetched, LongAdder bytes, LongAdder fromDisk) {}

  Meters(EngineTime time) {
    this.time = time;
    this.received = new RateMeter(time);
    this.all = new LatencyMeter(time);
  }

  /** A body has come. */
  void bodyCame(String host, int fileset, long nanos, long bytes) {
    all.add(nanos);
    OfHost ofHost =
        hosts.computeIfAbsent(
            host, _ -> new OfHost(new LatencyMeter(time), new LongAdder(), new LongAdder()));
    ofHost.latency.add(nanos);
    ofHost.blocks.increment();
    ofHost.bytes.add(bytes);
    OfFileset ofFileset = of(fileset);
    ofFileset.fetched.increment();
    ofFileset.bytes.add(bytes);
  }

  /** A block was read from disk. */
  void read(int fileset) {
    readFromDisk.increment();
    of(fileset).fromDisk.increment();
  }

  private OfFileset of(int fileset) {
    return filesets.computeIfAbsent(
        fileset, _ -> new OfFileset(new LongAdder(), new LongAdder(), new LongAdder()));
  }

  Measures snapshot(Timers timers) {
    Map<String, HostMeasures> byHost = new HashMap<>();
    hosts.forEach(
        (name, h) ->
            byHost.put(name, new HostMeasures(h.latency.summary(), h.blocks.sum(), h.bytes.sum())));
    Map<Integer, FilesetMeasures> byFileset = new HashMap<>();
    filesets.forEach(
        (id, f) ->
            byFileset.put(
                id, new FilesetMeasures(f.fetched.sum(), f.bytes.sum(), f.fromDisk.sum())));
    List<Stage> stages =
        timers.names().stream()
            .flatMap(name -> timers.summary(name).map(s -> new Stage(name, s)).stream())
            .toList();
    return new Measures(all.summary(), byHost, byFileset, stages);
  }
}
