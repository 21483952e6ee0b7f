package io.cellar.ui.side;

import io.cellar.slice.draw.Display;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.layer.ColorMapBox;
import io.cellar.ui.words.Words;
import io.cellar.volume.ValueRange;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.RangeSlider;

/** Controls for the display range, the colour map and inversion. JavaFX thread. */
final class ContrastPane extends VBox {
  private final Contrast contrast;
  private final HistogramView histogram = new HistogramView();
  private final RangeSlider slider = new RangeSlider(0, 255, 0, 255);
  private final LimitField low = new LimitField("contrast.low", v -> typed(v, true));
  private final LimitField high = new LimitField("contrast.high", v -> typed(v, false));
  private final CheckBox invert = new CheckBox(Words.of("contrast.invert"));
  private final ColorMapBox map = new ColorMapBox(Words.of("contrast.map"), true);
  private boolean updating;

  ContrastPane(Contrast contrast) {
    super(8);
    this.contrast = contrast;
    getStyleClass().add("section-body");
    slider.setAccessibleText(Words.of("contrast.slider"));
    slider.getStyleClass().add("contrast-slider");
    slider.skinProperty().addListener(o -> nameThumbs());
    map.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(map, Priority.ALWAYS);
    getChildren().addAll(new VBox(histogram, slider), limits(), autoRow(), colours());
    slider.lowValueProperty().addListener(o -> slid());
    slider.highValueProperty().addListener(o -> slid());
    invert.setOnAction(e -> change(display().withInvert(invert.isSelected())));
    map.valueProperty().addListener((o, was, is) -> change(display().withMap(is)));
    contrast.display().addListener(o -> update());
    contrast.histogram().addListener(o -> update());
    update();
  }

  /** The thumbs are made with the skin; each of them can have the focus. */
  private void nameThumbs() {
    slider.lookupAll(".low-thumb").forEach(n -> n.setAccessibleText(Words.of("contrast.low")));
    slider.lookupAll(".high-thumb").forEach(n -> n.setAccessibleText(Words.of("contrast.high")));
  }

  private HBox limits() {
    Label lowLabel = Controls.label(Words.of("contrast.low"), "field-label");
    Label highLabel = Controls.label(Words.of("contrast.high"), "field-label");
    lowLabel.setLabelFor(low);
    highLabel.setLabelFor(high);
    lowLabel.setMinWidth(USE_PREF_SIZE);
    highLabel.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(low, Priority.ALWAYS);
    HBox.setHgrow(high, Priority.ALWAYS);
    HBox row = new HBox(7, lowLabel, low, highLabel, high);
    row.focusedProperty()
        .addListener((o, was, is) -> pass(is)); // the slider hands the focus on to it
    row.getStyleClass().add("row");
    return row;
  }

  private void pass(boolean focused) {
    if (focused) {
      low.requestFocus();
    }
  }

  private HBox autoRow() {
    Label label = Controls.label(Words.of("contrast.auto"), "field-label");
    label.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(6, label, autoButton(0, 100), autoButton(1, 99), autoButton(5, 95));
    row.getStyleClass().add("row");
    return row;
  }

  private Button autoButton(int from, int to) {
    Button button = new Button(Words.of("contrast.percent", from, to));
    button.getStyleClass().add("small-button");
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip(Words.of("contrast.percentTip", from, to)));
    button.setAccessibleText(Words.of("contrast.percentTip", from, to));
    button.setOnAction(e -> contrast.auto(from, to));
    return button;
  }

  private HBox colours() {
    Button reset = Controls.button("contrast.reset", contrast::reset);
    reset.getStyleClass().add("small-button");
    reset.setMinWidth(USE_PREF_SIZE);
    invert.setMinWidth(USE_PREF_SIZE);
    map.setMinWidth(90);
    map.setPrefWidth(90);
    HBox row = new HBox(9, map, invert, reset);
    row.getStyleClass().add("row");
    return row;
  }

  private Display display() {
    return contrast.display().get();
  }

  private void change(Display next) {
    if (!updating) {
      contrast.display().set(next);
    }
  }

  private void slid() {
    if (!updating) {
      double a = ContrastScale.limit(slider.getLowValue(), contrast.dtype());
      double b = ContrastScale.limit(slider.getHighValue(), contrast.dtype());
      contrast.set(new ValueRange(Math.min(a, b), Math.max(a, b)));
    }
  }

  /** A limit was typed; beyond the other limit it takes that one with it. */
  private void typed(double value, boolean isLow) {
    ValueRange now = display().range();
    contrast.set(
        isLow
            ? new ValueRange(value, Math.max(value, now.max()))
            : new ValueRange(Math.min(value, now.min()), value));
  }

  private void update() {
    updating = true;
    try {
      ValueRange ends = contrast.scale();
      ValueRange range = display().range();
      if (!slider.isLowValueChanging() && !slider.isHighValueChanging()) {
        slider.setMin(Math.min(ends.min(), slider.getMin()));
        slider.setMax(Math.max(ends.max(), slider.getMax()));
        slider.setHighValue(range.max());
        slider.setLowValue(range.min());
        slider.setHighValue(range.max());
        slider.setMin(ends.min());
        slider.setMax(ends.max());
        slider.setBlockIncrement((ends.max() - ends.min()) / 100);
      }
      low.show(range.min());
      high.show(range.max());
      invert.setSelected(display().invert());
      map.setValue(display().map());
      histogram.show(contrast.histogram().get(), scaleShown(), range, display().dark());
    } finally {
      updating = false;
    }
  }

  private ValueRange scaleShown() {
    return new ValueRange(slider.getMin(), slider.getMax());
  }
}
