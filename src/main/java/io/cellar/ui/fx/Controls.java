package io.cellar.ui.fx;

import io.cellar.ui.words.Words;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Makes controls whose text, tooltip and accessible name come from the message bundle. */
public final class Controls {

  private Controls() {}

  /** A button with an icon; the key's text is its tooltip and accessible name. */
  public static Button iconButton(Icon icon, String key, Runnable action) {
    Button button = new Button();
    button.setGraphic(icon.node());
    button.getStyleClass().add("icon-button");
    button.setOnAction(e -> action.run());
    explain(button, key);
    return button;
  }

  /** A toggle button with an icon. */
  public static ToggleButton iconToggle(Icon icon, String key) {
    ToggleButton button = new ToggleButton();
    button.setGraphic(icon.node());
    button.getStyleClass().add("icon-button");
    explain(button, key);
    return button;
  }

  /** A button with a text. */
  public static Button button(String key, Runnable action) {
    Button button = new Button(Words.of(key));
    button.setOnAction(e -> action.run());
    return button;
  }

  private static void explain(ButtonBase button, String key) {
    button.setTooltip(new Tooltip(Words.of(key)));
    button.setAccessibleText(Words.of(key));
  }

  /** A label with a style class. */
  public static Label label(String text, String styleClass) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    return label;
  }

  /** Room that grows. */
  public static Region spring() {
    Region region = new Region();
    HBox.setHgrow(region, Priority.ALWAYS);
    return region;
  }
}
