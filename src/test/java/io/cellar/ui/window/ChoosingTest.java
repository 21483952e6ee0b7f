package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.settings.Session;
import io.cellar.settings.Session.Entry;
import io.cellar.settings.Tones;
import io.cellar.ui.DemoActions;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.OpenOutcome.Choice;
import io.cellar.ui.WindowMemory;
import io.cellar.volume.DType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A place that holds several things: the user chooses from a list. */
@ExtendWith(Fx.class)
class ChoosingTest {
  private final DemoVolume first = DemoVolume.tissue();
  private final DemoVolume second =
      DemoVolume.named(
          "second", "zyx", DType.UINT8, new long[] {64, 64, 64}, new long[] {32, 32, 32});
  private final DemoActions actions =
      new DemoActions(WindowMemory.FIRST)
          .when("plate", choose(3))
          .when("screen", choose(40))
          .when("plate:1", new OpenOutcome.Opened(first))
          .when("plate:2", new OpenOutcome.Opened(second));
  private final TestWindow test = TestWindow.empty(actions);

  private static OpenOutcome choose(int count) {
    return new OpenOutcome.Choose(
        "plate",
        "an OME-Zarr plate",
        IntStream.range(0, count)
            .mapToObj(n -> new Choice("plate:" + n, "A/" + n, "well " + n))
            .toList());
  }

  @AfterEach
  void close() {
    test.close();
  }

  @SuppressWarnings("unchecked")
  private ListView<Choice> list() {
    Window dialog = test.dialog();
    Fx.frames(5);
    return Fx.call(() -> (ListView<Choice>) dialog.getScene().lookup(".choice-list"));
  }

  private static void press(Node node, KeyCode key) {
    Fx.run(
        () ->
            node.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false)));
    Fx.frames(3);
  }

  private void shown(DemoVolume volume) {
    Fx.await(
        "it is shown",
        () -> test.window.view().get().filter(v -> v.volume() == volume).isPresent());
  }

  @Test
  void enterOpensWhatIsSelected() {
    test.open("plate");
    ListView<Choice> list = list();
    assertEquals(0, Fx.call(() -> list.getSelectionModel().getSelectedIndex()));
    Fx.run(() -> list.getSelectionModel().clearAndSelect(1));
    press(list, KeyCode.ENTER);
    shown(first);
    assertEquals(List.of("plate", "plate:1"), actions.opened());
  }

  @Test
  void aDoubleClickOpens() {
    test.open("plate");
    ListView<Choice> list = list();
    Fx.run(() -> list.getSelectionModel().clearAndSelect(2));
    Node cell =
        Fx.call(
            () ->
                list.lookupAll(".list-cell").stream()
                    .filter(c -> c.getAccessibleText() != null)
                    .filter(c -> c.getAccessibleText().contains("well 2"))
                    .findFirst()
                    .orElseThrow());
    Fx.run(() -> cell.fireEvent(click(2)));
    shown(second);
  }

  private static MouseEvent click(int count) {
    return new MouseEvent(
        MouseEvent.MOUSE_CLICKED,
        5,
        5,
        5,
        5,
        MouseButton.PRIMARY,
        count,
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

  @Test
  void ofSeveralTheFirstIsOpenedAndTheOthersLieOverIt() {
    test.open("plate");
    ListView<Choice> list = list();
    Fx.run(() -> list.getSelectionModel().selectIndices(1, 2));
    Fx.run(() -> list.getSelectionModel().clearSelection(0));
    press(list, KeyCode.ENTER);
    shown(first);
    Fx.await("the other lies over it", () -> test.view().layers().list().size() == 2);
    assertSame(second, test.get(v -> v.layers().list().getLast().volume()));
  }

  @Test
  void escapeGivesUpAndTheVolumeOnShowStays() {
    test.open("plate:1");
    shown(first);
    test.open("plate");
    ListView<Choice> list = list();
    press(list, KeyCode.ESCAPE);
    Fx.await("the dialog is gone", () -> Window.getWindows().size() == 1);
    assertEquals(List.of("plate:1", "plate"), actions.opened());
    assertFalse(first.isClosed());
    assertFalse(Fx.call(test.window::isOpening));
  }

  @Test
  void aLongListCanBeFilteredAndAShortOneNeedsNoFilter() {
    test.open("plate");
    ListView<Choice> few = list();
    Parent dialog = Fx.call(() -> few.getScene().getRoot());
    assertFalse(Fx.call(() -> dialog.lookup(".text-field").isVisible()));
    press(few, KeyCode.ESCAPE);
    Fx.await("the dialog is gone", () -> Window.getWindows().size() == 1);

    test.open("screen");
    ListView<Choice> many = list();
    TextField filter = Fx.call(() -> (TextField) many.getScene().getRoot().lookup(".text-field"));
    assertTrue(Fx.call(() -> filter.isVisible() && filter.isFocused()));
    Fx.run(() -> filter.setText(" WELL a/1 "));
    assertEquals(11, Fx.call(() -> many.getItems().size()));
    Fx.run(() -> filter.setText("well 2 a/2"));
    assertEquals("plate:2", Fx.call(() -> many.getItems().getFirst().location()));
    press(filter, KeyCode.ENTER);
    shown(second);
  }

  @Test
  void aSessionThatComesBackAsksNothing() {
    Session session =
        new Session(
            List.of(new Entry(Optional.of("plate"), true, 1, new Tones(0, 255, "GREY", false))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty());
    Fx.run(() -> test.window.again(session));
    Fx.await(
        "it is told",
        () ->
            test.window.stage().getScene().lookup(".empty-notice") instanceof Label notice
                && notice.isVisible()
                && notice.getText().contains("an OME-Zarr plate"));
    assertEquals(1, Fx.call(() -> Window.getWindows().size()));
  }
}
