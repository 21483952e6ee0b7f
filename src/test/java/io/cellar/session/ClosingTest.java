package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.ReadOptions;
import io.cellar.engine.EngineSettings;
import io.cellar.engine.FakeSource;
import io.cellar.engine.FakeStore;
import io.cellar.engine.Priority;
import io.cellar.engine.StoreRequest;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What closing tells of blocks that had come. */
class ClosingTest {
  @TempDir Path home;

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it did not come about in 20 s");
      LockSupport.parkNanos(200_000);
    }
  }

  @Test
  void closingTellsHowManyBlocksWereNotWritten() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    FakeStore store = new FakeStore(4);
    store.writing =
        index -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Volumes stuck =
        SampleVolumes.volumes(
            home, EngineSettings.defaults().withPatienceAtClose(Duration.ofMillis(100)));
    int fileset =
        stuck
            .engine()
            .open(
                store, Optional.of(store), Optional.of(new FakeSource(store, "http://fake:80")), 0);
    StoreRequest request =
        stuck.engine().requester("bulk").store(new BlockKey(fileset, 2), Priority.bulk(0));
    await(() -> stuck.engine().stats().writing() == 1);
    assertEquals(1, stuck.shutdown());
    assertTrue(request.stored().isCompletedExceptionally());
    assertEquals(1, stuck.shutdown());
    stuck.close();
    never.countDown();
  }

  @Test
  void closingTellsThatAllWasWritten() throws Exception {
    try (BlockServer server =
            BlockServer.start(Map.of("v", new NumberedVolume()), ServerOptions.DEFAULT);
        Volumes volumes = SampleVolumes.volumes(home)) {
      Path description =
          SampleDescription.of(server, "v", NumberedVolume.BLOCK).write(home.resolve("caches"));
      try (LevelSessions sessions =
          volumes.openAll(volumes.describe(description.toString(), true), false)) {
        sessions.finest().reader(ReadOptions.DEFAULT).read(Roi.ofShape(NumberedVolume.SHAPE));
      }
      assertEquals(0, volumes.shutdown());
      assertEquals(0, volumes.shutdown());
    }
  }
}
