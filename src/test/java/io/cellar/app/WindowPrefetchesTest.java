package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cellar.job.BlockOrder;
import io.cellar.job.FetchEstimate;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchState;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.session.LevelSessions;
import io.cellar.session.Volumes;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.ui.PrefetchRequest;
import io.cellar.ui.RunningFetch;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowPrefetchesTest {
  private static final List<Integer> FINEST = List.of(0);
  private static final Roi ALL = Roi.ofShape(128, 256, 256);

  /** So slow that it does not end by itself. */
  private static final FetchOptions SLOW =
      FetchOptions.patient(BlockOrder.CENTRE).withRate(OptionalLong.of(10));

  @TempDir Path folder;
  private BlockServer server;
  private Volumes volumes;
  private LevelSessions sessions;
  private WindowPrefetches prefetches;

  @BeforeEach
  void open() throws Exception {
    server =
        BlockServer.start(Map.of("tissue", new SyntheticVolume().level(4)), ServerOptions.DEFAULT);
    Path description =
        SampleDescription.of(server, "tissue", new long[] {32, 64, 64})
            .write(folder.resolve("caches"));
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

  @Test
  void anEstimateCountsWholeBlocks() {
    assertEquals(
        new FetchEstimate(64, 0, 0, 0, 64, 128L * 256 * 256), prefetches.estimate(ALL, FINEST));
    Roi oneVoxel = new Roi(new long[] {31, 0, 0}, new long[] {33, 1, 1});
    assertEquals(
        new FetchEstimate(2, 0, 0, 0, 2, 2L * 32 * 64 * 64), prefetches.estimate(oneVoxel, FINEST));
  }

  @Test
  void aFetchCanBePausedAndGoesOn() {
    RunningFetch fetch = prefetches.start(new PrefetchRequest("slow", ALL, SLOW));
    fetch.pause();
    assertEquals(FetchState.PAUSED, fetch.progress().state());
    fetch.resume();
    assertEquals(FetchState.RUNNING, fetch.progress().state());
    assertEquals(64, fetch.progress().blocks());
  }

  @Test
  void closingCancelsWhatRuns() {
    RunningFetch running = prefetches.start(new PrefetchRequest("running", ALL, SLOW));
    RunningFetch paused =
        prefetches.start(new PrefetchRequest("paused", ALL, SLOW.withStartPaused(true)));
    prefetches.close();
    assertEquals(FetchState.CANCELLED, running.progress().state());
    assertEquals(FetchState.CANCELLED, paused.progress().state());
    IllegalStateException closed =
        assertThrows(
            IllegalStateException.class,
            () -> prefetches.start(new PrefetchRequest("late", ALL, SLOW)));
    assertEquals(true, closed.getMessage().contains("late was not begun"), closed.getMessage());
  }
}
