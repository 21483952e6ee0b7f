package io.cellar.ui.side;

import io.cellar.ui.coverage.CoverageSlider;
import io.cellar.ui.coverage.StripSamples;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.navigation.OtherCoordinates;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.AxisColors;
import io.cellar.ui.pane.Navigator;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import io.cellar.volume.Origin;
import io.cellar.volume.VolumeDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** A slider and a field for the position along every axis. JavaFX thread. */
final class PositionPane extends GridPane {
  private final Navigator navigator;
  private final List<Runnable> updates = new ArrayList<>();
  private boolean updating;

  PositionPane(
      Navigator navigator,
      VolumeDescription volume,
      Function<Axis, ObservableValue<StripSamples>> strips) {
    this.navigator = navigator;
    getStyleClass().addAll("section-body", "position-grid");
    ColumnConstraints grow = new ColumnConstraints();
    grow.setHgrow(Priority.ALWAYS);
    ColumnConstraints right = new ColumnConstraints();
    right.setHalignment(HPos.LEFT);
    getColumnConstraints().addAll(new ColumnConstraints(), grow, new ColumnConstraints(), right);
    List<Axis> axes = GoToText.spokenOrder(navigator.state().axes());
    for (int row = 0; row < axes.size(); row++) {
      addAxis(axes.get(row), row, strips.apply(axes.get(row)));
    }
    GridPane others = new GridPane(10, 2);
    others.getColumnConstraints().addAll(new ColumnConstraints(), grow);
    addOther(others, "position.stored", at -> OtherCoordinates.stored(volume, at));
    boolean own = volume.origin().filter(Origin::isLocal).isPresent();
    addOther(
        others,
        own ? "position.files" : "position.remote",
        at -> OtherCoordinates.remote(volume, at));
    if (others.getRowCount() > 0) {
      add(others, 0, getRowCount(), 4, 1);
    }
    navigator.stateProperty().addListener(o -> update());
    update();
  }

  private void addAxis(Axis axis, int row, ObservableValue<StripSamples> strip) {
    String letter = String.valueOf(axis.letter());
    long last = navigator.state().size(axis) - 1;
    Label name = new Label(letter);
    name.setMinWidth(USE_PREF_SIZE);
    name.getStyleClass().add("axis-name");
    name.setStyle("-axis-color: " + web(axis));
    CoverageSlider slider = CoverageSlider.of(navigator, strip);
    LimitField field = new LimitField("position.field", v -> go(axis, v));
    field.setAccessibleText(Words.of("position.fieldOf", letter));
    field.setDisable(last == 0);
    field.setPrefColumnCount(Math.max(3, Long.toString(last).length()));
    field.setMinWidth(USE_PREF_SIZE);
    Label most = new Label(Words.of("position.last", Figures.count(last)));
    most.getStyleClass().add("field-label");
    most.setMinWidth(USE_PREF_SIZE);
    name.setLabelFor(field);
    updates.add(() -> field.show(navigator.state().position(axis)));
    addRow(row, name, slider, field, most);
  }

  /** A line with the position in other coordinates, if those differ. */
  private void addOther(GridPane others, String key, Function<long[], Optional<long[]>> convert) {
    ViewState state = navigator.state();
    if (convert.apply(state.position()).isEmpty()) {
      return;
    }
    InfoValue value = new InfoValue(Words.of(key), "");
    Label name = new Label(Words.of(key));
    name.getStyleClass().add("field-label");
    name.setMinWidth(USE_PREF_SIZE);
    GridPane.setValignment(name, VPos.TOP);
    others.addRow(others.getRowCount(), name, value);
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
