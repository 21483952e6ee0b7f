package io.cellar.ui.prefetch;

import io.cellar.job.style.ConcurrencyStyle;
import io.cellar.job.style.StyleException;
import io.cellar.job.style.StyleFile;
import io.cellar.thread.Threads;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.prefetch.HowInput.WrongException;
import io.cellar.ui.words.Words;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.stage.FileChooser;

/**
 * How workers share the work of a job; what is left as it is has its usual value. JavaFX thread.
 */
final class StyleEditor extends GridPane {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final String USUAL = "";

  private final ComboBox<String> kind = new ComboBox<>();
  private final ComboBox<String> reads = new ComboBox<>();
  private final CheckBox single = new CheckBox(Words.of("style.singleBlockComputeWorkers"));
  private final Map<String, TextField> counts = new LinkedHashMap<>();
  private final Map<String, TextField> times = new LinkedHashMap<>();
  private final Label told = Controls.label("", "field-label");
  private final Pulse pulse;
  private final Runnable changed;

  /** An editor of the usual; the pulse is woken when the user has changed something. */
  StyleEditor(Pulse pulse) {
    this.pulse = pulse;
    changed = pulse::wake;
    getStyleClass().add("style-grid");
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    ColumnConstraints values = new ColumnConstraints();
    values.setMinWidth(USE_PREF_SIZE);
    getColumnConstraints().addAll(names, values);
    kind.getItems().add(USUAL);
    kind.getItems().addAll(StyleInput.KINDS);
    choice(kind, StyleInput.KIND);
    for (String field : StyleInput.COUNTS) {
      counts.put(field, typed(field, Words.of("prefetch.automatic")));
    }
    reads.getItems().addAll(USUAL, "true", "false");
    choice(reads, StyleInput.WORKERS_READ);
    single.selectedProperty().addListener(o -> changed.run());
    single.setTooltip(new Tooltip(StyleInput.SINGLE_BLOCK));
    add(single, 0, getRowCount(), 2, 1);
    Label heading = Controls.label(Words.of("style.times", Words.of("style.off")), "field-label");
    heading.setWrapText(true);
    heading.setMinHeight(USE_PREF_SIZE);
    add(heading, 0, getRowCount(), 2, 1);
    for (String field : StyleInput.TIMES) {
      times.put(field, typed(field, StyleInput.typed(ConcurrencyStyle.DEFAULT.fields(), field)));
    }
    told.setWrapText(true);
    told.setMinHeight(USE_PREF_SIZE);
    told.managedProperty().bind(told.textProperty().isNotEmpty());
    Button file = Controls.button("style.file", this::choose);
    file.setTooltip(new Tooltip(Words.of("style.fileTip")));
    add(file, 0, getRowCount(), 2, 1);
    add(told, 0, getRowCount(), 2, 1);
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Words.of("choose.style"));
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(Words.of("choose.styles"), "*.json"));
    Optional.ofNullable(chooser.showOpenDialog(getScene().getWindow()))
        .ifPresent(chosen -> read(chosen.toPath()));
  }

  /** Fills it in with what a file says, as soon as that is read. */
  void read(Path file) {
    Threads.virtual("cellar-prefetch", () -> readNow(file)).start();
  }

  private void readNow(Path file) {
    try {
      ConcurrencyStyle style = StyleFile.read(file, Runtime.getRuntime().availableProcessors());
      pulse.execute(
          () -> {
            fill(StyleInput.unusual(style));
            say("field-label", Words.of("style.read", file.getFileName().toString()));
          });
    } catch (StyleException e) {
      pulse.execute(() -> say("estimate-problem", String.valueOf(e.getMessage())));
    }
  }

  private void say(String style, String text) {
    told.getStyleClass().setAll("label", style);
    told.setText(text);
  }

  private void choice(ComboBox<String> box, String field) {
    box.setConverter(
        new Labels<>(
            value -> Words.of("style." + field + "." + (value.isEmpty() ? "usual" : value))));
    box.setValue(USUAL);
    box.setMaxWidth(Double.MAX_VALUE);
    box.valueProperty().addListener(o -> changed.run());
    line(field, box);
  }

  private TextField typed(String field, String prompt) {
    TextField text = new TextField();
    text.setPromptText(prompt);
    text.setPrefColumnCount(7);
    text.textProperty().addListener(o -> changed.run());
    line(field, text);
    return text;
  }

  private void line(String field, javafx.scene.control.Control control) {
    String name = StyleInput.name(field);
    Label label = Controls.label(name, "field-label");
    label.setLabelFor(control);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    control.setId("style-" + field);
    control.setAccessibleText(name);
    control.setTooltip(new Tooltip(field));
    addRow(getRowCount(), label, (Node) control);
  }

  /** Fills it in. */
  void fill(Map<String, Object> style) {
    kind.setValue(known(kind, StyleInput.typed(style, StyleInput.KIND)));
    reads.setValue(known(reads, StyleInput.typed(style, StyleInput.WORKERS_READ)));
    single.setSelected(Boolean.TRUE.equals(style.get(StyleInput.SINGLE_BLOCK)));
    counts.forEach((field, text) -> text.setText(StyleInput.typed(style, field)));
    times.forEach((field, text) -> text.setText(StyleInput.typed(style, field)));
  }

  private static String known(ComboBox<String> box, String value) {
    return box.getItems().contains(value) ? value : USUAL;
  }

  /**
   * What differs from the usual, by the names of {@code ConcurrencyStyle}.
   *
   * @throws WrongException for the first field that is wrong, which is marked
   */
  Map<String, Object> read() throws WrongException {
    Map<String, Object> style = new LinkedHashMap<>();
    Optional.of(kind.getValue())
        .filter(k -> !k.equals(USUAL))
        .ifPresent(k -> style.put(StyleInput.KIND, k));
    Optional.of(reads.getValue())
        .filter(r -> !r.equals(USUAL))
        .ifPresent(r -> style.put(StyleInput.WORKERS_READ, Boolean.valueOf(r)));
    if (single.isSelected()) {
      style.put(StyleInput.SINGLE_BLOCK, true);
    }
    for (Map.Entry<String, TextField> each : counts.entrySet()) {
      read(each, style, StyleInput::count);
    }
    for (Map.Entry<String, TextField> each : times.entrySet()) {
      read(each, style, StyleInput::time);
    }
    return StyleInput.checked(style, Runtime.getRuntime().availableProcessors());
  }

  /** Reads a text into a style. */
  private interface Rule {
    void read(String field, String typed, Map<String, Object> style) throws WrongException;
  }

  private static void read(Map.Entry<String, TextField> of, Map<String, Object> style, Rule rule)
      throws WrongException {
    boolean wrong = true;
    try {
      rule.read(of.getKey(), of.getValue().getText(), style);
      wrong = false;
    } finally {
      of.getValue().pseudoClassStateChanged(WRONG, wrong);
    }
  }
}
