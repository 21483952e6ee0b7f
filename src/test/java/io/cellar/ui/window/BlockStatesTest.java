package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.pane.SlicePane;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class BlockStatesTest {
  private final AtomicBoolean broken = new AtomicBoolean(true);
  private TestWindow test;
  private SlicePane xy;

  /** The block in the middle of the xy pane's lower right quarter. */
  private static final long FAILING = 2 * 64 + 5 * 8 + 5;

  @BeforeEach
  void open() {
    DemoVolume volume = DemoVolume.tissue();
    volume.engine().failing(i -> broken.get() && i == FAILING);
    test = TestWindow.showing(volume);
    xy = test.pane(0);
    Fx.await("it failed", () -> xy.shownPicture().orElseThrow().failed() == 1);
  }

  @AfterEach
  void close() {
    test.close();
  }

  private Point2D onTheBlock() {
    return Fx.call(
        () -> {
          var view = test.view().navigator().state().slice(xy.size());
          return xy.localToScreen(view.pixelH(5.5 * 64), view.pixelV(5.5 * 64));
        });
  }

  @Test
  void hoveringNamesTheCauseAndOffersToRetry() {
    test.move(onTheBlock());
    Node hint = test.node(".block-hint", Node.class);
    Fx.await("the hint is seen", hint::isVisible);
    List<String> texts =
        Fx.call(
            () ->
                hint.lookupAll(".label").stream()
                    .filter(Label.class::isInstance)
                    .map(n -> ((Label) n).getText())
                    .toList());
    assertTrue(
        texts.stream().anyMatch(t -> t.contains("503 Service Unavailable")), texts::toString);
    assertTrue(texts.stream().anyMatch(t -> t.contains("x 320–383")), texts::toString);
    assertTrue(texts.stream().anyMatch(t -> t.contains("Next try in")), texts::toString);
    broken.set(false);
    Fx.run(() -> ((Button) hint.lookup(".button")).fire());
    assertEquals(List.of(FAILING), test.volume.engine().retried().stream().distinct().toList());
    Fx.await("it came", () -> xy.shownPicture().orElseThrow().failed() == 0);
    Fx.await("the hint is gone", () -> !hint.isVisible());
  }

  @Test
  void theMenuOfAFailedBlockOffersToRetry() {
    test.move(onTheBlock());
    Fx.run(() -> test.robot.mouseClick(MouseButton.SECONDARY));
    ContextMenu menu = (ContextMenu) test.dialog();
    MenuItem retry = item(menu, "Retry this block");
    assertFalse(Fx.call(retry::isDisable));
    assertTrue(Fx.call(item(menu, "Forget this block and its file")::isDisable));
    assertTrue(Fx.call(item(menu, "Copy value")::isDisable));
    broken.set(false);
    Fx.run(retry::fire);
    Fx.run(menu::hide);
    Fx.await("it came", () -> xy.shownPicture().orElseThrow().failed() == 0);
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
  void failuresAreCountedAndListedAndRetriedTogether() {
    Button failed = test.node(".failed-button", Button.class);
    Fx.await("the count is seen", () -> failed.isVisible() && failed.getText().equals("1 failed"));
    Fx.run(failed::fire);
    Window list = test.dialog();
    broken.set(false);
    Fx.run(
        () ->
            list.getScene().getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(b -> b.getText().equals("Retry all"))
                .findFirst()
                .orElseThrow()
                .fire());
    Fx.await("the count is gone", () -> !failed.isVisible());
  }
}
