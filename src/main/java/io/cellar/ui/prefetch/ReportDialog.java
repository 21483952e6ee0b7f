package io.cellar.ui.prefetch;

import io.cellar.input.AtomicFile;
import io.cellar.thread.Threads;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.picture.FileAsker;
import io.cellar.ui.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The report of a job, to be read, copied and kept. JavaFX thread. */
final class ReportDialog {
  private static final Logger LOG = LoggerFactory.getLogger(ReportDialog.class);
  private static final int ROWS = 18;
  private static final double WIDTH = 620;

  private final Pulse pulse;
  private final Function<Boolean, CompletableFuture<String>> report;
  private final TextArea text = new TextArea();
  private final Label told = Controls.label("", "field-label");
  private final Dialog<ButtonType> dialog;

  /**
   * A dialog that is not shown yet.
   *
   * @param name of the job
   * @param report the report, as JSON or else as text
   * @param files asks where it is to be kept, for a suggested name with an ending
   */
  ReportDialog(
      Dialogs dialogs,
      Pulse pulse,
      String name,
      Function<Boolean, CompletableFuture<String>> report,
      FileAsker files) {
    this.pulse = pulse;
    this.report = report;
    text.setEditable(false);
    text.setPrefRowCount(ROWS);
    text.setMinHeight(100);
    text.getStyleClass().add("details");
    text.setAccessibleText(Words.of("report.text"));
    text.setText(Words.of("report.reading"));
    VBox.setVgrow(text, Priority.ALWAYS);
    Label summary = Controls.label(name, "dialog-summary");
    summary.setWrapText(true);
    summary.setMaxHeight(60);
    told.setWrapText(true);
    told.setMinHeight(Label.USE_PREF_SIZE);
    VBox body = new VBox(10, summary, text, told);
    body.setPrefWidth(WIDTH);
    body.setMinHeight(200);
    ButtonType copy = new ButtonType(Words.of("report.copy"), ButtonData.LEFT);
    ButtonType asText = new ButtonType(Words.of("report.saveText"), ButtonData.LEFT);
    ButtonType asJson = new ButtonType(Words.of("report.saveJson"), ButtonData.LEFT);
    ButtonType close = Dialogs.cancel("dialog.close");
    dialog = dialogs.dialog("report.title", body, copy, asText, asJson, close);
    dialog.initModality(Modality.NONE);
    String fileName = name.replaceAll("[^\\p{L}\\p{N}._-]+", "_");
    on(copy, () -> copy());
    on(asText, () -> save(files, fileName + ".txt", false));
    on(asJson, () -> save(files, fileName + ".json", true));
    dialog.setOnShown(e -> dialog.getDialogPane().lookupButton(close).requestFocus());
    read(false, text::setText);
  }

  /** A button that leaves the dialog open. */
  private void on(ButtonType type, Runnable action) {
    Node button = dialog.getDialogPane().lookupButton(type);
    button.addEventFilter(
        ActionEvent.ACTION,
        e -> {
          action.run();
          e.consume();
        });
  }

  private void copy() {
    Dialogs.copy(text.getText());
    told.setText(Words.of("report.copied"));
  }

  private void read(boolean json, Consumer<String> then) {
    var ignored =
        report
            .apply(json)
            .whenComplete(
                (read, error) ->
                    pulse.execute(
                        () -> {
                          if (error == null) {
                            then.accept(read);
                          } else {
                            LOG.warn("a report could not be made", error);
                            told.setText(Words.of("report.notMade", reason(error)));
                          }
                        }));
  }

  private static String reason(Throwable error) {
    Throwable why = error.getCause() == null ? error : error.getCause();
    return why.getMessage() == null ? why.toString() : why.getMessage();
  }

  private void save(FileAsker files, String suggested, boolean json) {
    files
        .ask(suggested)
        .ifPresent(
            chosen ->
                read(
                    json,
                    content ->
                        Threads.virtual("cellar-report", () -> write(chosen, content)).start()));
  }

  private void write(FileAsker.Chosen chosen, String content) {
    Path file = chosen.file();
    String end;
    try {
      if (!chosen.replace() && Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      AtomicFile.replace(file, content.getBytes(StandardCharsets.UTF_8));
      end = Words.of("report.saved", file.toString());
    } catch (FileAlreadyExistsException e) {
      end = Words.of("picture.exists", file.toString());
    } catch (IOException e) {
      LOG.warn("a report could not be saved", e);
      end = Words.of("report.notSaved", file.toString(), String.valueOf(e.getMessage()));
    }
    String said = end;
    pulse.execute(() -> told.setText(said));
  }

  /** Shows it; the window goes on working. */
  void show() {
    dialog.show();
  }
}
