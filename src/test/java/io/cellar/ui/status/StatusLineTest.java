package io.cellar.ui.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.EngineStats;
import io.cellar.engine.SourceMode;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.OpenVolume;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class StatusLineTest {
  private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

  private static EngineStats stats(boolean diskFull) {
    return new EngineStats(
        Map.of(), List.of(), 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, List.of(), 0, diskFull, List.of());
  }

  /** What a narrow line shows of the figures, those in trouble with a mark. */
  private static List<String> shown(StatusLine line, OpenVolume volume, boolean diskFull) {
    return Fx.call(
        () -> {
          line.figures(stats(diskFull), Optional.of(volume), Optional.of(SourceMode.ONLINE));
          line.layout();
          return line.lookupAll(".status-figure").stream()
              .filter(n -> n.getParent().isVisible())
              .map(
                  n ->
                      (n.getPseudoClassStates().contains(TROUBLE) ? "! " : "")
                          + ((Label) n).getText())
              .toList();
        });
  }

  @Test
  void aFullDiskIsMarkedAndStaysInANarrowLine() {
    StatusLine line = Fx.call(() -> new StatusLine(() -> {}));
    DemoVolume volume = DemoVolume.tissue();
    Fx.run(
        () -> {
          new Scene(line);
          line.resize(560, 30);
          line.applyCss();
        });
    List<String> usual = shown(line, volume, false);
    assertTrue(usual.stream().noneMatch(text -> text.startsWith("writer")), usual::toString);
    assertTrue(usual.stream().noneMatch(text -> text.startsWith("!")), usual::toString);
    assertTrue(shown(line, volume, true).contains("! disk full: writing is paused"));
    assertEquals(usual, shown(line, volume, false));
  }

  @Test
  void thePlaceHasTheRoomThatTheHintCannotUseWhileAHostIsInTrouble() {
    StatusLine line = Fx.call(() -> new StatusLine(() -> {}));
    String place = "x 1,197, y 2,183, z 1,024   loading   level 4";
    Fx.run(
        () -> {
          new Scene(line);
          line.resize(1366, 30);
          line.applyCss();
          line.trouble(
              Optional.of(
                  new HostTrouble("a.org: " + "-".repeat(50), "", false, () -> {}, () -> {})));
          for (int n = 0; n < 3; n++) {
            line.figures(stats(false), Optional.empty(), Optional.of(SourceMode.ONLINE));
            line.place(place, "Drag: move · wheel: slice · Ctrl+wheel: zoom · H: keys", false);
            line.layout();
          }
        });
    Label shown = (Label) Fx.call(() -> line.lookup(".status-place"));
    assertTrue(
        shown.getWidth() >= Fx.call(() -> shown.prefWidth(-1)) - 1, () -> "" + shown.getWidth());
  }
}
