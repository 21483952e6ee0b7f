package io.cellar.ui.window;

import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/**
 * Closes the window, and asks before when something is still being fetched. The question is a
 * dialog like others: everything goes on behind it, and the end of the process does not wait for
 * it. JavaFX thread.
 */
final class Closing {
  /** More of them are counted only. */
  private static final int MOST_LINES = 5;

  private final Stage stage;
  private final Dialogs dialogs;
  private final Pulse pulse;
  private final Supplier<List<String>> running;
  private Optional<Dialog<ButtonType>> asked = Optional.empty();

  /**
   * For a window; asked whenever somebody wants to close it.
   *
   * @param running what is being fetched, a line for each; empty when nothing is
   */
  Closing(Stage stage, Dialogs dialogs, Pulse pulse, Supplier<List<String>> running) {
    this.stage = stage;
    this.dialogs = dialogs;
    this.pulse = pulse;
    this.running = running;
    stage.setOnCloseRequest(this::requested);
  }

  private void requested(WindowEvent e) {
    if (!running.get().isEmpty()) {
      e.consume();
      ask();
    }
  }

  /** Closes the window, or asks. */
  void close() {
    if (running.get().isEmpty()) {
      stage.hide();
    } else {
      ask();
    }
  }

  private void ask() {
    if (asked.isPresent()) {
      ((Stage) asked.get().getDialogPane().getScene().getWindow()).toFront();
      return;
    }
    Label summary = Controls.label("", "dialog-summary");
    Label lines = new Label();
    Label advice = Controls.label(Words.of("closing.advice"), "field-label");
    for (Label label : List.of(summary, lines, advice)) {
      label.setWrapText(true);
      label.setMinHeight(Label.USE_PREF_SIZE);
    }
    VBox body = new VBox(10, summary, lines, advice);
    body.setPrefWidth(520);
    write(summary, lines);
    ButtonType stop = Dialogs.ok("closing.stop");
    Dialog<ButtonType> dialog =
        dialogs.dialog("closing.title", body, stop, Dialogs.cancel("closing.keep"));
    asked = Optional.of(dialog);
    Runnable leave = pulse.often(() -> write(summary, lines));
    dialog.setOnHidden(
        e -> {
          leave.run();
          asked = Optional.empty();
          if (dialog.getResult() == stop) {
            stage.hide();
          }
        });
    dialog.show();
  }

  private void write(Label summary, Label lines) {
    List<String> now = running.get();
    summary.setText(Words.of("closing.summary", now.size()));
    String text = String.join("\n", now.stream().limit(MOST_LINES).toList());
    int more = now.size() - MOST_LINES;
    lines.setText(more > 0 ? text + "\n" + Words.of("closing.more", more) : text);
  }
}
