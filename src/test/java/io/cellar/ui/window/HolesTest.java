package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.SourceMode;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.volume.DType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A view of more blocks than are fetched by themselves: single ones can be fetched. */
@ExtendWith(Fx.class)
class HolesTest {
  private TestWindow test;
  private Point2D hole;

  @BeforeEach
  void open() {
    DemoVolume volume =
        DemoVolume.ramps("yx", DType.UINT8, new long[] {3000, 3000}, new long[] {30, 30});
    test = TestWindow.showingAnything(volume);
    Fx.run(() -> test.view().navigator().fit());
    Fx.await("it is over the limit", () -> test.pane(0).shownPicture().orElseThrow().overLimit());
    hole = test.at(test.pane(0), 0.5, 0.1);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void restingOverAHoleOffersToFetchIt() {
    test.move(hole);
    Node hint = test.node(".block-hint", Node.class);
    Fx.await("the hint is seen", hint::isVisible);
    Button fetch = Fx.call(() -> (Button) hint.lookup(".button"));
    assertEquals("Fetch it", Fx.call(fetch::getText));
    Fx.run(fetch::fire);
    assertEquals(1, test.volume.fetched().size());
  }

  @Test
  void theHintGoesWhenAMenuOrADialogOpens() {
    Node hint = test.node(".block-hint", Node.class);
    test.move(hole);
    Fx.await("the hint is seen", hint::isVisible);
    Fx.run(() -> test.robot.mouseClick(MouseButton.SECONDARY));
    ContextMenu menu = (ContextMenu) test.dialog();
    assertFalse(Fx.call(hint::isVisible), "under the menu");
    Fx.run(menu::hide);
    Fx.frames(50);
    assertFalse(Fx.call(hint::isVisible), "before the mouse moves");
    test.move(hole.add(3, 2));
    Fx.await("the hint is seen again", hint::isVisible);
    Fx.run(test.window::showSettings);
    assertFalse(Fx.call(hint::isVisible), "under a dialog");
  }

  @Test
  void theMenuOffersToFetchIt() {
    MenuItem fetch = menuItem("Fetch this block");
    assertFalse(Fx.call(fetch::isDisable));
    Fx.run(fetch::fire);
    assertEquals(1, test.volume.fetched().size());
  }

  @Test
  void nothingIsOfferedWhileNothingMayBeRequested() {
    test.volume.sourceMode(SourceMode.CACHE_ONLY);
    assertTrue(Fx.call(menuItem("Fetch this block")::isDisable));
  }

  private MenuItem menuItem(String text) {
    test.move(hole);
    Fx.run(() -> test.robot.mouseClick(MouseButton.SECONDARY));
    ContextMenu menu = (ContextMenu) test.dialog();
    return Fx.call(
        () ->
            menu.getItems().stream()
                .filter(i -> text.equals(i.getText()))
                .findFirst()
                .orElseThrow());
  }
}
