package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.navigation.Plane;
import io.cellar.volume.Axis;
import java.util.Arrays;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class KeysTest {
  private static TestWindow test;

  @BeforeAll
  static void open() {
    test = TestWindow.showing(DemoVolume.tissue());
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @BeforeEach
  void reset() {
    test.move(new Point2D(5, 5));
    Fx.run(
        () -> {
          test.view().navigator().change(s -> s.goTo(new long[] {128, 256, 256}).zoomTo(1));
          test.view().grid().alone().set(Optional.empty());
          test.pane(0).requestFocus();
        });
    Fx.frames(2);
  }

  private static long position(Axis axis) {
    return test.state().position(axis);
  }

  @Test
  void commaAndPeriodStepThroughSlices() {
    test.type(KeyCode.PERIOD);
    assertEquals(129, position(Axis.Z));
    test.type(KeyCode.COMMA, KeyCode.SHIFT);
    assertEquals(119, position(Axis.Z));
  }

  @Test
  void thePaneUnderThePointerIsMeant() {
    test.move(test.at(test.pane(1), 0.5, 0.5));
    test.type(KeyCode.PERIOD);
    assertEquals(257, position(Axis.X));
    assertEquals(128, position(Axis.Z));
  }

  @Test
  void arrowsMoveInThePlane() {
    test.type(KeyCode.RIGHT);
    test.type(KeyCode.DOWN, KeyCode.SHIFT);
    assertEquals(257, position(Axis.X));
    assertEquals(266, position(Axis.Y));
    assertEquals(257.5, test.state().center(Axis.X));
    assertTrue(Fx.call(() -> test.pane(0).isFocused()), "the pane keeps the focus");
  }

  @Test
  void plusMinusZeroOneZoom() {
    test.type(KeyCode.ADD);
    assertEquals(1.5, test.state().zoom(), 1e-9);
    test.type(KeyCode.MINUS);
    test.type(KeyCode.MINUS);
    assertEquals(1 / 1.5, test.state().zoom(), 1e-9);
    test.type(KeyCode.DIGIT1);
    assertEquals(1, test.state().zoom());
    test.type(KeyCode.DIGIT0);
    assertTrue(test.state().zoom() < 1, "fits at " + test.state().zoom());
  }

  @Test
  void spaceShowsThePaneUnderThePointerAlone() {
    test.move(test.at(test.pane(2), 0.5, 0.5));
    test.type(KeyCode.SPACE);
    assertEquals(Optional.of(Plane.XZ), test.get(v -> v.grid().alone().get()));
    assertFalse(Fx.call(() -> test.pane(0).isVisible()));
    assertTrue(Fx.call(() -> test.pane(2).getWidth()) > 500);
    test.type(KeyCode.SPACE);
    assertEquals(Optional.empty(), test.get(v -> v.grid().alone().get()));
  }

  @Test
  void theMenuKeyOpensTheMenuOfTheCrosshair() {
    test.type(KeyCode.F10, KeyCode.SHIFT);
    Window menu = test.dialog();
    Point2D expected =
        Fx.call(
            () -> {
              var view = test.pane(0).view();
              return test.pane(0).localToScreen(view.pixelH(256.5), view.pixelV(256.5));
            });
    assertEquals(expected.getX(), Fx.call(() -> ((ContextMenu) menu).getAnchorX()), 20);
    assertEquals(expected.getY(), Fx.call(() -> ((ContextMenu) menu).getAnchorY()), 20);
    Fx.run(menu::hide);
  }

  @Test
  void lettersOfAxesShowThePaneAcrossThem() {
    test.type(KeyCode.X);
    assertEquals(Optional.of(Plane.ZY), test.get(v -> v.grid().alone().get()));
    test.type(KeyCode.Z);
    assertEquals(Optional.of(Plane.XY), test.get(v -> v.grid().alone().get()));
    test.type(KeyCode.Z);
    assertEquals(Optional.empty(), test.get(v -> v.grid().alone().get()));
  }

  @Test
  void whatLiesBetweenVoxelsIsToggled() {
    Fx.run(() -> test.view().navigator().change(s -> s.zoomTo(4)));
    Fx.await("all is there", test::complete);
    int[] rectangles = pixels();
    test.type(KeyCode.I);
    Fx.await("it is smooth", () -> !Arrays.equals(rectangles, pixels()));
    test.type(KeyCode.I);
    Fx.await("it is as before", () -> Arrays.equals(rectangles, pixels()));
  }

  private int[] pixels() {
    return test.get(v -> v.panes().getFirst().shownPicture().orElseThrow().argb().clone());
  }

  @Test
  void overlaysAreToggled() {
    boolean grid = test.get(v -> v.context().options().blockGrid().get());
    test.type(KeyCode.G);
    assertEquals(!grid, test.get(v -> v.context().options().blockGrid().get()));
    test.type(KeyCode.G);
    test.type(KeyCode.BACK_SLASH);
    assertTrue(Fx.call(() -> test.window.statisticsShown().get()));
    test.type(KeyCode.BACK_SLASH);
  }

  @Test
  void ctrlGGoesToATypedPlaceAndLettersTypedThereAreNoCommands() {
    test.type(KeyCode.G, KeyCode.CONTROL);
    TextField field = test.node(".window-toolbar .text-field", TextField.class);
    assertTrue(Fx.call(field::isFocused));
    boolean grid = test.get(v -> v.context().options().blockGrid().get());
    test.type(KeyCode.G);
    assertEquals(grid, test.get(v -> v.context().options().blockGrid().get()));
    Fx.run(() -> field.setText("nonsense"));
    test.type(KeyCode.ENTER);
    assertEquals(256, position(Axis.X));
    assertTrue(
        Fx.call(() -> field.getPseudoClassStates().toString().contains("wrong")), "is marked");
    Fx.run(() -> field.setText("[40, 50, 60]"));
    test.type(KeyCode.ENTER);
    assertEquals(40, position(Axis.X));
    assertEquals(60, position(Axis.Z));
    assertEquals(40.5, test.state().center(Axis.X));
    assertTrue(Fx.call(() -> test.pane(0).isFocused()), "the pane has the focus again");
    test.type(KeyCode.LEFT, KeyCode.ALT);
    assertEquals(256, position(Axis.X));
  }

  @Test
  void coordinatesCanBePastedAnywhere() {
    Fx.run(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putString("11, 22, 33");
          Clipboard.getSystemClipboard().setContent(content);
        });
    test.type(KeyCode.V, KeyCode.CONTROL);
    assertEquals(33, position(Axis.Z));
  }

  @Test
  void hListsTheKeys() {
    test.type(KeyCode.H);
    Window dialog = test.dialog();
    int caps = Fx.call(() -> dialog.getScene().getRoot().lookupAll(".key-cap").size());
    assertTrue(caps > 35, caps + " keys");
    Fx.run(dialog::hide);
  }
}
