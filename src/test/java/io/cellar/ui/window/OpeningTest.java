package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.DemoActions;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.WindowMemory;
import io.cellar.ui.navigation.Plane;
import io.cellar.volume.DType;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TextInputControl;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class OpeningTest {
  private TestWindow test;

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aWrongFileIsToldAboutAndTheOpenVolumeStays() {
    test = TestWindow.showing(DemoVolume.tissue());
    VolumeView before = test.view();
    test.open("/wrong.json");
    Window dialog = test.dialog();
    DialogPane pane = Fx.call(() -> (DialogPane) dialog.getScene().getRoot());
    assertNotNull(Fx.call(() -> pane.lookup(".problem-location")));
    assertSame(before, test.view());
    assertFalse(test.volume.isClosed());
  }

  @Test
  void anotherVolumeTakesThePlaceOfTheOneOnShow() {
    DemoVolume first = DemoVolume.tissue();
    DemoVolume second =
        DemoVolume.ramps("yx", DType.UINT8, new long[] {90, 120}, new long[] {32, 32});
    DemoActions actions =
        new DemoActions(WindowMemory.FIRST)
            .when("a", new OpenOutcome.Opened(first))
            .when("b", new OpenOutcome.Opened(second));
    test = TestWindow.empty(actions);
    test.open("a");
    Fx.await("the first is shown", () -> test.window.view().get().isPresent());
    test.open("b");
    Fx.await(
        "the second is shown",
        () -> test.window.view().get().filter(v -> v.volume() == second).isPresent());
    Fx.await("the first is closed", first::isClosed);
    assertEquals(List.of(Plane.XY), test.get(v -> v.panes().stream().map(p -> p.plane()).toList()));
  }

  @Test
  void cachesElsewhereAreAskedAbout() {
    DemoVolume volume = DemoVolume.tissue();
    DemoActions actions =
        new DemoActions(WindowMemory.FIRST)
            .when(
                "far",
                new OpenOutcome.ConsentNeeded(
                    "far", List.of(Path.of("/elsewhere"), Path.of("/precious"))))
            .when("far outside", new OpenOutcome.Opened(volume));
    test = TestWindow.empty(actions);
    test.open("far");
    press(test.dialog(), ButtonData.CANCEL_CLOSE);
    Fx.frames(3);
    assertEquals(List.of("far"), actions.opened());
    test.open("far");
    assertEquals(
        "/elsewhere\n/precious",
        ((TextInputControl) test.dialog().getScene().getRoot().lookup(".text-area")).getText());
    press(test.dialog(), ButtonData.OK_DONE);
    Fx.await("it is shown", () -> test.window.view().get().isPresent());
    assertEquals(List.of("far", "far", "far outside"), actions.opened());
  }

  private static void press(Window dialog, ButtonData data) {
    Fx.run(
        () -> {
          DialogPane pane = (DialogPane) dialog.getScene().getRoot();
          pane.getButtonTypes().stream()
              .filter(t -> t.getButtonData() == data)
              .findFirst()
              .map(t -> (Button) pane.lookupButton(t))
              .orElseThrow()
              .fire();
        });
  }

  @Test
  void aVolumeThatComesTooLateIsClosed() {
    Map<String, CompletableFuture<OpenOutcome>> answers = new ConcurrentHashMap<>();
    DemoActions actions =
        new DemoActions(WindowMemory.FIRST) {
          @Override
          public CompletableFuture<OpenOutcome> open(String location, boolean allowOutside) {
            return answers.computeIfAbsent(location, l -> new CompletableFuture<>());
          }
        };
    test = TestWindow.empty(actions);
    test.open("slow");
    test.open("quick");
    DemoVolume quick = DemoVolume.tissue();
    DemoVolume slow = DemoVolume.tissue();
    answers.get("quick").complete(new OpenOutcome.Opened(quick));
    Fx.await("the quick one is shown", () -> test.window.view().get().isPresent());
    answers.get("slow").complete(new OpenOutcome.Opened(slow));
    Fx.await("the slow one is closed", slow::isClosed);
    assertSame(quick, test.get(VolumeView::volume));
  }

  @Test
  void aVolumeThatComesWhenItsWindowIsGoneIsClosed() {
    CompletableFuture<OpenOutcome> answer = new CompletableFuture<>();
    DemoActions actions =
        new DemoActions(WindowMemory.FIRST) {
          @Override
          public CompletableFuture<OpenOutcome> open(String location, boolean allowOutside) {
            return answer;
          }
        };
    test = TestWindow.empty(actions);
    test.open("slow");
    Fx.run(() -> test.window.stage().hide());
    DemoVolume slow = DemoVolume.tissue();
    answer.complete(new OpenOutcome.Opened(slow));
    Fx.await("it is closed", slow::isClosed);
  }

  @Test
  void anErrorWhileOpeningIsToldLikeAProblem() {
    DemoActions actions =
        new DemoActions(WindowMemory.FIRST) {
          @Override
          public CompletableFuture<OpenOutcome> open(String location, boolean allowOutside) {
            return CompletableFuture.failedFuture(new IllegalStateException("out of luck"));
          }
        };
    test = TestWindow.empty(actions);
    test.open("x");
    assertNotNull(test.dialog());
  }

  @Test
  void aVolumeThatCannotBeShownIsToldAboutAndTheOneOnShowStays() {
    DemoVolume first = DemoVolume.tissue();
    DemoVolume second = DemoVolume.tissue();
    OpenVolume broken =
        (OpenVolume)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {OpenVolume.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("newRenderer")) {
                    throw new IllegalStateException("no renderer, as a test");
                  }
                  return method.invoke(second, arguments);
                });
    DemoActions actions =
        new DemoActions(WindowMemory.FIRST)
            .when("a", new OpenOutcome.Opened(first))
            .when("b", new OpenOutcome.Opened(broken));
    test = TestWindow.empty(actions);
    test.open("a");
    Fx.await("the first is shown", () -> test.window.view().get().isPresent());
    test.open("b");
    assertNotNull(test.dialog());
    assertTrue(second.isClosed());
    assertSame(first, test.get(VolumeView::volume));
    assertTrue(
        Fx.call(() -> test.window.refused().getFirst().problems().getFirst())
            .contains("as a test"));
  }

  @Test
  void volumesOfTwoToFiveAxesOpen() {
    test = TestWindow.empty(new DemoActions(WindowMemory.FIRST));
    record Case(String axes, long[] shape, int panes) {}
    for (Case c :
        List.of(
            new Case("yx", new long[] {50, 60}, 1),
            new Case("tyx", new long[] {3, 50, 60}, 1),
            new Case("tc", new long[] {30, 20}, 1),
            new Case("x", new long[] {30}, 0),
            new Case("xyzc", new long[] {20, 30, 40, 2}, 3),
            new Case("txyzc", new long[] {2, 20, 30, 40, 2}, 3))) {
      long[] block = c.shape.clone();
      java.util.Arrays.setAll(block, d -> Math.min(16, c.shape[d]));
      DemoVolume volume = DemoVolume.ramps(c.axes, DType.UINT16, c.shape, block);
      test.actions.when(c.axes, new OpenOutcome.Opened(volume));
      test.open(c.axes);
      Fx.await(
          c.axes + " is shown whole",
          () ->
              test.window.view().get().filter(v -> v.volume() == volume).isPresent()
                  && test.view().panes().stream()
                      .allMatch(
                          p -> p.shownPicture().filter(s -> s.shown() == s.blocks()).isPresent()));
      assertEquals(c.panes, test.view().panes().size(), c.axes);
    }
  }

  @Test
  void theWindowIsRememberedAndTheVolumeClosedAtTheEnd() {
    test = TestWindow.showing(DemoVolume.tissue());
    Fx.run(
        () -> {
          test.window.sideShown().set(false);
          test.view().grid().splitH().set(0.7);
          test.window.stage().hide();
        });
    assertTrue(test.volume.isClosed());
    assertFalse(test.actions.memory().sidePanel());
    assertEquals(0.7, test.actions.memory().splitH(), 1e-9);
  }
}
