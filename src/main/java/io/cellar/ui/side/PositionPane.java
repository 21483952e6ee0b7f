package io.cellar.ui.side;

import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.navigation.OtherCoordinates;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.AxisColors;
import io.cellar.ui.pane.Navigator;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import io.cellar.volume.VolumeDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A slider and a field for the position along every axis. JavaFX thread. */
final class PositionPane extends GridPane {
  private final Navigator navigator;
  private final List<Runnable> updates = new ArrayList<>();
  private boolean updating;

  PositionPane(Navigator navigator, VolumeDescription volume) {
    this.navigator = navigator;
    getStyleClass().addAll("section-body", "position-grid");
    ColumnConstraints grow = new ColumnConstraints();
    grow.setHgrow(Priority.ALWAYS);
    ColumnConstraints right = new ColumnConstraints();
    right.setHalignment(HPos.LEFT);
    getColumnConstraints().addAll(new ColumnConstraints(), grow, new ColumnConstraints(), right);
    List<Axis> axes = GoToText.spokenOrder(navigator.state().axes());
    for (int row = 0; row < axes.size(); row++) {
      addAxis(axes.get(row), row);
    }
    addOther("position.stored", at -> OtherCoordinates.stored(volume, at));
    addOther("position.remote", at -> OtherCoordinates.remote(volume, at));
    navigator.stateProperty().addListener(o -> update());
    update();
  }

  private void addAxis(Axis axis, int row) {
    String letter = String.valueOf(axis.letter());
    long last = navigator.state().size(axis) - 1;
    Label name = new Label(letter);
    name.setMinWidth(USE_PREF_SIZE);
    name.getStyleClass().add("axis-name");
    name.setStyle("-axis-color: " + web(axis));
    Slider slider = new Slider(0, Math.max(1, last), 0);
    slider.setAccessibleText(Words.of("position.slider", letter));
    slider.setBlockIncrement(1);
    slider.setMaxWidth(Double.MAX_VALUE);
    slider.setMinWidth(60);
    slider.setPrefWidth(60);
    slider.setDisable(last == 0);
    LimitField field = new LimitField("position.field", v -> go(axis, v));
    field.setAccessibleText(Words.of("position.fieldOf", letter));
    field.setDisable(last == 0);
    field.setPrefColumnCount(Math.max(3, Long.toString(last).length()));
    field.setMinWidth(USE_PREF_SIZE);
    Label most = new Label(Words.of("position.last", Figures.count(last)));
    most.getStyleClass().add("field-label");
    most.setMinWidth(USE_PREF_SIZE);
    name.setLabelFor(field);
    slider.valueProperty().addListener((o, was, is) -> go(axis, is.doubleValue()));
    updates.add(
        () -> {
          long at = navigator.state().position(axis);
          if (Math.round(slider.getValue()) != at) {
            slider.setValue(at);
          }
          field.show(at);
        });
    addRow(row, name, slider, field, most);
  }

  /** A line with the position in other coordinates, if those differ. */
  private void addOther(String key, Function<long[], Optional<long[]>> convert) {
    ViewState state = navigator.state();
    if (convert.apply(state.position()).isEmpty()) {
      return;
    }
    InfoValue value = new InfoValue(Words.of(key), "");
    Label name = new Label(Words.of(key));
    name.getStyleClass().add("field-label");
    name.setMinWidth(USE_PREF_SIZE);
    HBox line = new HBox(10, name, value);
    add(line, 0, getRowCount(), 4, 1);
    updates.add(
        () ->
            convert
                .apply(navigator.state().position())
                .map(at -> GoToText.spoken(navigator.state().axes(), at))
                .ifPresent(value::show));
  }

  private static String web(Axis axis) {
    return AxisColors.of(axis).toString().replace("0x", "#");
  }

  private void go(Axis axis, double value) {
    if (!updating) {
      long voxel = Math.round(value);
      ViewState before = navigator.state();
      if (before.position(axis) != voxel) {
        navigator.follow(s -> s.at(axis, voxel));
      }
    }
  }

  private void update() {
    updating = true;
    try {
      updates.forEach(Runnable::run);
    } finally {
      updating = false;
    }
  }
}
