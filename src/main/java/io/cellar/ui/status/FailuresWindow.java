package io.cellar.ui.status;

import static javafx.scene.layout.Region.USE_PREF_SIZE;

import io.cellar.engine.EngineStats;
import io.cellar.engine.EngineStats.Failure;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.WindowActions;
import io.cellar.ui.fx.Colours;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.fx.ScreenRoom;
import io.cellar.ui.fx.WindowIcons;
import io.cellar.ui.words.BlockWords;
import io.cellar.ui.words.Words;
import io.cellar.volume.BlockKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * The blocks that could not be had: where they lie, what was asked, why it failed, how often it was
 * tried. Stays up to date while it is open. JavaFX thread.
 */
public final class FailuresWindow {
  private final WindowActions actions;
  private final IntFunction<Optional<OpenVolume>> volumes;
  private final Consumer<BlockKey> go;
  private final Stage stage = new Stage();
  private long told;
  private final TableView<Failure> table = new TableView<>();
  private final Label summary = Controls.label("", "dialog-summary");

  /**
   * A window that is not shown yet.
   *
   * @param volumes the volume on show that a fileset belongs to
   * @param go brings the middle of a block into the panes
   */
  public FailuresWindow(
      Window owner,
      WindowActions actions,
      IntFunction<Optional<OpenVolume>> volumes,
      Consumer<BlockKey> go,
      Colours colours,
      Pulse pulse) {
    this.actions = actions;
    this.volumes = volumes;
    this.go = go;
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setPlaceholder(new Label(Words.of("failures.none")));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    table.setRowFactory(t -> row());
    table.setAccessibleText(Words.of("failures.title"));
    column("failures.block", 225, 110, true, this::place);
    column("failures.cause", 400, 160, true, f -> BlockWords.causeAlone(f.cause()));
    column(
        "failures.tries",
        160,
        80,
        true,
        f -> BlockWords.triesShort(f.tries(), f.nextTry(), Instant.now()));
    column("failures.address", 260, 80, false, Failure::address);
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox root = new VBox(10, summary, table, buttons());
    root.getStyleClass().add("dialog-body");
    Scene scene = new Scene(root, ScreenRoom.width(1080), ScreenRoom.height(440));
    colours.dress(scene);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    stage.initOwner(owner);
    WindowIcons.dress(stage);
    stage.setTitle(Words.of("failures.title"));
    stage.setScene(scene);
    stage.setMinWidth(560);
    stage.setMinHeight(240);
    ScreenRoom.keepOnScreen(stage);
    pulse.often(this::refresh);
    pulse.wakeOn(scene);
    pulse.changingWhile(stage::isShowing);
  }

  private void column(
      String key, double width, double least, boolean wraps, Function<Failure, String> text) {
    TableColumn<Failure, String> column = new TableColumn<>(Words.of(key));
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    column.setCellFactory(c -> wraps ? new WrappedCell(c) : new TipCell());
    column.setPrefWidth(width);
    column.setMinWidth(least);
    column.setSortable(false);
    column.setReorderable(false);
    table.getColumns().add(column);
  }

  /** A row that goes to its block when it is clicked twice. */
  private TableRow<Failure> row() {
    TableRow<Failure> row = new TableRow<>();
    row.setOnMouseClicked(
        e -> {
          if (e.getClickCount() == 2 && row.getItem() != null) {
            go.accept(row.getItem().key());
          }
        });
    return row;
  }

  /** A cell that is as high as its text is long. */
  private static final class WrappedCell extends TableCell<Failure, String> {
    /** At the left and the right of the text. */
    private static final double BESIDE = 14;

    private final Text words = new Text();

    WrappedCell(TableColumn<Failure, String> column) {
      words.getStyleClass().add("wrapped");
      words.fillProperty().bind(textFillProperty());
      words.wrappingWidthProperty().bind(column.widthProperty().subtract(BESIDE));
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      setAlignment(Pos.TOP_LEFT);
    }

    @Override
    protected void updateItem(String text, boolean empty) {
      super.updateItem(text, empty);
      words.setText(empty ? "" : text);
      setText(empty ? null : text); // for screen readers
      setGraphic(empty ? null : words);
    }
  }

  /** A cell of one line whose tooltip has all of its text. */
  private static final class TipCell extends TableCell<Failure, String> {
    TipCell() {
      setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      setAlignment(Pos.TOP_LEFT);
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
            selected("failures.retry", this::retrySelected),
            Controls.button("failures.retryAll", actions::retryAll),
            selected("failures.go", this::goToSelected),
            Controls.button("failures.copy", this::copy),
            Controls.spring(),
            Controls.button("dialog.close", stage::hide));
    row.getChildren().stream()
        .filter(Button.class::isInstance)
        .forEach(b -> ((Button) b).setMinWidth(USE_PREF_SIZE));
    row.getStyleClass().add("dialog-buttons");
    return row;
  }

  /** A button for what is selected. */
  private Button selected(String key, Runnable action) {
    Button button = Controls.button(key, action);
    button.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
    return button;
  }

  private void goToSelected() {
    Optional.ofNullable(table.getSelectionModel().getSelectedItem())
        .ifPresent(failure -> go.accept(failure.key()));
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
    EngineStats stats = actions.downloads();
    summary.setText(
        stats.failures().size() < stats.failedCount()
            ? Words.of("failures.summarySome", stats.failedCount(), stats.failures().size())
            : Words.of("failures.summary", stats.failedCount()));
    if (!table.getItems().equals(stats.failures())) {
      List<BlockKey> selected =
          table.getSelectionModel().getSelectedItems().stream().map(Failure::key).toList();
      table.getItems().setAll(stats.failures());
      IntStream.range(0, table.getItems().size())
          .filter(n -> selected.contains(table.getItems().get(n).key()))
          .forEach(table.getSelectionModel()::select);
    } else if (times()) {
      table.refresh();
    }
  }

  /** True while times to the next try are on show: they grow shorter. */
  private boolean times() {
    Instant now = Instant.now();
    boolean later =
        table.getItems().stream()
            .flatMap(failure -> failure.nextTry().stream())
            .anyMatch(now::isBefore);
    long second = now.getEpochSecond();
    boolean due = later && second != told;
    told = second;
    return due;
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
    } else if (e.getCode() == KeyCode.ENTER && table.isFocused()) {
      goToSelected();
    } else if (e.isShortcutDown() && e.getCode() == KeyCode.C) {
      copy();
    }
  }
}
