package io.cellar.ui.picture;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;

/** The choices of a picture. JavaFX thread. */
final class PictureForm extends GridPane {
  private static final List<Integer> FACTORS = List.of(1, 2, 4);

  private final ToggleGroup scope = new ToggleGroup();
  private final ToggleGroup factor = new ToggleGroup();
  private final CheckBox overlays = new CheckBox(Words.of("picture.overlays"));

  PictureForm(String plane, Runnable changed) {
    getStyleClass().add("picture-form");
    HBox scopes = new HBox(14);
    for (PictureScope each : PictureScope.values()) {
      scopes.getChildren().add(radio(scope, each, text(each, plane)));
    }
    HBox factors = new HBox(14);
    for (int each : FACTORS) {
      factors.getChildren().add(radio(factor, each, Words.of("picture.factor." + each)));
    }
    scope.selectToggle(scope.getToggles().getFirst());
    factor.selectToggle(factor.getToggles().getFirst());
    overlays.setSelected(true);
    addRow(0, Controls.label(Words.of("picture.subject"), "field-label"), scopes);
    addRow(1, Controls.label(Words.of("picture.resolution"), "field-label"), factors);
    add(overlays, 1, 2);
    scope.selectedToggleProperty().addListener(o -> changed.run());
    factor.selectedToggleProperty().addListener(o -> changed.run());
    overlays.selectedProperty().addListener(o -> changed.run());
  }

  private static String text(PictureScope scope, String plane) {
    return switch (scope) {
      case PANE -> Words.of("picture.pane", plane);
      case PANES -> Words.of("picture.panes");
      case WINDOW -> Words.of("picture.window");
    };
  }

  private static RadioButton radio(ToggleGroup group, Object value, String text) {
    RadioButton button = new RadioButton(text);
    button.setToggleGroup(group);
    button.setUserData(value);
    return button;
  }

  private static Object chosen(ToggleGroup group) {
    Toggle toggle = group.getSelectedToggle();
    return toggle.getUserData();
  }

  /** Puts the focus on what is chosen. */
  @Override
  public void requestFocus() {
    ((RadioButton) scope.getSelectedToggle()).requestFocus();
  }

  PictureChoice choice() {
    return new PictureChoice(
        (PictureScope) chosen(scope), (Integer) chosen(factor), overlays.isSelected());
  }
}
