package io.cellar.ui.prefetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.Fx;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.prefetch.HowInput.WrongException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How workers share the work, as fields. */
@ExtendWith(Fx.class)
class StyleEditorTest {
  @TempDir Path folder;
  private Pulse pulse;
  private StyleEditor editor;

  @BeforeEach
  void open() {
    Fx.run(
        () -> {
          pulse = new Pulse();
          pulse.start();
          editor = new StyleEditor(pulse);
          new Scene(editor).getRoot().applyCss();
        });
  }

  @AfterEach
  void close() {
    Fx.run(pulse::stop);
  }

  private Map<String, Object> style() {
    return Fx.call(editor::read);
  }

  private TextField field(String name) {
    return Fx.call(() -> (TextField) editor.lookup("#style-" + name));
  }

  private boolean says(String beginning) {
    return editor.lookupAll(".label").stream()
        .anyMatch(n -> ((Label) n).getText().startsWith(beginning));
  }

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("style.json"), json);
  }

  @Test
  void whatIsLeftAloneIsLeftOut() {
    assertEquals(Map.of(), style());
    assertEquals("10", field("readBufferInsertTimeout").getPromptText());
    assertEquals("off", field("readBufferPopTimeout").getPromptText());
  }

  @Test
  void aFileFillsItInAndOnlyWhatIsUnusualIsShown() throws IOException {
    Path file =
        file(
            "{\"computeWorkerKind\": \"CW_SUBPROC\", \"numComputeWorkers\": 3,"
                + " \"computeWorkersRead\": true, \"computeBufferPopTimeout\": null,"
                + " \"readBufferInsertTimeout\": 10}");
    editor.read(file);
    Fx.await("it is read", () -> says("As style.json says"));
    Map<String, Object> expected = new HashMap<>();
    expected.put("computeWorkerKind", "CW_SUBPROC");
    expected.put("numComputeWorkers", 3);
    expected.put("computeWorkersRead", true);
    expected.put("computeBufferPopTimeout", null);
    assertEquals(expected, style());
    assertEquals("", Fx.call(field("readBufferInsertTimeout")::getText));
  }

  @Test
  void whatIsWrongWithAFileIsToldAndChangesNothing() throws IOException {
    Fx.run(() -> field("numReadWorkers").setText("5"));
    editor.read(file("{\"numReadWorker\": 2}"));
    Fx.await("it is told", () -> says("there is no such field"));
    assertEquals(Map.of("numReadWorkers", 5), style());
  }

  @Test
  void theWrongFieldIsMarked() {
    TextField time = field("computeBarrierTimeout");
    Fx.run(() -> time.setText("soon"));
    Throwable why = assertThrows(Throwable.class, this::style);
    assertTrue(why.getCause() instanceof WrongException, why::toString);
    assertTrue(
        Fx.call(() -> time.getPseudoClassStates().contains(PseudoClass.getPseudoClass("wrong"))));
  }
}
