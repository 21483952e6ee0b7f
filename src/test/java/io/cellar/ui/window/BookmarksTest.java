package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.cellar.settings.Bookmark;
import io.cellar.slice.draw.ColorMap;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.navigation.ViewState;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class BookmarksTest {
  private TestWindow test;

  @BeforeEach
  void open() {
    test = TestWindow.showing(DemoVolume.tissue());
  }

  @AfterEach
  void close() {
    test.close();
  }

  private List<Bookmark> kept() {
    return Fx.call(() -> test.actions.records().kept(test.volume.location()));
  }

  private List<Button> names() {
    return Fx.call(
        () ->
            test.window.stage().getScene().getRoot().lookupAll(".bookmark-name").stream()
                .map(Button.class::cast)
                .toList());
  }

  private void step(int voxels) {
    Fx.run(() -> test.view().navigator().change(s -> s.move(Axis.X, voxels)));
    Fx.frames(2);
  }

  @Test
  void aBookmarkBringsPlaceZoomAndContrastBack() {
    Fx.run(
        () -> {
          test.view().navigator().change(s -> s.zoomTo(3));
          var display = test.view().context().display();
          display.set(display.get().withMap(ColorMap.FIRE).withInvert(true));
        });
    ViewState there = test.state();
    test.type(KeyCode.B, KeyCode.CONTROL);
    step(9);
    test.type(KeyCode.B, KeyCode.CONTROL);
    Fx.run(
        () -> {
          test.view().navigator().change(s -> s.zoomTo(0.5));
          var display = test.view().context().display();
          display.set(display.get().withMap(ColorMap.GREY).withInvert(false));
        });
    ViewState elsewhere = test.state();
    test.type(KeyCode.DIGIT1, KeyCode.ALT);
    assertEquals(there, test.state());
    var display = test.get(v -> v.context().display().get());
    assertEquals(ColorMap.FIRE, display.map());
    assertEquals(2, kept().size());
    test.type(KeyCode.LEFT, KeyCode.ALT);
    assertEquals(elsewhere, test.state(), "one can go back from a bookmark");
    test.type(KeyCode.DIGIT9, KeyCode.ALT);
    assertEquals(elsewhere, test.state(), "there is no ninth");
  }

  @Test
  void aBoxBelongsToItAndIsOfferedAsARegion() {
    Roi box = new Roi(new long[] {1, 2, 3}, new long[] {5, 6, 7});
    Fx.run(() -> test.view().context().region().set(Optional.of(box)));
    test.type(KeyCode.B, KeyCode.CONTROL);
    Fx.run(() -> test.view().context().region().set(Optional.empty()));
    assertEquals(box, test.get(VolumeView::boxes).getFirst().box());
    ToggleButton toggle =
        Fx.call(
            () ->
                (ToggleButton)
                    test.window.stage().getScene().lookup(".bookmark-row .toggle-button"));
    Fx.run(toggle::fire);
    assertEquals(Optional.of(box), test.get(v -> v.context().region().get()));
    Fx.run(toggle::fire);
    assertEquals(Optional.empty(), test.get(v -> v.context().region().get()));
    assertFalse(Fx.call(toggle::isSelected));
  }

  @Test
  void theListRenamesMovesDeletesAndPutsBack() {
    test.type(KeyCode.B, KeyCode.CONTROL);
    step(5);
    test.type(KeyCode.B, KeyCode.CONTROL);
    Fx.run(() -> names().getFirst().requestFocus());
    test.type(KeyCode.F2);
    TextField field =
        Fx.call(
            () -> (TextField) test.window.stage().getScene().lookup(".bookmark-row .text-field"));
    Fx.run(
        () -> {
          field.setText("  a synapse ");
          field.fireEvent(new ActionEvent());
        });
    assertEquals("a synapse", kept().getFirst().name());
    test.type(KeyCode.DOWN, KeyCode.ALT);
    assertEquals("a synapse", kept().getLast().name());
    assertEquals("a synapse", Fx.call(() -> names().getLast().getText()));
    test.type(KeyCode.DELETE);
    assertEquals(1, kept().size());
    Node undo = Fx.call(() -> test.window.stage().getScene().lookup(".hyperlink"));
    Fx.run(((Hyperlink) undo)::fire);
    assertEquals("a synapse", kept().getLast().name());
  }
}
