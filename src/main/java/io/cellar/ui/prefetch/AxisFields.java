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
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.paint.Color;

/** One row per axis with its first voxel and the one after its last. JavaFX thread. */
final class AxisFields extends GridPane {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final Axes axes;
  private final Map<Axis, TextField> starts = new EnumMap<>(Axis.class);
  private final Map<Axis, TextField> stops = new EnumMap<>(Axis.class);
  private final Runnable typed;
  private boolean filling;

  /** Empty fields; {@code typed} is run when the user has changed one. */
  AxisFields(Axes axes, long[] shape, Runnable typed) {
    this.axes = axes;
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
    filling = true;
    for (Axis axis : starts.keySet()) {
      int d = axes.indexOf(axis);
      starts.get(axis).setText(Long.toString(region.start(d)));
      stops.get(axis).setText(Long.toString(region.stop(d)));
    }
    filling = false;
  }

  /** Marks the axes whose fields cannot be meant so. */
  void mark(long[] shape) {
    ranges()
        .forEach(
            (axis, range) -> {
              RegionInput alone =
                  RegionInput.parse(RegionInput.text(Map.of(axis, range)), axes, shape);
              boolean wrong = alone instanceof RegionInput.Wrong;
              starts.get(axis).pseudoClassStateChanged(WRONG, wrong);
              stops.get(axis).pseudoClassStateChanged(WRONG, wrong);
            });
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
