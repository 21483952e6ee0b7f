package io.cellar.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.engine.BulkRig;
import io.cellar.engine.FakeStore;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchTarget;
import io.cellar.volume.Roi;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** What a worker says of several shards at once. */
class HeldShardsTest {

  private static HeldShards.Held begin(
      BulkRig rig, FetchTask task, long number, int fileset, FakeStore store) {
    Roi all = Roi.ofShape(store.geometry().shape());
    FetchTarget target = new FetchTarget(fileset, store, Optional.of(store), 0, all);
    Shard shard = new Shard(number, 0, target, Optional.empty());
    return new HeldShards.Held(shard, "a." + number, task.begin(shard, "a." + number, () -> {}));
  }

  @Test
  void oneThatWaitsIsNotSpokenOfWhileAnotherDownloads() {
    try (BulkRig rig = new BulkRig(4)) {
      Semaphore answers = new Semaphore(0);
      rig.hold(answers);
      FakeStore elsewhere = new FakeStore(4);
      FetchOptions patient = FetchOptions.patient(BlockOrder.SCAN);
      FetchTask task = new FetchTask(rig.engine(), patient, "test", Optional.empty(), 0);
      HeldShards held = new HeldShards();
      held.add(begin(rig, task, 0, rig.openUnreachable(elsewhere), elsewhere));
      held.add(begin(rig, task, 1, rig.fileset(), rig.store()));
      rig.advanceUntil(() -> held.waitsFor().equals("waiting for the host"));

      answers.release(1);
      BulkRig.until(() -> held.counts().fetched() == 1);
      assertEquals("", held.waitsFor());
      rig.advanceUntil(() -> held.waitsFor().equals("waiting for the host"));
      assertEquals(1, held.counts().fetched());
      held.cancel();
    }
  }
}
