package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.settings.Session;
import io.cellar.settings.Session.Entry;
import io.cellar.settings.Tones;
import io.cellar.settings.ViewPlace;
import io.cellar.slice.draw.ColorMap;
import io.cellar.ui.DemoActions;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.DemoWindows;
import io.cellar.ui.Fx;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.WindowMemory;
import io.cellar.ui.fx.ScreenRoom;
import io.cellar.ui.navigation.Plane;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Label;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class SessionTest {
  private final DemoVolume volume = DemoVolume.tissue();
  private final DemoActions actions = new DemoActions(WindowMemory.FIRST);

  private Session session(String location) {
    return new Session(
        List.of(new Entry(Optional.of(location), true, 1, new Tones(10, 200, "FIRE", true))),
        Optional.of(ViewPlace.of(new long[] {5, 6, 7}, new double[] {5.5, 6.5, 7.5}, 3)),
        Optional.of("XY"),
        Optional.empty(),
        OptionalDouble.of(0.6),
        Optional.empty());
  }

  @Test
  void whatWasOnShowComesBackAndIsKeptAtTheEnd() {
    actions.when(volume.location(), new OpenOutcome.Opened(volume));
    Session last = session(volume.location());
    try (TestWindow test = TestWindow.empty(actions)) {
      Fx.run(() -> test.window.again(last));
      Fx.await("the place is there", () -> test.window.view().get().isPresent());
      Fx.await("begun", () -> test.view().begun());
      assertEquals(last.place().orElseThrow(), test.state().place());
      assertEquals(Optional.of("XY"), test.get(v -> v.grid().alone().get().map(Plane::name)));
      var display = test.get(v -> v.context().display().get());
      assertEquals(ColorMap.FIRE, display.map());
      assertTrue(display.invert());
      assertEquals(200, display.range().max());
      Fx.run(() -> test.window.stage().hide());
    }
    Session kept = actions.windows().sessions().getLast();
    assertEquals(last.volumes(), kept.volumes());
    assertEquals(last.place(), kept.place());
    assertEquals(last.alone(), kept.alone());
  }

  @Test
  void aWindowThatWasLargerThanThisScreenFitsIt() {
    WindowMemory first = WindowMemory.FIRST;
    WindowMemory large =
        new WindowMemory(
            first.theme(),
            9000,
            5000,
            false,
            first.sidePanel(),
            first.statistics(),
            first.splitH(),
            first.splitV(),
            first.panes(),
            true);
    Stage stage =
        Fx.call(
            () -> {
              MainWindow window =
                  new MainWindow(new Stage(), new DemoActions(large), new DemoWindows());
              window.place(session(volume.location()));
              ScreenRoom.keepOnScreen(window.stage());
              window.stage().show();
              return window.stage();
            });
    try {
      Rectangle2D room = Fx.call(() -> Screen.getPrimary().getVisualBounds());
      Fx.await("as wide", () -> stage.getWidth() == room.getWidth());
      Fx.await("as high", () -> stage.getHeight() == room.getHeight());
      assertEquals(room.getMinX(), Fx.call(stage::getX));
    } finally {
      Fx.run(stage::hide);
    }
  }

  @Test
  void aVolumeThatIsGoneIsToldWithoutADialogAndTheSessionStays() {
    try (TestWindow test = TestWindow.empty(actions)) {
      Fx.run(() -> test.window.again(session("/gone/fib25.json")));
      Fx.await(
          "it is told",
          () ->
              test.window.stage().getScene().lookup(".empty-notice") instanceof Label notice
                  && notice.isVisible()
                  && notice.getText().contains("fib25.json"));
      assertEquals(1, Fx.call(() -> Window.getWindows().size()));
      assertFalse(test.window.view().get().isPresent());
      Fx.run(() -> test.window.stage().hide());
    }
    assertEquals(List.of(), actions.windows().sessions());
  }

  @Test
  void aVolumeOfOtherAxesBeginsAsUsual() {
    actions.when(volume.location(), new OpenOutcome.Opened(volume));
    Session other =
        new Session(
            session(volume.location()).volumes(),
            Optional.of(ViewPlace.of(new long[] {1, 1}, new double[] {1, 1}, 2)),
            Optional.of("TX"),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty());
    try (TestWindow test = TestWindow.empty(actions)) {
      Fx.run(() -> test.window.again(other));
      Fx.await("it is there", () -> test.window.view().get().isPresent());
      Fx.await("begun", () -> test.view().begun());
      assertEquals(Optional.empty(), test.get(v -> v.grid().alone().get()));
      assertEquals(3, test.state().position().length);
    }
  }
}
