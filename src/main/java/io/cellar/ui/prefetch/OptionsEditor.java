package io.cellar.ui.prefetch;

import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobSpec;
import io.cellar.ui.JobRequest.Where;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.prefetch.HowInput.WrongException;
import io.cellar.ui.words.Words;
import java.util.Map;
import java.util.OptionalLong;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How a region is fetched, and by whom. JavaFX thread. */
final class OptionsEditor extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final ComboBox<BlockOrder> order = new ComboBox<>();
  private final TextField rate = field("prefetch-rate", "prefetch.rateTip", 5);
  private final TextField requests = field("prefetch-requests", "prefetch.requestsTip", 5);
  private final CheckBox failed = new CheckBox(Words.of("prefetch.retryFailed"));
  private final CheckBox absent = new CheckBox(Words.of("prefetch.retryAbsent"));
  private final ComboBox<Where> where = new ComboBox<>();
  private final TextField workers = field("prefetch-workers", "prefetch.workersTip", 3);
  private final CheckBox paused = new CheckBox(Words.of("prefetch.startPaused"));
  private final StyleEditor style;
  private final TitledPane advanced;

  /**
   * The options.
   *
   * @param levels whether a volume has several
   * @param changed is run when the user has changed something
   */
  OptionsEditor(boolean levels, StyleEditor style, Runnable changed) {
    super(10);
    this.style = style;
    order.setConverter(new Labels<>(OptionsEditor::label));
    order.getItems().setAll(BlockOrder.CENTRE, BlockOrder.SCAN);
    if (levels) {
      order.getItems().add(BlockOrder.COARSE);
    }
    order.getSelectionModel().selectFirst();
    wide(order, "prefetch.order");
    where.setConverter(new Labels<>(OptionsEditor::label));
    where.getItems().setAll(Where.values());
    where.getSelectionModel().selectFirst();
    where.setId("prefetch-where");
    wide(where, "prefetch.where");
    rate.setPromptText(Words.of("prefetch.noLimit"));
    requests.setPromptText(Words.of("prefetch.automatic"));
    workers.setText("1");
    failed.setSelected(true);
    paused.setId("prefetch-paused");
    advanced = new TitledPane(Words.of("prefetch.advanced"), style);
    advanced.setExpanded(false);
    advanced.setAnimated(false);
    advanced.getStyleClass().add("fold");
    order.valueProperty().addListener(o -> changed.run());
    where.valueProperty().addListener(o -> changed.run());
    for (TextField typed : new TextField[] {rate, requests, workers}) {
      typed.textProperty().addListener(o -> changed.run());
    }
    for (CheckBox box : new CheckBox[] {failed, absent, paused}) {
      box.selectedProperty().addListener(o -> changed.run());
    }
    getChildren()
        .addAll(
            row(RegionEditor.label("prefetch.order", order), order),
            row(
                RegionEditor.label("prefetch.rate", rate),
                rate,
                beside("prefetch.rateUnit", rate),
                Controls.spring(),
                beside("prefetch.requests", requests),
                requests),
            failed,
            absent,
            row(
                RegionEditor.label("prefetch.where", where),
                where,
                beside("prefetch.workers", workers),
                workers),
            paused,
            advanced);
    workers.disableProperty().bind(where.valueProperty().isNotEqualTo(Where.BACKGROUND));
  }

  private static TextField field(String id, String tipKey, int columns) {
    TextField field = new TextField();
    field.setId(id);
    field.setPrefColumnCount(columns);
    field.setMinWidth(USE_PREF_SIZE);
    field.setAccessibleText(Words.of(tipKey));
    field.setTooltip(new Tooltip(Words.of(tipKey)));
    return field;
  }

  private static void wide(ComboBox<?> box, String key) {
    box.setAccessibleText(Words.of(key));
    box.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(box, Priority.ALWAYS);
  }

  private static HBox row(Node... nodes) {
    HBox row = new HBox(8, nodes);
    row.getStyleClass().add("row");
    return row;
  }

  private static Label beside(String key, Node control) {
    Label label = Controls.label(Words.of(key), "field-label");
    label.setMinWidth(USE_PREF_SIZE);
    label.setLabelFor(control);
    return label;
  }

  private static String label(BlockOrder order) {
    return switch (order) {
      case CENTRE -> Words.of("prefetch.order.centre");
      case SCAN -> Words.of("prefetch.order.scan");
      case COARSE -> Words.of("prefetch.order.coarse");
    };
  }

  private static String label(Where where) {
    return switch (where) {
      case HERE -> Words.of("prefetch.where.here");
      case BACKGROUND -> Words.of("prefetch.where.background");
    };
  }

  /** Fills it in as an earlier job was. */
  void fill(JobSpec like) {
    if (order.getItems().contains(like.order())) {
      order.setValue(like.order());
    }
    rate.setText(HowInput.megabytes(like.bytesPerSecond()));
    requests.setText(like.requests() == 0 ? "" : String.valueOf(like.requests()));
    failed.setSelected(like.retryFailed());
    absent.setSelected(like.retryAbsent());
    style.fill(like.style());
  }

  /** The part that is folded away at first. */
  TitledPane advanced() {
    return advanced;
  }

  /**
   * What was chosen.
   *
   * @throws WrongException for the first field that is wrong, which is marked
   */
  How how() throws WrongException {
    OptionalLong bytes = read(rate, HowInput::rate);
    int open = read(requests, HowInput::requests);
    boolean here = where.getValue() == Where.HERE;
    workers.pseudoClassStateChanged(WRONG, false);
    int many = here ? 1 : read(workers, HowInput::workers);
    Map<String, Object> fields = style.read();
    return new How(
        order.getValue(),
        open,
        bytes,
        failed.isSelected(),
        absent.isSelected(),
        paused.isSelected(),
        where.getValue(),
        many,
        fields);
  }

  /** Reads a text. */
  private interface Rule<T> {
    T read(String typed) throws WrongException;
  }

  private static <T> T read(TextField field, Rule<T> rule) throws WrongException {
    boolean wrong = true;
    try {
      T value = rule.read(field.getText());
      wrong = false;
      return value;
    } finally {
      field.pseudoClassStateChanged(WRONG, wrong);
    }
  }
}
