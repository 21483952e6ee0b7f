package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobStatus;
import io.cellar.ui.DemoJob;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With nothing to do nothing is done. */
@ExtendWith(Fx.class)
class IdleTest {

  @Test
  void thePulseRestsAndNothingIsLaidOut() {
    try (TestWindow test = TestWindow.showing(DemoVolume.tissue())) {
      rests(test);
      AtomicInteger beats = new AtomicInteger();
      AtomicInteger layouts = new AtomicInteger();
      Fx.run(
          () -> {
            test.window.pulse().everyFrame(beats::incrementAndGet);
            var root = test.window.stage().getScene().getRoot();
            root.needsLayoutProperty().addListener((o, was, is) -> layouts.incrementAndGet());
          });
      rests(test); // a listener that comes is news
      beats.set(0);
      layouts.set(0);
      for (int n = 0; n < 120; n++) {
        Fx.run(Platform::requestNextPulse);
        Fx.frames(1);
      }
      assertEquals(0, beats.get(), "the pulse goes on");
      assertEquals(0, layouts.get(), "something is laid out anew");
      assertTrue(Fx.call(test.window.pulse()::isAtRest));
    }
  }

  @Test
  void thePulseRestsWithThePointerOverAPaneAndWithStatistics() {
    try (TestWindow test = TestWindow.showing(DemoVolume.tissue())) {
      Point2D middle = test.at(test.pane(0), 0.4, 0.4);
      test.move(middle);
      rests(test);
      test.type(KeyCode.BACK_SLASH);
      rests(test);
    }
  }

  @Test
  void thePulseRestsWithJobsThatNobodyWorksOn() {
    try (TestWindow test = TestWindow.showing(DemoVolume.tissue())) {
      test.actions
          .jobs()
          .put(new DemoJob("1", "paused").status(JobStatus.PAUSED).row())
          .put(new DemoJob("2", "finished").status(JobStatus.FINISHED).over().row());
      Fx.await(
          "there are rows",
          () -> test.window.stage().getScene().getRoot().lookupAll(".fetch-row").size() == 2);
      rests(test);
      Fx.frames(5);
      assertTrue(Fx.call(test.window.pulse()::isAtRest));
    }
  }

  @Test
  void whateverIsDoneWakesIt() {
    try (TestWindow test = TestWindow.showing(DemoVolume.tissue())) {
      rests(test);
      test.move(test.at(test.pane(0), 0.3, 0.3));
      Fx.await("the place is told", () -> test.view().context().pointer().place().isPresent());
      rests(test);
      var before = test.pane(0).shownPicture();
      Fx.run(() -> test.view().navigator().follow(s -> s.step(io.cellar.volume.Axis.Z, 40)));
      Fx.await("the next slice", () -> !test.pane(0).shownPicture().equals(before));
      rests(test);
      AtomicInteger ran = new AtomicInteger();
      test.window.pulse().execute(ran::incrementAndGet);
      Fx.await("what other threads hand in", () -> ran.get() == 1);
    }
  }

  @Test
  void whileItIsBusyItDoesNotRest() {
    DemoVolume volume = DemoVolume.tissue();
    volume.engine().stuck(i -> i % 5 == 3);
    try (TestWindow test = TestWindow.showingAnything(volume)) {
      Fx.frames(100);
      assertFalse(Fx.call(test.window.pulse()::isAtRest));
    }
  }

  private static void rests(TestWindow test) {
    Fx.await("the pulse rests", () -> test.window.pulse().isAtRest());
  }
}
