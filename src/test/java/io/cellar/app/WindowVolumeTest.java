package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.ReadOptions;
import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.session.LevelSessions;
import io.cellar.session.Volumes;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.slice.Painter;
import io.cellar.slice.PlaneBudget;
import io.cellar.slice.ReadAhead;
import io.cellar.slice.SliceRenderer;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.source.AllowedHosts;
import io.cellar.store.Coverage;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume on show that something else in the process has open too. */
class WindowVolumeTest {
  private static final int GREY = 77;

  @TempDir Path folder;

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it did not come about in 30 s");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  private static int asking(Volumes volumes) {
    return volumes.engine().stats().hosts().stream().mapToInt(host -> host.active()).sum();
  }

  @Test
  void closingItEndsWhatItAskedForAndNothingElse() throws Exception {
    ServerOptions silent =
        ServerOptions.DEFAULT
            .withFaults(FaultPlan.always("slow"))
            .withDripPeriod(Duration.ofSeconds(20));
    Folders folders =
        new Folders(
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("cache"),
            folder.resolve("state"));
    try (BlockServer server = BlockServer.start(Map.of("v", new ChangingVolume(GREY)), silent);
        Volumes volumes = Wiring.volumes(folders, Settings.DEFAULT, 0);
        ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
      String location =
          SampleDescription.of(server, "v", new long[] {32, 64, 64})
              .write(folder.resolve("caches"))
              .toString();
      try (LevelSessions other = volumes.openAll(volumes.describe(location, true), false)) {
        WindowVolume shown =
            new WindowVolume(
                volumes.openAll(volumes.describe(location, true), false),
                location,
                volumes.memory(),
                PlaneBudget.ofProcess(),
                background,
                () -> ReadAhead.OFF,
                "",
                AllowedHosts.ANY,
                Optional.empty());
        SliceRenderer renderer = shown.newRenderer();
        Painter painter = new Painter(renderer, picture -> {});
        SliceView view = new SliceView(Axis.X, Axis.Y, new long[] {3, 0, 0}, 32, 32, 1, 40, 40);
        painter.request(view, Display.of(shown.description()));
        await(() -> asking(volumes) > 0);
        shown.close();
        await(() -> asking(volumes) == 0);

        server.setFaults(FaultPlan.NONE);
        ReadOptions patient = ReadOptions.DEFAULT.withWaitForHost(Duration.ofSeconds(20));
        Block read = other.finest().reader(patient).read(Roi.ofShape(1, 1, 1));
        assertEquals(GREY, read.toDouble(0));
        await(() -> other.finest().blocks().coverage().get(0) == Coverage.State.AVAILABLE);
        painter.close();
        renderer.close();
      }
    }
  }
}
