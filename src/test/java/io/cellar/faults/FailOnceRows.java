package io.cellar.faults;

import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchProgress;
import io.cellar.job.RegionFetch;
import io.cellar.sample.FaultPlan;
import io.cellar.store.DiskHooks;
import io.cellar.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Each single call fails once in a job of 20 blocks: row 33. */
final class FailOnceRows {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int BLOCKS = 20;

  private FailOnceRows() {}

  static List<FaultRow> rows() {
    return List.of(new FaultRow(33, "each call fails once", FailOnceRows::failOnce));
  }

  private static void failOnce(Score score, Scale scale) throws Exception {
    Map<DiskHooks.Call, Integer> counts = count(score);
    int step = scale == Scale.FULL ? 1 : scale == Scale.TENTH ? 4 : 40;
    int runs = 0;
    for (DiskHooks.Call call : counts.keySet()) {
      for (int n = 1; n <= counts.get(call); n += step) {
        disk(call, n, score);
        runs++;
      }
    }
    for (String kind : List.of("drop", "truncate", "reset")) {
      for (int n = 1; n <= BLOCKS; n += step) {
        network(kind, n, score);
        runs++;
      }
    }
    score.remark("%d runs of %d blocks, calls on the disk in each: %s", runs, BLOCKS, counts);
  }

  /** How often each call comes in a job that nothing happens to. */
  private static Map<DiskHooks.Call, Integer> count(Score score) throws Exception {
    Map<DiskHooks.Call, Integer> counts = new EnumMap<>(DiskHooks.Call.class);
    DiskHooks.Hook hook =
        call -> {
          synchronized (counts) {
            counts.merge(call, 1, Integer::sum);
          }
        };
    try (FaultRig rig = new FaultRig(BLOCKS);
        Client client = rig.client(ClientOptions.usual().withDisk(hook))) {
      client.fetchUntilWhole(score, PATIENCE);
    }
    return counts;
  }

  private static void disk(DiskHooks.Call which, int n, Score score) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    DiskHooks.Hook hook =
        call -> {
          if (call == which && calls.incrementAndGet() == n) {
            throw new IOException("Input/output error");
          }
        };
    try (FaultRig rig = new FaultRig(BLOCKS)) {
      try (Client client = rig.client(ClientOptions.usual().withDisk(hook))) {
        run(which + " " + n, client, score);
      } finally {
        score.injected(calls.get() >= n ? 1 : 0);
      }
      score.judge(rig.oracle().look(rig.root()));
      again(rig, score);
    }
  }

  /** The n-th block's first answer breaks. */
  private static void network(String kind, int n, Score score) throws Exception {
    try (FaultRig rig = new FaultRig(BLOCKS);
        Client client = rig.client(ClientOptions.usual().withParallel(1));
        RegionFetch fetch = client.begin(FetchOptions.patient(BlockOrder.SCAN))) {
      Client.await(
          score, "block " + n, () -> rig.server().log().requests() >= n || fetch.done().isDone());
      rig.server().setFaults(FaultPlan.always(kind));
      Client.await(score, kind, () -> rig.server().log().faults(kind) > 0 || fetch.done().isDone());
      rig.behave();
      FetchProgress p = Client.end(fetch, score, PATIENCE);
      score.require(p.failed() == 0, kind + " " + n + ": " + p.failures());
      score.injected(rig.injected());
      score.judge(rig.oracle().look(rig.root()));
      again(rig, score);
    }
  }

  private static void run(String what, Client client, Score score) throws InterruptedException {
    try (RegionFetch fetch =
        client.begin(FetchOptions.impatient(BlockOrder.SCAN, Duration.ofSeconds(30)))) {
      FetchProgress p = Client.end(fetch, score, PATIENCE);
      for (String failure : new ArrayList<>(p.failures().keySet())) {
        score.require(!failure.contains("NullPointer"), what + ": " + failure);
      }
      p.stoppedBy()
          .filter(
              why -> !(why instanceof StoreException || why.getCause() instanceof StoreException))
          .ifPresent(why -> score.violation(what + ": stopped by " + why));
    }
  }

  /** Afterwards everything works. */
  private static void again(FaultRig rig, Score score) throws Exception {
    try (Client client = rig.client(ClientOptions.usual())) {
      client.fetchUntilWhole(score, PATIENCE);
    }
    Oracle.Found found = rig.oracle().look(rig.root());
    score.deliver(found);
    score.lost(BLOCKS - found.files(), "blocks after a call had failed");
  }
}
