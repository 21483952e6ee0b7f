package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.EngineStats.Failure;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.words.BlockWords;
import io.cellar.volume.Roi;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The window with the failed blocks. */
@ExtendWith(Fx.class)
class FailuresTest {

  @Test
  void causesWrapButtonsAreInReachAndADoubleClickGoesThere() {
    DemoVolume volume = DemoVolume.tissue();
    volume.engine().failing(i -> i % 3 == 0);
    try (TestWindow test = TestWindow.showingAnything(volume)) {
      Fx.await("there are failures", () -> test.actions.downloads().failedCount() > 3);
      Fx.run(test.window::showFailures);
      Window list = test.dialog();
      Fx.run(
          () -> {
            list.setWidth(800);
            list.setHeight(600);
          });
      Fx.frames(5);
      Fx.run(
          () -> {
            for (var node : list.getScene().getRoot().lookupAll(".button")) {
              Bounds at = node.localToScene(node.getLayoutBounds());
              String name = ((Button) node).getText();
              assertTrue(at.getMaxX() <= 800 && at.getMaxY() <= 600, name + " " + at);
              assertTrue(node.getLayoutBounds().getWidth() >= node.prefWidth(-1) - 1, name);
            }
          });
      TableView<Failure> table = table(list);
      Fx.run(
          () ->
              table
                  .lookupAll(".wrapped")
                  .forEach(
                      text ->
                          assertTrue(
                              ((Text) text).getWrappingWidth() > 0
                                  && text.getParent().getLayoutBounds().getHeight()
                                      >= text.getLayoutBounds().getHeight(),
                              ((Text) text).getText() + " has room")));
      // In one step: the table is sorted anew while failures come.
      Failure failure =
          Fx.call(
              () -> {
                TableRow<?> row =
                    table.lookupAll(".table-row-cell").stream()
                        .map(r -> (TableRow<?>) r)
                        .filter(r -> r.getItem() != null)
                        .findFirst()
                        .orElseThrow();
                Failure shown = (Failure) row.getItem();
                Event.fireEvent(row, twice());
                return shown;
              });
      var local = volume.description().geometry();
      Roi block = local.toView(local.grid().roi(failure.key().index()));
      assertTrue(
          block.contains(test.state().position()), BlockWords.place(local, failure.key().index()));
      assertEquals(
          0.5 + test.state().position()[2], test.state().center(io.cellar.volume.Axis.X), 1);
    }
  }

  @SuppressWarnings("unchecked")
  private static TableView<Failure> table(Window list) {
    return Fx.call(() -> (TableView<Failure>) list.getScene().lookup(".table-view"));
  }

  private static MouseEvent twice() {
    return new MouseEvent(
        MouseEvent.MOUSE_CLICKED,
        1,
        1,
        1,
        1,
        MouseButton.PRIMARY,
        2,
        false,
        false,
        false,
        false,
        true,
        false,
        false,
        false,
        false,
        true,
        null);
  }
}
