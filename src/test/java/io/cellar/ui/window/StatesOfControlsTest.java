package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.settings.Theme;
import io.cellar.ui.Fx;
import io.cellar.ui.fx.Colours;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What controls say can be read in every state, and again when the state is over. */
@ExtendWith(Fx.class)
class StatesOfControlsTest {
  private static final List<String> STATES =
      List.of("focused", "hover", "armed", "selected", "focused hover");

  @ParameterizedTest
  @EnumSource(value = Theme.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
  void theirTextsStandOutFromThePanel(Theme theme) {
    assertEquals(List.of(), Fx.call(() -> unreadable(theme)));
  }

  private static List<String> unreadable(Theme theme) {
    Map<String, Node> controls = controls();
    VBox box = new VBox(4);
    box.getChildren().addAll(controls.values());
    box.getStyleClass().add("side-sections");
    Scene scene = new Scene(box, 400, 900);
    new Colours(theme).dress(scene);
    box.applyCss();
    box.layout();
    Color panel = (Color) box.getBackground().getFills().getLast().getFill();
    List<String> found = new ArrayList<>();
    controls.forEach(
        (name, control) -> {
          Map<Text, Object> calm = fills(control);
          assertTrue(!calm.isEmpty(), name + " has a text");
          for (String state : STATES) {
            set(control, state, true);
            fills(control)
                .forEach(
                    (text, fill) -> {
                      if (contrast((Color) fill, panel) < 3 && !plated(name, state)) {
                        found.add(name + ":" + state + " is " + fill + " on " + panel);
                      }
                    });
            set(control, state, false);
            if (!fills(control).equals(calm)) {
              found.add(name + " after " + state + " is " + fills(control).values());
            }
          }
        });
    return found;
  }

  /** What has a plate of the accent's colour below its text. */
  private static boolean plated(String name, String state) {
    return name.equals("default button") || state.equals("selected") && name.equals("toggle");
  }

  private static Map<String, Node> controls() {
    Map<String, Node> all = new LinkedHashMap<>();
    TitledPane section = new TitledPane("Section", new Label("body"));
    section.getStyleClass().add("side-section");
    TitledPane fold = new TitledPane("Details", new Label("body"));
    fold.getStyleClass().add("fold");
    all.put("section", section);
    all.put("fold", fold);
    all.put("button", new Button("Button"));
    all.put("toggle", new ToggleButton("Toggle"));
    for (String style :
        List.of("icon-button", "tool-text", "fetch-region", "layer-name", "bookmark-name")) {
      ToggleButton styled = new ToggleButton(style);
      styled.getStyleClass().add(style);
      all.put(style, styled);
    }
    Button standard = new Button("Default");
    standard.setDefaultButton(true);
    all.put("default button", standard);
    all.put("check box", new CheckBox("Check"));
    all.put("radio button", new RadioButton("Radio"));
    all.put("link", new Hyperlink("Link"));
    all.put("menu button", new MenuButton("Menu"));
    all.put("text field", new TextField("Text"));
    ComboBox<String> combo = new ComboBox<>();
    combo.getItems().add("Choice");
    combo.setValue("Choice");
    all.put("combo box", combo);
    return all;
  }

  private static void set(Node control, String states, boolean on) {
    for (String state : states.split(" ")) {
      control.pseudoClassStateChanged(PseudoClass.getPseudoClass(state), on);
    }
    control.getScene().getRoot().applyCss();
    control.getScene().getRoot().layout();
  }

  private static Map<Text, Object> fills(Node control) {
    Map<Text, Object> fills = new LinkedHashMap<>();
    control.lookupAll(".text").stream()
        .filter(Text.class::isInstance)
        .map(Text.class::cast)
        .filter(text -> !text.getText().isEmpty())
        .forEach(text -> fills.put(text, text.getFill()));
    return fills;
  }

  private static double contrast(Color one, Color other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(Color c) {
    return 0.2126 * linear(c.getRed())
        + 0.7152 * linear(c.getGreen())
        + 0.0722 * linear(c.getBlue());
  }

  private static double linear(double share) {
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
