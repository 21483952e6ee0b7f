package io.cellar.ui.window;

import io.cellar.ui.Windows;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.prefetch.Prefetching;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the window, or all of them, and asks before the last one what is to become of the jobs
 * that the program works on. The question is a dialog like others: everything goes on behind it,
 * and the end of the process does not wait for it. JavaFX thread.
 */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  /** More of them are counted only. */
  private static final int MOST_LINES = 5;

  private final Stage stage;
  private final Dialogs dialogs;
  private final Pulse pulse;
  private final Prefetching jobs;
  private final Windows windows;
  private Optional<Dialog<ButtonType>> asked = Optional.empty();

  /** For a window; asked whenever somebody wants to close it. */
  Closing(Stage stage, Dialogs dialogs, Pulse pulse, Prefetching jobs, Windows windows) {
    this.stage = stage;
    this.dialogs = dialogs;
    this.pulse = pulse;
    this.jobs = jobs;
    this.windows = windows;
    stage.setOnCloseRequest(this::requested);
  }

  private void requested(WindowEvent e) {
    e.consume();
    close();
  }

  /** Closes the window, or asks. */
  void close() {
    if (windows.isLast()) {
      end(false);
    } else {
      stage.hide();
    }
  }

  /** Closes all windows, or asks. */
  void quit() {
    end(true);
  }

  private void end(boolean all) {
    if (jobs.running().isEmpty()) {
      end();
    } else {
      ask(all);
    }
  }

  private void end() {
    long elsewhere = jobs.elsewhere();
    if (elsewhere > 0) {
      LOG.info("{} jobs go on in the background", elsewhere);
    }
    windows.quit();
  }

  /**
   * Asks, unless that is being done.
   *
   * @param all whether all windows are to be closed, also those that come meanwhile
   */
  private void ask(boolean all) {
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
    body.setPrefWidth(560);
    write(summary, lines);
    ButtonType stop = Dialogs.ok("closing.stop");
    ButtonType background = Dialogs.other("closing.background");
    Dialog<ButtonType> dialog =
        dialogs.dialog("closing.title", body, stop, background, Dialogs.cancel("closing.keep"));
    asked = Optional.of(dialog);
    Runnable leave = pulse.often(() -> write(summary, lines));
    dialog.setOnHidden(
        e -> {
          leave.run();
          asked = Optional.empty();
          ButtonType answer = dialog.getResult();
          if (answer != stop && answer != background) {
            return;
          }
          if (!all && !windows.isLast()) {
            stage.hide(); // another was opened meanwhile, and the jobs go on with it
          } else if (answer == stop) {
            jobs.stopAll();
            end();
          } else {
            jobs.allToBackground();
            end();
          }
        });
    dialog.show();
  }

  private void write(Label summary, Label lines) {
    List<String> now = jobs.running();
    summary.setText(Words.of("closing.summary", now.size()));
    String text = String.join("\n", now.stream().limit(MOST_LINES).toList());
    int more = now.size() - MOST_LINES;
    lines.setText(more > 0 ? text + "\n" + Words.of("closing.more", more) : text);
  }
}
