package io.cellar.faults;

import io.cellar.engine.host.Breaker;
import io.cellar.job.FetchProgress;
import io.cellar.volume.VolumeDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** 503 and 429 that say when to come back: row 7. */
final class RetryAfterRows {

  private RetryAfterRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(
            7,
            "503 and 429 with Retry-After in six forms",
            (score, scale) -> retryAfter(Wire.BOXES, score, scale)));
  }

  static void retryAfter(Wire wire, Score score, Scale scale) throws Exception {
    int blocks = scale.of(200, 3);
    AtomicLong early = new AtomicLong();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int status : List.of(503, 429)) {
        for (String form : List.of("seconds", "date", "zero", "negative", "huge", "garbage")) {
          all.add(
              threads.submit(
                  () -> {
                    early.addAndGet(ask(wire, status, form, blocks, score));
                    return null;
                  }));
        }
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    score.never("requests before the time allowed", early.get());
    score.remark(
        "%d statuses with the header; 10^9 s capped at %d s",
        score.injected(), BusyServer.CAP.toSeconds());
  }

  /** Asks for some blocks, each of which is refused once; returns how often it asked too early. */
  private static long ask(Wire wire, int status, String form, int blocks, Score score)
      throws Exception {
    try (FaultRig rig = new FaultRig(blocks);
        BusyServer busy = new BusyServer(rig, status, form)) {
      VolumeDescription volume =
          rig.describe(
              rig.text("", "blocks")
                  .replace(rig.server().origin(), "http://127.0.0.1:" + busy.port()));
      ClientOptions options =
          ClientOptions.usual()
              .withParallel(1)
              .withBreaker(
                  new Breaker.Rules(
                      1000, 100_000, BusyServer.CAP, Duration.ofMillis(100), BusyServer.CAP))
              .withRetries(
                  new io.cellar.engine.host.RetryRules(
                      8, 3, Duration.ofMillis(1), Duration.ofMillis(10), BusyServer.CAP));
      try (Client client = new Client(volume, options, wire)) {
        FetchProgress p = client.fetchAll(score, FaultRig.PATIENCE);
        score.require(p.fetched() == p.blocks(), status + "-" + form + ": not whole: " + p);
      }
      score.injected(busy.refusals());
      score.deliver(rig.oracle().look(rig.root()));
      return busy.early();
    }
  }
}
