package io.cellar.ui.prefetch;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.pane.AxisColors;
import io.cellar.ui.prefetch.RegionInput.Range;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.paint.Color;

/** One row per axis with its first voxel and the one after its last. JavaFX thread. */
final class AxisFields extends GridPane {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final Axes axes;
  private final long[] shape;
  private final Map<Axis, TextField> starts = new EnumMap<>(Axis.class);
  private final Map<Axis, TextField> stops = new EnumMap<>(Axis.class);
  private final Runnable typed;
  private boolean filling;

  /** Empty fields; {@code typed} is run when the user has changed one. */
  AxisFields(Axes axes, long[] shape, Runnable typed) {
    this.axes = axes;
    this.shape = shape.clone();
    this.typed = typed;
    getStyleClass().add("region-grid");
    addRow(
        0,
        Controls.label("", "prefetch-label"),
        Controls.label(Words.of("prefetch.start"), "field-label"),
        Controls.label(Words.of("prefetch.stop"), "field-label"));
    for (Axis axis : GoToText.spokenOrder(axes)) {
      TextField start = field("prefetch.startOf", axis);
      TextField stop = field("prefetch.stopOf", axis);
      starts.put(axis, start);
      stops.put(axis, stop);
      String size = Words.of("prefetch.of", Figures.count(shape[axes.indexOf(axis)]));
      addRow(getRowCount(), name(axis), start, stop, Controls.label(size, "field-label"));
    }
  }

  private static Label name(Axis axis) {
    Label name = Controls.label(String.valueOf(axis.letter()), "axis-name");
    Color color = AxisColors.of(axis);
    name.setStyle(
        "-axis-color: rgb(%d,%d,%d)"
            .formatted(
                Math.round(color.getRed() * 255),
                Math.round(color.getGreen() * 255),
                Math.round(color.getBlue() * 255)));
    return name;
  }

  private TextField field(String key, Axis axis) {
    TextField field = new TextField();
    field.setId("prefetch-" + (key.endsWith("startOf") ? "start-" : "stop-") + axis.letter());
    field.setAccessibleText(Words.of(key, String.valueOf(axis.letter())));
    field.textProperty().addListener(o -> changed());
    return field;
  }

  private void changed() {
    if (!filling) {
      typed.run();
    }
  }

  /** Writes a region into the fields. */
  void fill(Roi region) {
    mark(Optional.empty());
    filling = true;
    for (Axis axis : starts.keySet()) {
      int d = axes.indexOf(axis);
      starts.get(axis).setText(Long.toString(region.start(d)));
      stops.get(axis).setText(Long.toString(region.stop(d)));
    }
    filling = false;
  }

  /** Empties all fields: what is meant cannot be told. */
  void clear() {
    filling = true;
    starts.values().forEach(field -> field.setText(""));
    stops.values().forEach(field -> field.setText(""));
    filling = false;
    mark(Optional.empty());
  }

  /** Reads the fields and marks the one that cannot be meant so, the first if there are several. */
  RegionInput read() {
    long[] start = new long[shape.length];
    long[] stop = new long[shape.length];
    for (Axis axis : GoToText.spokenOrder(axes)) {
      int d = axes.indexOf(axis);
      Optional<Long> first = number(starts.get(axis), 0);
      Optional<Long> end = number(stops.get(axis), shape[d]);
      if (first.filter(n -> n >= 0 && n < shape[d]).isEmpty()) {
        return wrong(axis, starts.get(axis), "prefetch.start", 0, shape[d] - 1);
      }
      if (end.filter(n -> n > first.get() && n <= shape[d]).isEmpty()) {
        return wrong(axis, stops.get(axis), "prefetch.stop", first.get() + 1, shape[d]);
      }
      start[d] = first.get();
      stop[d] = end.get();
    }
    mark(Optional.empty());
    return new RegionInput.Given(new Roi(start, stop));
  }

  /** A whole number that was typed; nothing typed is the edge. */
  private static Optional<Long> number(TextField field, long edge) {
    String typed = field.getText().strip();
    return typed.isEmpty()
        ? Optional.of(edge)
        : Optional.of(typed).filter(t -> t.matches("[+-]?[0-9]{1,18}")).map(Long::valueOf);
  }

  private RegionInput wrong(Axis axis, TextField field, String nameKey, long least, long most) {
    mark(Optional.of(field));
    return new RegionInput.Wrong(
        Words.of(
            "prefetch.fieldWrong",
            String.valueOf(axis.letter()),
            Words.of(nameKey),
            field.getText().strip(),
            Figures.count(least),
            Figures.count(most)));
  }

  private void mark(Optional<TextField> wrong) {
    starts.values().forEach(f -> f.pseudoClassStateChanged(WRONG, wrong.equals(Optional.of(f))));
    stops.values().forEach(f -> f.pseudoClassStateChanged(WRONG, wrong.equals(Optional.of(f))));
  }

  /** What the fields say, in the order in which they are shown. */
  Map<Axis, Range> ranges() {
    Map<Axis, Range> ranges = new LinkedHashMap<>();
    for (Axis axis : GoToText.spokenOrder(axes)) {
      ranges.put(axis, new Range(starts.get(axis).getText(), stops.get(axis).getText()));
    }
    return ranges;
  }
}
