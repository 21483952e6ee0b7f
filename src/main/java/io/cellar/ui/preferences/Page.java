package io.cellar.ui.preferences;

import io.cellar.settings.Settings;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Settings that belong together, under headings. JavaFX thread. */
abstract class Page extends VBox {
  private final String name;
  private final List<ObservableBooleanValue> fields = new ArrayList<>();
  private final List<UnaryOperator<Settings>> changes = new ArrayList<>();
  private GridPane grid = new GridPane();

  Page(String key) {
    super(10);
    name = Words.of(key);
    getStyleClass().add("settings-page");
  }

  /** How the page is called in the list. */
  final String name() {
    return name;
  }

  /** True while all of it can be used; to be asked for when the page is complete. */
  final BooleanBinding ok() {
    ObservableBooleanValue[] all = fields.toArray(ObservableBooleanValue[]::new);
    return Bindings.createBooleanBinding(
        () -> fields.stream().allMatch(ObservableBooleanValue::get), all);
  }

  /** The settings with what the page says. */
  final Settings apply(Settings settings) {
    Settings changed = settings;
    for (UnaryOperator<Settings> change : changes) {
      changed = change.apply(changed);
    }
    return changed;
  }

  /** Names a group that has no rows. */
  final void title(String key) {
    getChildren().add(Controls.label(Words.of(key), "settings-heading"));
  }

  /** Begins a group of rows. */
  final void heading(String key) {
    title(key);
    grid = new GridPane();
    grid.getStyleClass().add("settings-grid");
    ColumnConstraints labels = new ColumnConstraints();
    labels.setMinWidth(130);
    ColumnConstraints controls = new ColumnConstraints();
    controls.setHgrow(Priority.ALWAYS);
    controls.setFillWidth(true);
    grid.getColumnConstraints().addAll(labels, controls);
    getChildren().add(grid);
  }

  /** A named control. */
  final void row(String key, Node labelled, Node control) {
    Label label = Controls.label(Words.of(key), "field-label");
    label.setLabelFor(labelled);
    label.setMinWidth(USE_PREF_SIZE);
    GridPane.setValignment(label, VPos.TOP);
    label.getStyleClass().add("settings-label");
    grid.addRow(grid.getRowCount(), label, control);
  }

  /** A field and what it changes. */
  final <T> void row(String key, TypedField<T> field, UnaryOperator<Settings> change) {
    row(key, field.field(), field);
    mustBe(field.ok());
    changes.add(change);
  }

  /** A box to tick, with a line below it. */
  final void row(CheckBox box, String noteKey, UnaryOperator<Settings> change) {
    grid.add(new VBox(3, box, note(Words.of(noteKey))), 1, grid.getRowCount());
    changes.add(change);
  }

  /** Something else that the page changes. */
  final void changes(UnaryOperator<Settings> change) {
    changes.add(change);
  }

  /** Something that must hold for the page to be ok. */
  final void mustBe(ObservableBooleanValue condition) {
    fields.add(condition);
  }

  /** A line of explanation. */
  static Label note(String text) {
    Label label = Controls.label(text, "settings-note");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  /** What a field holds that is ok. */
  static <T> T value(TypedField<T> field) {
    return switch (field.read()) {
      case Parsed.Value<T>(T value) -> value;
      case Parsed.Problem<T>(String problem) -> throw new IllegalStateException(problem);
    };
  }
}
