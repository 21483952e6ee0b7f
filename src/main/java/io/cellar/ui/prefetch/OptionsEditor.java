package io.cellar.ui.prefetch;

import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Numbers;
import io.cellar.ui.words.Words;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How a region is fetched. JavaFX thread. */
final class OptionsEditor extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final ComboBox<BlockOrder> order = new ComboBox<>();
  private final TextField rate = new TextField();
  private final CheckBox failed = new CheckBox(Words.of("prefetch.retryFailed"));
  private final CheckBox absent = new CheckBox(Words.of("prefetch.retryAbsent"));

  /**
   * The options.
   *
   * @param levels whether the volume has several
   * @param changed is run when the user has changed something
   */
  OptionsEditor(boolean levels, Runnable changed) {
    super(10);
    order.setConverter(new Labels<>(OptionsEditor::label));
    order.getItems().setAll(BlockOrder.CENTRE, BlockOrder.SCAN);
    if (levels) {
      order.getItems().add(BlockOrder.COARSE);
    }
    order.getSelectionModel().selectFirst();
    order.setAccessibleText(Words.of("prefetch.order"));
    order.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(order, Priority.ALWAYS);
    rate.setPrefColumnCount(5);
    rate.setPromptText(Words.of("prefetch.noLimit"));
    rate.setAccessibleText(Words.of("prefetch.rateTip"));
    failed.setSelected(true);
    order.valueProperty().addListener(o -> changed.run());
    rate.textProperty().addListener(o -> changed.run());
    failed.selectedProperty().addListener(o -> changed.run());
    absent.selectedProperty().addListener(o -> changed.run());
    getChildren().addAll(firstRow(), failed, absent);
  }

  private HBox firstRow() {
    Label rateLabel = Controls.label(Words.of("prefetch.rate"), "field-label");
    Label unit = Controls.label(Words.of("prefetch.rateUnit"), "field-label");
    rateLabel.setLabelFor(rate);
    rateLabel.setMinWidth(USE_PREF_SIZE);
    unit.setMinWidth(USE_PREF_SIZE);
    HBox row =
        new HBox(8, RegionEditor.label("prefetch.order", order), order, rateLabel, rate, unit);
    row.getStyleClass().add("row");
    return row;
  }

  private static String label(BlockOrder order) {
    return switch (order) {
      case CENTRE -> Words.of("prefetch.order.centre");
      case SCAN -> Words.of("prefetch.order.scan");
      case COARSE -> Words.of("prefetch.order.coarse");
    };
  }

  /** The limit of the rate as it was typed. */
  String rate() {
    return rate.getText().strip();
  }

  /** What was chosen; empty when the rate is no rate. */
  Optional<FetchOptions> options() {
    String typed = rate.getText().strip();
    OptionalDouble limit = typed.isEmpty() ? OptionalDouble.empty() : Numbers.parse(typed);
    boolean wrong = !typed.isEmpty() && !(limit.orElse(0) > 0);
    rate.pseudoClassStateChanged(WRONG, wrong);
    return wrong ? Optional.empty() : Optional.of(options(limit));
  }

  private FetchOptions options(OptionalDouble megabytes) {
    OptionalLong bytes =
        megabytes.isPresent()
            ? OptionalLong.of(Math.max(1, Math.round(megabytes.getAsDouble() * BYTES_PER_MEGABYTE)))
            : OptionalLong.empty();
    return FetchOptions.patient(order.getValue())
        .withRetry(failed.isSelected(), absent.isSelected())
        .withRate(bytes);
  }
}
