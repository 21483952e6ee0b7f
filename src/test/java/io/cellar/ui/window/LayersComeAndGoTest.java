package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.SourceMode;
import io.cellar.settings.Session;
import io.cellar.settings.Session.Entry;
import io.cellar.settings.Tones;
import io.cellar.slice.SliceRenderer;
import io.cellar.ui.DemoActions;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.WindowMemory;
import io.cellar.ui.layer.Layer;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.DialogPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to some volumes while others come, go or are missing. */
@ExtendWith(Fx.class)
class LayersComeAndGoTest {
  private static final ValueRange WHOLE = new ValueRange(0, 65535);
  private final DemoVolume wide =
      DemoVolume.ramps("zyx", DType.UINT16, new long[] {40, 60, 80}, new long[] {20, 20, 20});
  private final DemoVolume tissue = DemoVolume.tissue();
  private final DemoActions actions =
      new DemoActions(WindowMemory.FIRST)
          .when("wide", new OpenOutcome.Opened(wide))
          .when("tissue", new OpenOutcome.Opened(tissue))
          .when(wide.location(), new OpenOutcome.Opened(wide))
          .when(tissue.location(), new OpenOutcome.Opened(tissue));
  private TestWindow test;

  @AfterEach
  void close() {
    test.close();
  }

  private void awaitVolumes(int n) {
    Fx.await(
        n + " are on show",
        () -> test.window.view().get().filter(v -> v.layers().list().size() == n).isPresent());
  }

  private Layer layer(int n) {
    return test.get(v -> v.layers().list().get(n));
  }

  private static Entry entry(String location, ValueRange range) {
    return new Entry(
        Optional.of(location), true, 1, new Tones(range.min(), range.max(), "GREY", false));
  }

  private static Session session(Entry... entries) {
    return new Session(
        List.of(entries),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  @Test
  void aWideTypeFindsItsRangeAlsoWhenAnotherVolumeIsSelected() {
    test = TestWindow.empty(actions);
    test.open("wide", "tissue");
    awaitVolumes(2);
    assertEquals(layer(1), test.get(v -> v.layers().selected().get()));
    Fx.await("a range is found", () -> !layer(0).display().get().range().equals(WHOLE));
    assertTrue(layer(0).display().get().range().max() < 2000);
  }

  @Test
  void theRangeOfASessionIsNotFoundAnew() {
    test = TestWindow.empty(actions);
    ValueRange chosen = new ValueRange(7, 4000);
    Fx.run(() -> test.window.again(session(entry(wide.location(), chosen))));
    awaitVolumes(1);
    Fx.await(
        "the voxels of the view have been counted",
        () -> test.view().contrast().histogram().get().isPresent());
    Fx.frames(3);
    assertEquals(chosen, layer(0).display().get().range());
  }

  @Test
  void whatIsLaidOverAnOfflineVolumeIsOfflineToo() {
    test = TestWindow.empty(actions);
    test.open("tissue");
    awaitVolumes(1);
    Fx.run(() -> test.source("Cache only").fire());
    Fx.run(() -> test.window.openOver(List.of("wide")));
    awaitVolumes(2);
    assertEquals(SourceMode.CACHE_ONLY, wide.sourceMode());
    assertEquals(SourceMode.CACHE_ONLY, wide.begunIn());
  }

  @Test
  void aVolumeThatIsMovedKeepsWhatItHas() {
    DemoVolume lone =
        DemoVolume.named(
            "lone", "zyx", DType.UINT8, new long[] {40, 60, 80}, new long[] {20, 20, 20});
    actions.when("lone", new OpenOutcome.Opened(lone));
    test = TestWindow.empty(actions);
    test.open("tissue", "wide", "lone");
    awaitVolumes(3);
    Layer moved = layer(1);
    SliceRenderer before = Fx.call(() -> test.pane(0).renderer(moved).orElseThrow());
    assertTrue(Fx.call(() -> test.view().layers().move(moved, 1)));
    assertEquals(moved, layer(2));
    assertSame(before, Fx.call(() -> test.pane(0).renderer(moved).orElseThrow()));
  }

  @Test
  void aMissingVolumeOfASessionIsKeptForTheNextTime() {
    test = TestWindow.empty(actions);
    Session last =
        session(
            entry(tissue.location(), new ValueRange(3, 99)),
            entry("/gone/labels.json", new ValueRange(0, 9)),
            entry(wide.location(), new ValueRange(7, 4000)));
    Fx.run(() -> test.window.again(last));
    awaitVolumes(2);
    Fx.await("begun", () -> test.view().begun());
    Fx.run(() -> test.window.stage().hide());
    assertEquals(
        List.of(last.volumes().get(0), last.volumes().get(2), last.volumes().get(1)),
        actions.windows().sessions().getLast().volumes());
  }

  @Test
  void aMissingVolumeIsForgottenWhenTheUserChoosesOthers() {
    test = TestWindow.empty(actions);
    Fx.run(
        () ->
            test.window.again(
                session(
                    entry(tissue.location(), new ValueRange(3, 99)),
                    entry("/gone/labels.json", new ValueRange(0, 9)))));
    awaitVolumes(1);
    Fx.run(() -> test.window.openOver(List.of("wide")));
    awaitVolumes(2);
    Fx.await("begun", () -> test.view().begun());
    Fx.run(() -> test.window.stage().hide());
    assertEquals(
        List.of(Optional.of(tissue.location()), Optional.of(wide.location())),
        actions.windows().sessions().getLast().volumes().stream().map(Entry::location).toList());
  }

  @Test
  void theSampleThatNeverCameDoesNotTellAnotherVolumeWhatToLookLike() {
    DemoActions slow =
        new DemoActions(WindowMemory.FIRST) {
          @Override
          public CompletableFuture<OpenOutcome> openSample() {
            return new CompletableFuture<>();
          }
        }.when("tissue", new OpenOutcome.Opened(tissue));
    test = TestWindow.empty(slow);
    Entry sample = new Entry(Optional.empty(), true, 1, new Tones(10, 20, "FIRE", true));
    Fx.run(() -> test.window.again(session(sample)));
    test.open("tissue");
    awaitVolumes(1);
    assertFalse(layer(0).display().get().invert());
    assertNotEquals(new ValueRange(10, 20), layer(0).display().get().range());
  }

  @Test
  void whatIsToLieOverWaitsForWhatIsStillBeingOpened() {
    Map<String, CompletableFuture<OpenOutcome>> answers = new ConcurrentHashMap<>();
    DemoActions slow =
        new DemoActions(WindowMemory.FIRST) {
          @Override
          public CompletableFuture<OpenOutcome> open(String location, boolean allowOutside) {
            return answers.computeIfAbsent(location, l -> new CompletableFuture<>());
          }
        };
    test = TestWindow.empty(slow);
    test.open("tissue");
    Fx.run(() -> test.window.openOver(List.of("wide")));
    answers.get("tissue").complete(new OpenOutcome.Opened(tissue));
    Fx.await("its turn has come", () -> answers.containsKey("wide"));
    answers.get("wide").complete(new OpenOutcome.Opened(wide));
    awaitVolumes(2);
    assertEquals(List.of(tissue, wide), test.get(v -> v.layers().volumes()));
  }

  @Test
  void theDialogOfARegionFollowsTheVolumesOnShow() {
    test = TestWindow.empty(actions);
    test.open("tissue", "wide");
    awaitVolumes(2);
    Fx.await("begun", () -> test.view().begun());
    test.type(KeyCode.P);
    DialogPane pane = (DialogPane) test.dialog().getScene().getRoot();
    Fx.run(() -> test.view().layers().remove(layer(1)));
    Fx.await(
        "the one that is left is meant", () -> !pane.lookup(".levels-row").getParent().isVisible());
    Button start =
        pane.getButtonTypes().stream()
            .filter(t -> t.getButtonData() == ButtonData.OK_DONE)
            .map(t -> (Button) pane.lookupButton(t))
            .findFirst()
            .orElseThrow();
    Fx.await("it can be begun", () -> !start.isDisabled());
    Fx.run(start::fire);
    Fx.await("it is fetched", () -> actions.jobs().requests().size() == 1);
    assertEquals(
        List.of(tissue),
        actions.jobs().requests().getFirst().parts().stream().map(p -> p.volume()).toList());
  }
}
