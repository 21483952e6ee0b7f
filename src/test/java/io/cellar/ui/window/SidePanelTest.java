package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.slice.draw.ColorMap;
import io.cellar.slice.draw.Display;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.volume.Axis;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.RangeSlider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class SidePanelTest {
  private TestWindow test;

  @BeforeEach
  void open() {
    test =
        TestWindow.showing(
            DemoVolume.ramps(
                "tzyx", DType.UINT16, new long[] {3, 40, 60, 80}, new long[] {1, 20, 20, 20}));
  }

  @AfterEach
  void close() {
    test.close();
  }

  private ValueRange range() {
    return test.get(v -> v.context().display().get().range());
  }

  private <N extends Node> List<N> all(String selector, Class<N> type) {
    return Fx.call(() -> test.view().side().lookupAll(selector).stream().map(type::cast).toList());
  }

  @Test
  void aWideTypeWithoutARangeIsStretchedByItselfOnce() {
    Fx.await(
        "the range is found", () -> test.view().context().display().get().range().max() < 65535);
    assertTrue(range().max() < 2000, range()::toString);
  }

  @Test
  void theSliderSetsTheRangeAndTypedLimitsMoveIt() {
    Fx.await(
        "the range is found", () -> test.view().context().display().get().range().max() < 65535);
    RangeSlider slider = all(".contrast-slider", RangeSlider.class).getFirst();
    Fx.run(() -> slider.setLowValue(300.4));
    assertEquals(300, range().min());
    TextField white =
        all(".row .text-field", TextField.class).stream()
            .filter(f -> f.getAccessibleText().equals("White"))
            .findFirst()
            .orElseThrow();
    Fx.run(
        () -> {
          white.requestFocus();
          white.setText("450");
        });
    test.type(KeyCode.ENTER);
    assertEquals(new ValueRange(300, 450), range());
    Fx.run(() -> white.setText("100"));
    test.type(KeyCode.ENTER);
    assertEquals(new ValueRange(100, 100), range());
    Fx.run(() -> white.setText("wrong"));
    test.type(KeyCode.ENTER);
    assertEquals(new ValueRange(100, 100), range());
    test.type(KeyCode.ESCAPE);
    assertEquals("100", Fx.call(white::getText));
  }

  @Test
  void autoResetInvertAndColourMap() {
    Button all = button("0–100 %");
    Fx.run(all::fire);
    Fx.await("the whole range", () -> test.view().context().display().get().range().max() < 65535);
    Fx.run(() -> all(".check-box", CheckBox.class).getFirst().fire());
    assertEquals(true, test.get(v -> v.context().display().get().invert()));
    Fx.run(
        () -> {
          @SuppressWarnings("unchecked")
          ComboBox<ColorMap> map = (ComboBox<ColorMap>) test.view().side().lookup(".combo-box");
          map.setValue(ColorMap.MAGMA);
        });
    assertEquals(ColorMap.MAGMA, test.get(v -> v.context().display().get().map()));
    Fx.run(button("Reset")::fire);
    Display reset = test.get(v -> v.context().display().get());
    assertEquals(new ValueRange(0, 65535), reset.range());
    assertFalse(reset.invert());
    assertEquals(ColorMap.GREY, reset.map());
  }

  private Button button(String text) {
    return all(".button", Button.class).stream()
        .filter(b -> text.equals(b.getText()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void slidersOfAllAxesFollowAndLead() {
    List<Slider> sliders = all(".position-grid .slider", Slider.class);
    assertEquals(4, sliders.size());
    Fx.run(() -> sliders.get(3).setValue(2));
    assertEquals(2, test.state().position(Axis.T));
    Fx.run(() -> test.view().navigator().change(s -> s.at(Axis.X, 7)));
    assertEquals(7, Fx.call(sliders.get(0)::getValue));
  }

  @Test
  void coordinatesOfOnesOwnFilesAreCalledSoInOneLine() {
    test.close();
    test = TestWindow.showing(DemoVolume.own());
    Fx.run(() -> test.view().navigator().change(s -> s.at(Axis.X, 7).at(Axis.Y, 8).at(Axis.Z, 9)));
    Fx.await(
        "the panel has its width", () -> test.view().side().getBoundsInLocal().getWidth() > 250);
    List<String> words =
        all(".position-grid .label", Label.class).stream()
            .map(label -> Fx.call(label::getText))
            .toList();
    assertTrue(words.contains("In the files"), words::toString);
    assertTrue(words.contains("x 1007, y 1008, z 1009"), words::toString);
    assertFalse(words.contains("Remote"), words::toString);
  }

  @Test
  void everyControlHasAName() {
    List<String> nameless =
        Fx.call(
            () ->
                test.window.stage().getScene().getRoot().lookupAll("*").stream()
                    .filter(Node::isFocusTraversable)
                    .filter(n -> n instanceof javafx.scene.control.Control)
                    .filter(SidePanelTest::nameless)
                    .map(Object::toString)
                    .toList());
    assertEquals(List.of(), nameless);
  }

  private static boolean nameless(Node node) {
    boolean text =
        node instanceof javafx.scene.control.Labeled l
            && l.getText() != null
            && !l.getText().isBlank();
    boolean named = node.getAccessibleText() != null && !node.getAccessibleText().isBlank();
    boolean frame =
        node instanceof javafx.scene.control.ScrollPane
            || node instanceof javafx.scene.control.MenuBar
            || node instanceof javafx.scene.control.ScrollBar;
    return !text && !named && !frame;
  }
}
