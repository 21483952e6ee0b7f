package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.settings.Session;
import io.cellar.settings.Session.Entry;
import io.cellar.settings.Tones;
import io.cellar.ui.DemoActions;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.WindowMemory;
import io.cellar.volume.Axis;
import io.cellar.volume.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The display range that a volume has when it is opened. */
@ExtendWith(Fx.class)
class FirstContrastTest {
  private static final ValueRange WHOLE = new ValueRange(0, 255);

  private TestWindow test;
  private final List<ValueRange> seen = new ArrayList<>();

  @AfterEach
  void close() {
    test.close();
  }

  private void open(DemoVolume volume) {
    DemoActions actions =
        new DemoActions(WindowMemory.FIRST).when("v", new OpenOutcome.Opened(volume));
    test = TestWindow.empty(actions);
    Fx.run(
        () ->
            test.window
                .view()
                .addListener(
                    (o, was, is) ->
                        is.orElseThrow()
                            .layers()
                            .reference()
                            .display()
                            .addListener((p, before, now) -> note(now.range()))));
    test.open("v");
    Fx.await("it is open", () -> test.window.view().get().isPresent());
  }

  private void note(ValueRange range) {
    if (seen.isEmpty() || !seen.getLast().equals(range)) {
      seen.add(range);
    }
  }

  private ValueRange range() {
    return test.get(v -> v.layers().reference().display().get().range());
  }

  @Test
  void bytesFindTheirRangeOnceAndKeepIt() {
    open(DemoVolume.tissue());
    Fx.await("a range is found", () -> !seen.isEmpty());
    ValueRange found = range();
    assertTrue(found.min() > 0 && found.max() < 255, found::toString);
    Fx.await("all is there", () -> test.complete() && test.view().isSettled());
    Fx.run(() -> test.view().navigator().change(s -> s.step(Axis.Z, 30)));
    Fx.await("all is there", () -> test.complete() && test.view().isSettled());
    assertEquals(List.of(found), seen);
  }

  @Test
  void whatIsTheSameEverywhereLeavesTheRangeAlone() {
    open(DemoVolume.uniform(7));
    Fx.await("all is there", () -> test.complete() && test.view().isSettled());
    assertEquals(List.of(), seen);
    assertEquals(WHOLE, range());
  }

  @Test
  void fewVoxelsAmongManyOfOneValueAreSeen() {
    open(DemoVolume.dots(5));
    Fx.await("a range is found", () -> !seen.isEmpty());
    assertEquals(List.of(new ValueRange(0, 5)), seen);
  }

  @Test
  void aSessionsRangeStaysEvenIfItIsTheWholeOne() {
    DemoVolume volume = DemoVolume.tissue();
    DemoActions actions =
        new DemoActions(WindowMemory.FIRST).when(volume.location(), new OpenOutcome.Opened(volume));
    test = TestWindow.empty(actions);
    Session session =
        new Session(
            List.of(
                new Entry(
                    Optional.of(volume.location()), true, 1, new Tones(0, 255, "GREY", false))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty());
    Fx.run(() -> test.window.again(session));
    Fx.await(
        "all is there",
        () -> test.window.view().get().isPresent() && test.complete() && test.view().isSettled());
    assertEquals(WHOLE, range());
  }

  @Test
  void theSettledWindowHasItsHistogramAndItsStrips() {
    open(DemoVolume.tissue());
    Fx.await("all is there", () -> test.complete() && test.view().isSettled());
    assertTrue(Fx.call(() -> test.view().contrast().histogram().get()).isPresent());
    for (var foot : Fx.call(() -> List.copyOf(test.view().grid().lookupAll(".pane-share")))) {
      assertTrue(
          Fx.call(() -> ((Label) foot).getText()).endsWith("%"),
          "the share of each slice is there");
    }
  }
}
