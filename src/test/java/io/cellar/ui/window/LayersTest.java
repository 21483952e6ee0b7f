package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.settings.Session;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.draw.ColorMap;
import io.cellar.ui.DemoActions;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.JobRequest;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.WindowMemory;
import io.cellar.ui.layer.Layer;
import io.cellar.volume.DType;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.CheckBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several volumes over each other in one window. */
@ExtendWith(Fx.class)
class LayersTest {
  private static final long[] SHAPE = {256, 512, 512};
  private final DemoVolume below = DemoVolume.tissue();
  private final DemoVolume above =
      DemoVolume.ramps("zyx", DType.UINT8, SHAPE, new long[] {64, 128, 128});
  private final DemoActions actions =
      new DemoActions(WindowMemory.FIRST)
          .when("tissue", new OpenOutcome.Opened(below))
          .when("ramps", new OpenOutcome.Opened(above));
  private TestWindow test;

  @BeforeEach
  void open() {
    test = TestWindow.empty(actions);
    test.open("tissue", "ramps");
    Fx.await(
        "both are there",
        () ->
            test.window.view().get().filter(v -> v.layers().list().size() == 2).isPresent()
                && pictures(p -> !p.loading() && p.shown() > 0 && p.shown() == p.blocks()));
  }

  @AfterEach
  void close() {
    test.close();
  }

  private boolean pictures(Predicate<SlicePicture> wanted) {
    return test.view().panes().stream()
        .allMatch(
            p ->
                p.shownPicture().filter(s -> s.view().equals(p.view())).filter(wanted).isPresent());
  }

  private Layer layer(int n) {
    return test.get(v -> v.layers().list().get(n));
  }

  private static boolean tinted(SlicePicture picture) {
    for (int argb : picture.argb()) {
      if ((argb >> 8 & 0xff) > (argb & 0xff) + 20
          && (argb >> 8 & 0xff) > (argb >> 16 & 0xff) + 20) {
        return true;
      }
    }
    return false;
  }

  @Test
  void theFirstOfSeveralIsTheReferenceAndTheOthersLieOverIt() {
    assertEquals(below, test.get(VolumeView::volume));
    assertEquals(List.of(below, above), test.get(v -> v.layers().volumes()));
    assertEquals(ColorMap.GREEN, layer(1).display().get().map());
    assertEquals(0.5, layer(1).opacity().get());
    Fx.await("green over grey", () -> pictures(LayersTest::tinted));
    assertFalse(below.isClosed());
    assertFalse(above.isClosed());
  }

  @Test
  void boxAndSliderHideAndFade() {
    CheckBox visible = test.node(".layer-row .check-box", CheckBox.class);
    Fx.run(() -> visible.fire());
    assertFalse(layer(1).visible().get());
    Fx.await("grey alone", () -> pictures(p -> !tinted(p) && p.blocks() == p.shown()));
    Fx.run(() -> visible.fire());
    Fx.await("green again", () -> pictures(LayersTest::tinted));
    Slider opacity = test.node(".layer-row .slider", Slider.class);
    Fx.run(() -> opacity.setValue(0));
    assertEquals(0, layer(1).opacity().get());
    Fx.await("seen through", () -> pictures(p -> !tinted(p)));
  }

  @Test
  void theStatusLineTellsTheValueInEachVolume() {
    test.move(test.at(test.pane(0), 0.45, 0.45));
    Fx.await(
        "both values are told",
        () -> {
          String text = PlaceText.of(test.view());
          return text.matches(".*tissue = \\d+.*ramps = \\d+.*");
        });
    Fx.run(() -> layer(0).visible().set(false));
    Fx.await(
        "that of the hidden one is not",
        () -> PlaceText.of(test.view()).matches("[^a]*ramps = \\d+.*"));
  }

  @Test
  void whatIsTakenOutIsClosedAndTheReferenceStays() {
    Fx.run(() -> test.view().layers().remove(layer0()));
    assertFalse(below.isClosed());
    Fx.run(() -> test.view().side().lookup(".layer-name").requestFocus());
    test.type(KeyCode.DELETE);
    Fx.await("one is left", () -> test.view().layers().list().size() == 1);
    assertTrue(above.isClosed());
    assertEquals(layer(0), test.get(v -> v.layers().selected().get()));
    Fx.await("grey alone", () -> pictures(p -> !tinted(p)));
    assertEquals("tissue", test.node(".layer-only", Label.class).getText());
  }

  private Layer layer0() {
    return test.view().layers().list().getFirst();
  }

  private double width(int n) {
    var range = layer(n).display().get().range();
    return range.max() - range.min();
  }

  @Test
  void contrastIsThatOfTheSelectedVolume() {
    assertEquals(layer(1), test.get(v -> v.layers().selected().get()));
    Fx.await("both have found a range", () -> width(0) < 255 && width(1) < 255);
    double lower = width(0);
    double upper = width(1);
    Fx.run(() -> test.view().contrast().auto(40, 60));
    Fx.await("a narrower range of the upper one", () -> width(1) < upper);
    assertEquals(lower, width(0));
    Fx.run(() -> test.view().layers().selected().set(layer0()));
    Fx.run(() -> test.view().contrast().auto(40, 60));
    Fx.await("a narrower range of the lower one", () -> width(0) < lower);
    assertEquals(ColorMap.GREEN, layer(1).display().get().map());
  }

  @Test
  void aRegionIsFetchedOfTheVolumeThatIsChosen() {
    test.type(KeyCode.P);
    DialogPane pane = (DialogPane) test.dialog().getScene().getRoot();
    Fx.await("it can be begun", () -> !startOf(pane).isDisabled());
    Fx.run(() -> startOf(pane).fire());
    Fx.await("the upper one is fetched", () -> actions.jobs().requests().size() == 1);
    assertEquals(List.of(above), volumes(actions.jobs().requests().getFirst()));
    Fx.await(
        "a row tells of it",
        () ->
            test.window.stage().getScene().lookup(".fetch-region") instanceof ToggleButton row
                && row.getText().startsWith("ramps"));
  }

  private static List<OpenVolume> volumes(JobRequest request) {
    return request.parts().stream().map(JobRequest.Part::volume).toList();
  }

  private static Button startOf(DialogPane pane) {
    return pane.getButtonTypes().stream()
        .filter(t -> t.getButtonData() == ButtonData.OK_DONE)
        .map(t -> (Button) pane.lookupButton(t))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatCannotLieOverTheOthersIsToldAndClosed() {
    DemoVolume line = DemoVolume.ramps("tc", DType.UINT8, new long[] {30, 20}, new long[] {16, 16});
    actions.when("line", new OpenOutcome.Opened(line));
    Fx.run(() -> test.window.openOver(List.of("line")));
    DialogPane pane = (DialogPane) test.dialog().getScene().getRoot();
    assertTrue(Fx.call(() -> pane.lookup(".problem-location") != null));
    assertTrue(line.isClosed());
    assertEquals(2, test.get(v -> v.layers().volumes()).size());
  }

  @Test
  void allOfThemComeBackWithTheSession() {
    Fx.run(
        () -> {
          test.view().layers().list().get(1).opacity().set(0.25);
          test.view().layers().list().get(1).visible().set(false);
        });
    Fx.run(() -> test.window.stage().hide());
    Session kept = actions.windows().sessions().getLast();
    assertEquals(
        List.of(Optional.of(below.location()), Optional.of(above.location())),
        kept.volumes().stream().map(Session.Entry::location).toList());
    DemoVolume low = DemoVolume.tissue();
    DemoVolume high = DemoVolume.ramps("zyx", DType.UINT8, SHAPE, new long[] {64, 128, 128});
    DemoActions next =
        new DemoActions(WindowMemory.FIRST)
            .when(low.location(), new OpenOutcome.Opened(low))
            .when(high.location(), new OpenOutcome.Opened(high));
    test = TestWindow.empty(next);
    Fx.run(() -> test.window.again(kept));
    Fx.await(
        "both are back",
        () -> test.window.view().get().filter(v -> v.layers().list().size() == 2).isPresent());
    assertEquals(0.25, layer(1).opacity().get());
    assertFalse(layer(1).visible().get());
    assertEquals(ColorMap.GREEN, layer(1).display().get().map());
  }
}
