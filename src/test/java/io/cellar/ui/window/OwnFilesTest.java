package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What makes no sense for files of the user's own cannot be asked for, and it is told why. */
@ExtendWith(Fx.class)
class OwnFilesTest {
  private TestWindow test;

  @AfterEach
  void close() {
    test.close();
  }

  private Withheld prefetch() {
    return Fx.call(
        () ->
            test.window.stage().getScene().getRoot().lookupAll(".window-toolbar *").stream()
                .filter(Withheld.class::isInstance)
                .map(Withheld.class::cast)
                .findFirst()
                .orElseThrow());
  }

  private Button button() {
    return Fx.call(() -> (Button) prefetch().lookup(".button"));
  }

  private List<String> status() {
    return Fx.call(
        () ->
            test.window.stage().getScene().getRoot().lookupAll(".status-figure").stream()
                .map(n -> ((Labeled) n).getText())
                .toList());
  }

  @Test
  void nothingIsPrefetchedAndTheButtonSaysWhy() {
    test = TestWindow.showing(DemoVolume.own());
    Fx.await("the button is grey", () -> button().isDisabled());
    assertTrue(prefetch().reason().contains("this computer only"), prefetch()::reason);
    assertEquals(
        "This computer",
        Fx.call(() -> ((Label) test.window.stage().getScene().lookup(".source-label")).getText()));
    Fx.await("the status line says so", () -> status().contains("files of your own"));
    assertFalse(status().contains("Cache only"), () -> status().toString());
  }

  @Test
  void anotherVolumeCanBePrefetchedAfterwards() {
    test = TestWindow.showing(DemoVolume.own());
    Fx.await("the button is grey", () -> button().isDisabled());
    test.actions.when("other", new io.cellar.ui.OpenOutcome.Opened(DemoVolume.tissue()));
    test.open("other");
    Fx.await("the button can be pressed", () -> !button().isDisabled());
    assertEquals("", prefetch().reason());
  }

  @Test
  void noBlockIsForgottenAndTheMenuSaysWhy() {
    test = TestWindow.showing(DemoVolume.own());
    Point2D middle = test.at(test.pane(0), 0.45, 0.45);
    test.move(middle);
    Fx.run(() -> test.robot.mouseClick(MouseButton.SECONDARY));
    ContextMenu menu = (ContextMenu) test.dialog();
    assertTrue(item(menu, "Forget this block and its file").isDisable());
    assertTrue(item(menu, "Fetch this block").isDisable());
    assertTrue(item(menu, "Its blocks are files of your own").isDisable());
    Fx.run(menu::hide);
  }

  private static MenuItem item(ContextMenu menu, String begin) {
    return Fx.call(
        () ->
            menu.getItems().stream()
                .filter(i -> i.getText() != null && i.getText().startsWith(begin))
                .findFirst()
                .orElseThrow());
  }

  @Test
  void whatIsCachedOfThemIsNotTold() {
    test = TestWindow.showing(DemoVolume.own("the axes are guessed"));
    Fx.frames(30);
    List<String> texts =
        Fx.call(
            () ->
                test.window.stage().getScene().getRoot().lookupAll(".label").stream()
                    .filter(Node::isVisible)
                    .map(n -> String.valueOf(((Labeled) n).getText()))
                    .toList());
    assertFalse(texts.stream().anyMatch(t -> t.contains("cached")), texts::toString);
    assertTrue(texts.contains("the axes are guessed"), texts::toString);
    assertTrue(texts.contains("Files of your own"), texts::toString);
    Fx.await("nothing is still to be counted", () -> test.view().isSettled());
  }
}
