package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.pane.SlicePane;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Blocks that are empty in the source: seen as what they are, and said where one asks. */
@ExtendWith(Fx.class)
class EmptyBlocksInWindowTest {
  /** The block in the middle of the xy pane's lower right quarter. */
  private static final long EMPTY = 2 * 64 + 5 * 8 + 5;

  private TestWindow test;
  private SlicePane xy;

  @BeforeEach
  void open() {
    DemoVolume volume = DemoVolume.tissue();
    volume.engine().empty(i -> i == EMPTY);
    test = TestWindow.showing(volume);
    xy = test.pane(0);
    test.move(
        Fx.call(
            () -> {
              var view = test.view().navigator().state().slice(xy.size());
              return xy.localToScreen(new Point2D(view.pixelH(5.5 * 64), view.pixelV(5.5 * 64)));
            }));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void theHintIsThereWhileTheCoverageIsShown() {
    Node hint = test.node(".block-hint", Node.class);
    Fx.frames(60);
    assertFalse(Fx.call(hint::isVisible), "the voxels are what they are");
    test.type(KeyCode.C);
    Fx.await("the hint is seen", hint::isVisible);
    List<String> texts =
        Fx.call(
            () ->
                hint.lookupAll(".label").stream()
                    .filter(n -> n instanceof Label && n.isVisible())
                    .map(n -> ((Label) n).getText())
                    .toList());
    assertTrue(texts.getFirst().contains("x 320–383"), texts::toString);
    assertTrue(texts.getFirst().contains("empty in the source"), texts::toString);
    assertFalse(Fx.call(() -> ((Button) hint.lookup(".button")).isVisible()));
    test.type(KeyCode.C);
    Fx.await("the hint is gone", () -> !hint.isVisible());
  }

  @Test
  void theMenuNamesItAndLetsItBeForgotten() {
    Fx.run(() -> test.robot.mouseClick(MouseButton.SECONDARY));
    ContextMenu menu = (ContextMenu) test.dialog();
    assertTrue(
        Fx.call(
            () ->
                menu.getItems().stream()
                    .anyMatch(i -> i.getText() != null && i.getText().contains("empty in"))));
    assertFalse(Fx.call(item(menu, "Forget this block and its file")::isDisable));
    assertTrue(Fx.call(item(menu, "Retry this block")::isDisable));
    assertTrue(Fx.call(item(menu, "Fetch this block")::isDisable));
    assertFalse(Fx.call(item(menu, "Copy value")::isDisable), "its voxels are known");
    Fx.run(menu::hide);
  }

  private static MenuItem item(ContextMenu menu, String text) {
    return Fx.call(
        () ->
            menu.getItems().stream()
                .filter(i -> text.equals(i.getText()))
                .findFirst()
                .orElseThrow());
  }

  @Test
  void theOverviewCountsItApartAndTheSharesWithTheOthers() {
    Label figures = test.node(".overview-figures", Label.class);
    Fx.await("it is counted", () -> figures.getText().contains("1 empty in the source"));
    assertEquals(3, Fx.call(figures::getText).lines().count());
  }
}
