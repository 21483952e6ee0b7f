package io.cellar.faults;

import io.cellar.sample.ServerOptions;
import io.cellar.source.Deadlines;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Servers that say nothing, or never stop: rows 9 and 17. */
final class SilenceRows {
  private static final Duration SLACK = Duration.ofSeconds(1);

  private SilenceRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(
            9,
            "silence: at once, in headers, in the body; a drop at a time",
            (score, scale) -> hang(Wire.BOXES, score, scale)),
        new FaultRow(
            17,
            "endless body, 2 MB of headers, dripped headers, 20 x 100-Continue",
            SilenceRows::flood));
  }

  static void hang(Wire wire, Score score, Scale scale) throws Exception {
    int each = scale.of(100, 3);
    for (String kind : List.of("hang-accept", "hang-headers", "hang-body", "slow")) {
      Duration slowest = endAll(wire, kind, each, score);
      score.remark("%s: slowest %d ms", kind, slowest.toMillis());
    }
    score.remark(
        "limits: head %d ms, silence %d ms, whole %d ms",
        ClientOptions.BRISK.firstByte().toMillis(),
        ClientOptions.BRISK.stall().toMillis(),
        ClientOptions.BRISK.total().toMillis());
  }

  private static void flood(Score score, Scale scale) throws Exception {
    int each = scale.of(10, 2);
    long before = heap();
    for (String kind : List.of("endless", "huge-headers", "drip-headers", "continue")) {
      Duration slowest = endAll(Wire.BOXES, kind, each, score);
      score.remark("%s: slowest %d ms", kind, slowest.toMillis());
    }
    score.remark("heap grew by %d MiB", Math.max(0, heap() - before) >> 20);
    score.require(heap() - before < 256L << 20, "memory is not bounded");
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Asks for blocks at once; none may be answered, each must end in time and leave the wire. */
  private static Duration endAll(Wire wire, String kind, int count, Score score) throws Exception {
    ServerOptions options = ServerOptions.DEFAULT.withDripPeriod(Duration.ofMillis(100));
    AtomicLong slowest = new AtomicLong();
    try (FaultRig rig = new FaultRig(wire, count, options);
        Client client = rig.client(ClientOptions.usual().withDeadlines(ClientOptions.BRISK));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      rig.misbehave(score, kind + "=1");
      List<Future<?>> ends = new ArrayList<>();
      for (long i = 0; i < Math.max(count, client.blocks()); i++) {
        Roi roi = client.store().grid().roi(i % client.blocks());
        ends.add(threads.submit(() -> end(client, roi, rig, score, slowest, kind)));
      }
      for (Future<?> end : ends) {
        end.get();
      }
      score.injected(rig.injected());
      score.require(rig.injected() >= count, kind + " was injected " + rig.injected() + " times");
      boolean idle = rig.server().log().awaitConnections(8, Duration.ofSeconds(10));
      score.require(idle || kind.equals("continue"), kind + ": connections left open");
    }
    return Duration.ofNanos(slowest.get());
  }

  private static Void end(
      Client client, Roi roi, FaultRig rig, Score score, AtomicLong slowest, String kind)
      throws Exception {
    Deadlines deadlines = ClientOptions.BRISK;
    Duration limit = deadlines.total().plus(SLACK);
    score.limit(limit);
    long start = System.nanoTime();
    try {
      RawBlock raw = (RawBlock) client.source().fetch(roi, TransferProgress.NONE);
      Block block = client.source().decode(roi, raw);
      score.wrongVoxels(rig.oracle().wrongVoxels(roi, (short[]) block.values()));
      score.delivered(1);
      score.require(kind.equals("continue"), kind + " was accepted");
    } catch (SourceException e) {
      // As it should be, in time.
    }
    long took = System.nanoTime() - start;
    slowest.accumulateAndGet(took, Math::max);
    if (took > limit.toNanos()) {
      score.hung(kind + " ended after " + took / 1_000_000 + " ms");
    }
    return null;
  }
}
