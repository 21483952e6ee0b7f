package io.cellar.ui.status;

import io.cellar.download.DownloadStats;
import io.cellar.download.DownloadStats.Failure;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.WindowActions;
import io.cellar.ui.fx.Colours;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.fx.ScreenRoom;
import io.cellar.ui.words.BlockWords;
import io.cellar.ui.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * The blocks that could not be had: where they lie, what was asked, why it failed, how often it was
 * tried. Stays up to date while it is open. JavaFX thread.
 */
public final class FailuresWindow {
  private final WindowActions actions;
  private final IntFunction<Optional<OpenVolume>> volumes;
  private final Stage stage = new Stage();
  private final TableView<Failure> table = new TableView<>();
  private final Label summary = Controls.label("", "dialog-summary");

  /**
   * A window that is not shown yet.
   *
   * @param volumes the volume on show that a fileset belongs to
   */
  public FailuresWindow(
      Window owner,
      WindowActions actions,
      IntFunction<Optional<OpenVolume>> volumes,
      Colours colours,
      Pulse pulse) {
    this.actions = actions;
    this.volumes = volumes;
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setPlaceholder(new Label(Words.of("failures.none")));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setAccessibleText(Words.of("failures.title"));
    column("failures.block", 225, OverrunStyle.ELLIPSIS, this::place);
    column("failures.cause", 430, OverrunStyle.ELLIPSIS, f -> BlockWords.causeAlone(f.cause()));
    column(
        "failures.tries",
        130,
        OverrunStyle.ELLIPSIS,
        f -> BlockWords.triesShort(f.tries(), f.nextTry(), Instant.now()));
    column("failures.address", 260, OverrunStyle.CENTER_ELLIPSIS, Failure::address);
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox root = new VBox(10, summary, table, buttons());
    root.getStyleClass().add("dialog-body");
    Scene scene = new Scene(root, ScreenRoom.width(1080), ScreenRoom.height(440));
    colours.dress(scene);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    stage.initOwner(owner);
    stage.setTitle(Words.of("failures.title"));
    stage.setScene(scene);
    ScreenRoom.keepOnScreen(stage);
    pulse.often(this::refresh);
    pulse.wakeOn(scene);
  }

  private void column(
      String key, double width, OverrunStyle overrun, Function<Failure, String> text) {
    TableColumn<Failure, String> column = new TableColumn<>(Words.of(key));
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    column.setCellFactory(c -> new TipCell(overrun));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    table.getColumns().add(column);
  }

  /** A cell whose tooltip has all of its text. */
  private static final class TipCell extends TableCell<Failure, String> {
    TipCell(OverrunStyle overrun) {
      setTextOverrun(overrun);
    }

    @Override
    protected void updateItem(String text, boolean empty) {
      super.updateItem(text, empty);
      setText(empty ? null : text);
      setTooltip(empty || text == null ? null : new Tooltip(text));
    }
  }

  private HBox buttons() {
    HBox row =
        new HBox(
            8,
            Controls.button("failures.retry", this::retrySelected),
            Controls.button("failures.retryAll", actions::retryAll),
            Controls.button("failures.copy", this::copy),
            Controls.spring(),
            Controls.button("dialog.close", stage::hide));
    row.getStyleClass().add("dialog-buttons");
    return row;
  }

  /** Shows the window, or brings it to the front. */
  public void show() {
    refreshNow();
    stage.show();
    stage.toFront();
  }

  private void refresh() {
    if (stage.isShowing()) {
      refreshNow();
    }
  }

  private void refreshNow() {
    DownloadStats stats = actions.downloads();
    summary.setText(
        stats.failures().size() < stats.failedCount()
            ? Words.of("failures.summarySome", stats.failedCount(), stats.failures().size())
            : Words.of("failures.summary", stats.failedCount()));
    if (!table.getItems().equals(stats.failures())) {
      table.getItems().setAll(stats.failures());
    }
  }

  private String place(Failure failure) {
    return volumes
        .apply(failure.key().fileset())
        .map(v -> BlockWords.place(v, failure.key()))
        .orElseGet(() -> Words.of("failures.otherVolume", failure.key().index()));
  }

  private void retrySelected() {
    for (Failure failure : List.copyOf(table.getSelectionModel().getSelectedItems())) {
      volumes.apply(failure.key().fileset()).ifPresent(v -> v.retry(failure.key()));
    }
  }

  private void copy() {
    List<Failure> chosen = List.copyOf(table.getSelectionModel().getSelectedItems());
    List<Failure> which = chosen.isEmpty() ? table.getItems() : chosen;
    Instant now = Instant.now();
    ClipboardContent content = new ClipboardContent();
    content.putString(
        which.stream()
            .map(f -> StatusText.line(f, place(f), now))
            .collect(Collectors.joining("\n")));
    Clipboard.getSystemClipboard().setContent(content);
  }

  private void key(KeyEvent e) {
    if (e.getCode() == KeyCode.ESCAPE) {
      stage.hide();
    } else if (e.isShortcutDown() && e.getCode() == KeyCode.C) {
      copy();
    }
  }
}
