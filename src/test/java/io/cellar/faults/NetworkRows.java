package io.cellar.faults;

import io.cellar.engine.host.Breaker;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchProgress;
import io.cellar.job.RegionFetch;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Connections that end early, hosts that are away, bad answers of all kinds: rows 5, 6, 8, 34. */
final class NetworkRows {
  private static final double DROPPED = 0.2;
  private static final double TRUNCATED = 0.1;

  private NetworkRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(
            5,
            "20 % of connections closed before headers",
            (score, scale) -> dropped(Wire.BOXES, score, scale)),
        new FaultRow(
            6,
            "10 % of bodies truncated, in four ways",
            (score, scale) -> truncated(Wire.BOXES, score, scale)),
        new FaultRow(
            8,
            "503 for a while in the middle of a fetch",
            (score, scale) -> outage(Wire.BOXES, score, scale)),
        new FaultRow(34, "a quarter of all answers bad, in five ways", NetworkRows::mixed));
  }

  static void dropped(Wire wire, Score score, Scale scale) throws Exception {
    try (FaultRig rig = new FaultRig(wire, scale.of(10_000, 64));
        Client client = rig.client(ClientOptions.usual())) {
      rig.misbehave(score, "drop=" + DROPPED);
      FetchProgress p = client.fetchAll(score, FaultRig.PATIENCE);
      score.injected(rig.injected());
      int[] tries =
          rig.server().log().requestsByPath().values().stream().mapToInt(n -> n).sorted().toArray();
      // The client repeats a request once by itself: one try of ours is up to two requests.
      double forecast = p.blocks() * Math.pow(DROPPED * DROPPED, 8);
      score.remark(
          "%d blocks, requests per block p50 %d p99 %d max %d, dead letters %d (forecast %.2g)",
          p.blocks(),
          tries[tries.length / 2],
          tries[tries.length * 99 / 100],
          Arrays.stream(tries).max().orElse(0),
          p.failed(),
          forecast);
      score.require(p.failed() <= 1 + 10 * forecast, "more dead letters than forecast");
      rig.behave();
      client.fetchUntilWhole(score, FaultRig.PATIENCE);
      score.deliver(rig.oracle().look(rig.root()));
    }
  }

  static void truncated(Wire wire, Score score, Scale scale) throws Exception {
    for (String kind : List.of("truncate", "truncate-unsized", "truncate-chunked", "reset")) {
      try (FaultRig rig = new FaultRig(wire, scale.of(2500, 128));
          Client client = rig.client(ClientOptions.usual())) {
        rig.misbehave(score, kind + "=" + TRUNCATED);
        FetchProgress p = client.fetchAll(score, FaultRig.PATIENCE);
        Oracle.Found found = rig.oracle().look(rig.root());
        score.judge(found);
        score.injected(rig.injected());
        score.require(rig.injected() > 0, kind + " was never injected");
        score.remark(
            "%s: %d cut, %d undetected, %d given up",
            kind, rig.injected(), found.complaints().size(), p.failed());
        rig.behave();
        client.fetchUntilWhole(score, FaultRig.PATIENCE);
        score.deliver(rig.oracle().look(rig.root()));
      }
    }
  }

  /** Nothing may be missing at the end of one fetch. */
  private static void mixed(Score score, Scale scale) throws Exception {
    try (FaultRig rig = new FaultRig(scale.of(5000, 300));
        Client client = rig.client(ClientOptions.usual())) {
      rig.misbehave(score, "drop=0.1", "truncate=0.05", "html=0.05", "random=0.03", "503=0.03");
      FetchProgress p = client.fetchAll(score, FaultRig.PATIENCE);
      score.injected(rig.injected());
      score.require(rig.injected() > p.blocks() / 10, "few faults: " + rig.injected());
      score.require(p.failed() == 0, p.failed() + " blocks failed: " + p.examples());
      score.require(p.fetched() == p.blocks(), "not whole: " + p);
      score.deliver(rig.oracle().look(rig.root()));
      score.remark("%d blocks, %d bad answers, none missing", p.blocks(), rig.injected());
    }
  }

  static void outage(Wire wire, Score score, Scale scale) throws Exception {
    Duration away = Duration.ofSeconds(scale.of(60, 2));
    Breaker.Rules rules =
        scale == Scale.FULL
            ? Breaker.Rules.defaults()
            : new Breaker.Rules(
                20, 20, Duration.ofSeconds(10), away.dividedBy(10), away.dividedBy(2));
    try (FaultRig rig = new FaultRig(wire, scale.of(2000, 512));
        Client client = rig.client(ClientOptions.usual().withBreaker(rules));
        RegionFetch fetch = client.begin(FetchOptions.patient(BlockOrder.SCAN))) {
      Client.await(score, "the first quarter", () -> fetch.progress().done() > client.blocks() / 4);
      long start = System.nanoTime();
      rig.misbehave(score, "outage=" + away.toMillis() / 1000.0);
      FetchProgress p = Client.end(fetch, score, FaultRig.PATIENCE);
      double seconds = (System.nanoTime() - start) / 1e9;
      score.injected(rig.injected());
      score.require(p.failed() == 0, p.failed() + " blocks failed");
      score.require(p.fetched() == p.blocks(), "not whole: " + p);
      // Twenty answers open the breaker; what is open then still comes back. A good answer that was
      // late on a busy machine closes it once more.
      long most = 2 * (20 + 2 * 8 + 8) + 2 * away.dividedBy(rules.firstProbe());
      score.require(rig.injected() <= most, "more than " + most + " requests while away");
      score.deliver(rig.oracle().look(rig.root()));
      score.remark(
          "%d blocks, away %d s: %d requests meanwhile, %d failed, done %.1f s after it came back",
          p.blocks(), away.toSeconds(), rig.injected(), p.failed(), seconds - away.toSeconds());
    }
  }
}
