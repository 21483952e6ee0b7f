package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellar.faults.Mount;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.ServerOptions;
import io.cellar.slice.SlicePicture;
import io.cellar.ui.Fx;
import io.cellar.ui.pane.SlicePane;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The window never freezes, whatever server and disk do, and never shows what is not there. */
@ExtendWith(Fx.class)
class WindowWatchdogTest {
  private static final long FLIGHT_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final double LONGEST_ANSWER_SECONDS = 2;

  /** On a machine that stalls all threads, an answer may fall into several stalls. */
  private static final int STALLS = 4;

  private static final long CLOSING_SECONDS = 60;
  private static final Roi WITHIN =
      new Roi(new long[] {500, 800, 800}, new long[] {700, 1200, 1200});

  @TempDir Path folder;

  private interface Check {
    void of(SampleWindow window, Flight flight) throws Exception;
  }

  /** Flies over a window with a watchdog, looks at what came of it, and closes it. */
  private void fly(SampleWindow window, long seed, Check check) throws Exception {
    window.open();
    try (Watchdog watchdog = new Watchdog()) {
      Flight flight = new Flight(window, WITHIN, seed);
      long end = System.nanoTime() + FLIGHT_NANOS;
      flight.run(() -> System.nanoTime() - end > 0);
      Fx.run(() -> window.view().contrast().reset());
      Fx.run(() -> window.options().blockGrid().set(false));
      check.of(window, flight);
      CompletableFuture.runAsync(window::close).get(CLOSING_SECONDS, TimeUnit.SECONDS);
      assertTrue(watchdog.answers() > 0);
      assertTrue(
          watchdog.worstSeconds() < LONGEST_ANSWER_SECONDS + STALLS * watchdog.stallSeconds(),
          () ->
              "the window's thread did not answer for %.1f s, seed %d: %s"
                  .formatted(watchdog.worstSeconds(), seed, watchdog.busyWith()));
    } finally {
      window.close();
    }
  }

  @Test
  void serverThatAcceptsAndNeverAnswers() throws Exception {
    ServerOptions silent = ServerOptions.DEFAULT.withFaults(FaultPlan.always("hang-accept"));
    fly(
        new SampleWindow(folder, silent, 960, 720),
        31,
        (window, flight) -> {
          flight.jump();
          Fx.await("the pictures show where the window looks", () -> upToDate(window));
          for (SlicePicture picture : pictures(window)) {
            assertEquals(0, picture.shown());
            assertTrue(picture.blocks() == 0 || picture.loading());
            // Voxels are grey; what stands for missing ones is tinted, so that nobody mixes them.
            assertEquals(0, Arrays.stream(picture.argb()).filter(WindowWatchdogTest::grey).count());
          }
        });
  }

  @Test
  void oneBlockInTwentyFails() throws Exception {
    FaultPlan plan = FaultPlan.parse(List.of("503=0.02", "reset=0.02", "truncate=0.01"), 32);
    ServerOptions failing =
        ServerOptions.DEFAULT.withFaults(plan).withLatency(Duration.ofMillis(5));
    fly(new SampleWindow(folder, failing, 960, 720), 32, this::allIsRightInTheEnd);
  }

  @Test
  void fullDisk() throws Exception {
    Optional<Mount> mount = Mount.tmpfs("size=2m");
    assumeTrue(mount.isPresent(), "cannot mount a small disk here: needs root");
    try (Mount disk = mount.get()) {
      fly(
          new SampleWindow(folder, disk.folder(), ServerOptions.DEFAULT, 960, 720),
          33,
          (window, flight) -> {
            Fx.await("the disk is full", () -> window.downloads().diskFull());
            allIsRightInTheEnd(window, flight);
          });
    }
  }

  /** What failed has come after all, and what is shown are the voxels. */
  private void allIsRightInTheEnd(SampleWindow window, Flight flight) {
    PictureOracle oracle = new PictureOracle();
    flight.jump();
    window.rest();
    for (SlicePicture picture : pictures(window)) {
      assertEquals(0, picture.failed());
      assertEquals(0, oracle.wrongPixels(picture, picture.argb()));
    }
  }

  private static boolean upToDate(SampleWindow window) {
    return window.visible().stream()
        .allMatch(
            pane -> pane.shownPicture().filter(p -> p.view().equals(pane.view())).isPresent());
  }

  /** Those that are shown now; nothing moves any more that would paint over them. */
  private static List<SlicePicture> pictures(SampleWindow window) {
    return Fx.call(
        () ->
            window.visible().stream()
                .map(SlicePane::shownPicture)
                .flatMap(Optional::stream)
                .toList());
  }

  private static boolean grey(int argb) {
    return (argb & 0xff) == (argb >> 8 & 0xff) && (argb & 0xff) == (argb >> 16 & 0xff);
  }
}
