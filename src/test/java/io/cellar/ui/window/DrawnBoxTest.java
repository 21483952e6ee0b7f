package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.pane.SlicePane;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A box that is drawn in the panes, and the fields that tell of it. */
@ExtendWith(Fx.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrawnBoxTest {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private TestWindow test;

  @BeforeAll
  void open() {
    test = TestWindow.showing(DemoVolume.tissue());
  }

  @AfterAll
  void close() {
    test.close();
  }

  @AfterEach
  void hide() {
    Fx.run(
        () ->
            List.copyOf(Window.getWindows()).stream()
                .filter(w -> w != test.window.stage())
                .forEach(Window::hide));
    Fx.frames(3);
  }

  @Test
  void aDrawnBoxTakesSlicesOnBothSides() {
    draw(test.pane(0), 60, 30);
    Roi thin = region();
    assertEquals(1, thin.size(0));
    TextField slices = slices();
    assertFalse(Fx.call(slices::isDisabled), "± slices can be typed for a drawn box");
    Fx.await(
        "the panes outline it",
        () -> {
          // A dialog that has just come may give way to another one.
          shownSlices().filter(f -> !f.getText().equals("5")).ifPresent(f -> f.setText("5"));
          return outlined().equals(Optional.of(grown(thin, 5)));
        });
    assertEquals(grown(thin, 5).start(0) + ":" + grown(thin, 5).stop(0), z());
    Fx.run(() -> shownSlices().orElseThrow().setText("x"));
    assertTrue(Fx.call(() -> shownSlices().orElseThrow().getPseudoClassStates().contains(WRONG)));
    tells("± slices: “x”");
  }

  @Test
  void aSecondDragInAnotherPaneGivesItDepth() {
    draw(test.pane(0), 60, 30);
    Roi thin = region();
    test.dialog();
    draw(test.pane(2), 40, 25);
    Roi deep = region();
    assertTrue(deep.size(0) > 1, "it has depth: " + deep);
    for (int d = 1; d < 3; d++) {
      assertEquals(thin.start(d), deep.start(d));
      assertEquals(thin.stop(d), deep.stop(d));
    }
    TextField stop = field("#prefetch-stop-z");
    Fx.await("the fields tell it", () -> stop.getText().equals("" + deep.stop(0)));
    assertEquals(deep.start(0) + ":" + deep.stop(0), z());
    draw(test.pane(2), 30, 20);
    assertEquals(deep.start(1), region().start(1), "the depth can be drawn again");
    draw(test.pane(0), 20, 20);
    assertEquals(1, region().size(0), "in the same pane again it is another box");
  }

  @Test
  void onlyTheFieldThatIsWrongIsRedAndIsNamed() {
    Fx.run(test.window::prefetch);
    test.dialog();
    type("#prefetch-start-y", "abc");
    tells("y, From: “abc” is not");
    assertEquals(List.of("prefetch-start-y"), red());
    assertTrue(text().contains("y=abc:"), text());
    type("#prefetch-start-y", "3");
    assertEquals(List.of(), red());
    type("#prefetch-stop-x", "2");
    type("#prefetch-start-x", "7");
    tells("x, To, exclusive: “2” is not");
    assertEquals(List.of("prefetch-stop-x"), red());
    type("#prefetch-text", "x=5:9, nonsense");
    tells("As text: ");
    assertEquals(List.of("prefetch-text"), red());
    assertEquals("", field("#prefetch-start-x").getText(), "no field says anything else");
    type("#prefetch-text", "x=5:9, y=0:7, z=1:2");
    assertEquals("5", field("#prefetch-start-x").getText());
    assertEquals("2", field("#prefetch-stop-z").getText());
    assertEquals(List.of(), red());
  }

  private static Roi grown(Roi thin, long by) {
    long[] start = thin.start();
    long[] stop = thin.stop();
    start[0] -= by;
    stop[0] += by;
    return new Roi(start, stop);
  }

  private Roi region() {
    return Fx.call(() -> outlined().orElseThrow());
  }

  private Optional<Roi> outlined() {
    return test.view().context().region().get();
  }

  private TextField slices() {
    return field("#prefetch-slices");
  }

  /** JavaFX thread. */
  private static Optional<TextField> shownSlices() {
    return Window.getWindows().stream()
        .map(w -> (TextField) w.getScene().lookup("#prefetch-slices"))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private TextField field(String id) {
    Window dialog = test.dialog();
    return Fx.call(() -> (TextField) dialog.getScene().lookup(id));
  }

  private String text() {
    return field("#prefetch-text").getText();
  }

  private String z() {
    return said("#prefetch-start-z") + ":" + said("#prefetch-stop-z");
  }

  private String said(String id) {
    return Fx.call(field(id)::getText);
  }

  private void tells(String beginning) {
    Window dialog = test.dialog();
    Label problem = Fx.call(() -> (Label) dialog.getScene().lookup(".estimate-problem"));
    Fx.await(beginning, () -> problem.getText().startsWith(beginning));
  }

  private List<String> red() {
    Window dialog = test.dialog();
    return Fx.call(
        () ->
            dialog.getScene().getRoot().lookupAll(".text-field").stream()
                .filter(f -> f.getPseudoClassStates().contains(WRONG))
                .map(f -> f.getId())
                .toList());
  }

  private void type(String id, String text) {
    TextField field = field(id);
    Fx.run(() -> field.setText(text));
    Fx.frames(2);
  }

  private void draw(SlicePane pane, double right, double down) {
    Point2D from = Fx.call(() -> new Point2D(pane.getWidth() / 2, pane.getHeight() / 2));
    send(pane, MouseEvent.MOUSE_PRESSED, from);
    send(pane, MouseEvent.MOUSE_DRAGGED, from.add(right, down));
    send(pane, MouseEvent.MOUSE_RELEASED, from.add(right, down));
    Fx.frames(5);
  }

  private static void send(SlicePane pane, EventType<MouseEvent> type, Point2D at) {
    Fx.run(
        () ->
            Event.fireEvent(
                pane,
                new MouseEvent(
                    type,
                    pane.localToScene(at).getX(),
                    pane.localToScene(at).getY(),
                    pane.localToScreen(at).getX(),
                    pane.localToScreen(at).getY(),
                    MouseButton.PRIMARY,
                    1,
                    true,
                    false,
                    false,
                    false,
                    true,
                    false,
                    false,
                    false,
                    false,
                    false,
                    null)));
  }
}
