package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.BlockOrder;
import io.cellar.job.FetchEstimate;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchState;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleLevels;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.session.LevelSessions;
import io.cellar.session.Volumes;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.store.Coverage;
import io.cellar.ui.PrefetchRequest;
import io.cellar.ui.RunningFetch;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A region of several levels, fetched from the window. */
class PrefetchLevelsTest {
  private static final Roi REGION = new Roi(new long[] {100, 300, 300}, new long[] {140, 420, 420});

  @TempDir Path folder;
  private BlockServer server;
  private Volumes volumes;
  private LevelSessions sessions;
  private WindowPrefetches prefetches;

  @BeforeEach
  void open() throws Exception {
    server = BlockServer.start(SampleLevels.volumes(new SyntheticVolume()), ServerOptions.DEFAULT);
    Path description = SampleLevels.write(server, folder.resolve("caches"));
    Folders folders =
        new Folders(
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("cache"),
            folder.resolve("state"));
    volumes = Wiring.volumes(folders, Settings.DEFAULT, 0);
    sessions = volumes.openAll(volumes.describe(description.toString(), true), false);
    prefetches = new WindowPrefetches(sessions, "tissue", SampleWindow.noRecords());
  }

  @AfterEach
  void close() {
    prefetches.close();
    sessions.close();
    volumes.close();
    server.close();
  }

  private long onDisk(int level) {
    return sessions.sessions().get(level).blocks().coverage().count(Coverage.State.AVAILABLE);
  }

  @Test
  void theEstimateIsTheSumAndTheFetchBringsAllOfThem() {
    FetchEstimate fine = prefetches.estimate(REGION, List.of(0));
    FetchEstimate middle = prefetches.estimate(REGION, List.of(1));
    FetchEstimate coarse = prefetches.estimate(REGION, List.of(3));
    FetchEstimate all = prefetches.estimate(REGION, List.of(0, 1, 3));
    assertEquals(fine.plus(middle).plus(coarse), all);
    assertTrue(fine.blocks() > middle.blocks(), fine + " " + middle);

    PrefetchRequest request =
        new PrefetchRequest(
            "levels", REGION, List.of(0, 1, 3), FetchOptions.patient(BlockOrder.COARSE));
    RunningFetch fetch = prefetches.start(request);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (fetch.progress().state() != FetchState.FINISHED) {
      assertTrue(System.nanoTime() < deadline, fetch.progress().toString());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    assertEquals(all.blocks(), fetch.progress().blocks());
    assertEquals(all.blocks(), fetch.progress().fetched());
    assertEquals(fine.blocks(), onDisk(0));
    assertEquals(middle.blocks(), onDisk(1));
    assertEquals(0, onDisk(2));
    assertEquals(coarse.blocks(), onDisk(3));
    assertEquals(all.blocks(), prefetches.estimate(REGION, List.of(0, 1, 3)).cached());
  }
}
