package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.SourceMode;
import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.SampleLevels;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.session.LevelSessions;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.slice.PlaneBudget;
import io.cellar.slice.ReadAhead;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.SliceRenderer;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.source.AllowedHosts;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in volume with all its levels, as the window has it. */
class WindowLevelsTest {
  private static final long COARSE_BLOCKS = 32;

  @TempDir Path folder;
  private BlockServer server;
  private Volumes volumes;
  private LevelSessions sessions;
  private WindowVolume volume;

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
    volume =
        new WindowVolume(
            sessions,
            description.toString(),
            volumes.memory(),
            PlaneBudget.ofProcess(),
            Executors.newVirtualThreadPerTaskExecutor(),
            () -> ReadAhead.OFF,
            "",
            AllowedHosts.ANY,
            Optional.empty());
  }

  private void begin() {
    volume.begin();
    await(() -> volume.figures().cells() >= COARSE_BLOCKS);
  }

  @AfterEach
  void close() {
    volume.close();
    sessions.close();
    volumes.close();
    server.close();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "nothing came in 30 s");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private SlicePicture picture(SliceRenderer renderer, double zoom, long z, double x, double y) {
    SliceView view = new SliceView(Axis.X, Axis.Y, new long[] {z, 0, 0}, x, y, zoom, 200, 150);
    return renderer.render(view, Display.of(volume.description()), () -> false).orElseThrow();
  }

  private static void assertAllVoxels(SlicePicture picture) {
    for (int argb : picture.argb()) {
      assertEquals(argb & 0xff, argb >> 8 & 0xff, "no grey: " + Integer.toHexString(argb));
    }
  }

  @Test
  void afterOpeningAnyPlaceIsSeenAtOnce() {
    begin();
    // One that refused would be told at once, by outlines around what failed.
    server.setFaults(FaultPlan.always("hang-accept"));
    SliceRenderer renderer = volume.newRenderer();
    try {
      assertEquals(4, picture(renderer, 1 / 16.0, 1000, 2048, 2048).level().number());
      for (long z : new long[] {3, 700, 2047}) {
        SlicePicture jump = picture(renderer, 1, z, 100 + z, 4000 - z);
        assertEquals(0, jump.level().number());
        assertEquals(0, jump.shown());
        assertAllVoxels(jump);
      }
    } finally {
      renderer.close();
    }
  }

  @Test
  void theLevelInViewIsFetchedAndForgottenAsAsked() {
    begin();
    SliceRenderer renderer = volume.newRenderer();
    try {
      await(() -> !picture(renderer, 0.25, 100, 500, 500).loading());
      SlicePicture picture = picture(renderer, 0.25, 100, 500, 500);
      assertEquals(picture.blocks(), picture.shown());
      int middle = picture.argb()[75 * 200 + 100] & 0xff;
      assertEquals(
          new SyntheticVolume()
              .block(2, Roi.at(new long[] {25, 125, 125}, new long[] {1, 1, 1}))
              .toDouble(0),
          middle);

      VolumeSession level = sessions.sessions().get(2);
      assertEquals(2, volume.level(level.fileset()).orElseThrow().number());
      await(() -> volume.figures().blocksOnDisk() >= COARSE_BLOCKS + picture.blocks());
      long before = volume.figures().blocksOnDisk();
      volume.forget(new BlockKey(level.fileset(), firstBlock(level)));
      await(() -> volume.figures().blocksOnDisk() < before);
    } finally {
      renderer.close();
    }
  }

  private static long firstBlock(VolumeSession level) {
    return level.blocks().grid().indexOf(25, 125, 125);
  }

  @Test
  void aVolumeThatIsPutOnShowWithoutTheNetworkAsksForNothing() throws Exception {
    List<Runnable> tasks = new ArrayList<>();
    try (WindowVolume offline =
        new WindowVolume(
            sessions,
            "offline",
            volumes.memory(),
            PlaneBudget.ofProcess(),
            tasks::add,
            () -> ReadAhead.OFF,
            "",
            AllowedHosts.ANY,
            Optional.empty())) {
      offline.sourceMode(SourceMode.CACHE_ONLY);
      offline.begin();
      tasks.forEach(Runnable::run);
      SliceRenderer renderer = offline.newRenderer();
      await(() -> !picture(renderer, 1 / 16.0, 1000, 2048, 2048).loading());
      assertEquals(0, picture(renderer, 1 / 16.0, 1000, 2048, 2048).shown());
      renderer.close();
    }
    assertEquals(0, server.log().requests());
  }

  @Test
  void anotherVolumesBlocksAreNotThisOnes() {
    assertTrue(volume.level(-1).isEmpty());
    assertEquals(5, volume.levels().levels().size());
    assertEquals(0, volume.level(sessions.finest().fileset()).orElseThrow().number());
  }
}
