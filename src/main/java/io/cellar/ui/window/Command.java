package io.cellar.ui.window;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Control;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Something that the window can be told to do. JavaFX thread.
 *
 * @param id names its words in the message bundle: {@code menu.ID} and {@code tool.ID}
 * @param keys as {@link Keystroke} writes them. The first two are shown; the second of them is for
 *     keyboards where the first needs shift, AltGr or a key that they lack
 * @param enabled whether it would do something now; its buttons are grey while it would not
 * @param action does it
 * @param state what it switches, for a check mark
 */
record Command(
    String id,
    List<String> keys,
    ObservableValue<Boolean> enabled,
    Runnable action,
    Optional<Property<Boolean>> state) {

  void run() {
    if (enabled.getValue()) {
      action.run();
    }
  }

  /** The keystrokes that are shown. */
  List<String> shownKeys() {
    return keys.subList(0, Math.min(2, keys.size()));
  }

  /** An item for a menu, never grey, with the keys behind it. */
  MenuItem menuItem() {
    MenuItem item = state.isPresent() ? new CheckMenuItem() : new MenuItem();
    item.setText(Words.of("menu." + id));
    if (item instanceof CheckMenuItem check) {
      check.selectedProperty().bindBidirectional(state.get());
    } else {
      item.setOnAction(e -> run());
    }
    if (!keys.isEmpty()) {
      item.setAccelerator(accelerator());
    }
    return item;
  }

  /**
   * What stands behind a menu item. It answers to the key only where this is nothing that one
   * types, since a menu takes its keys before a text field gets them; copying is the field's too.
   */
  private KeyCombination accelerator() {
    String key = keys.getFirst();
    boolean typed = !key.startsWith("ctrl+") && !key.startsWith("alt+") || key.equals("ctrl+c");
    return typed || keys.size() > 1 ? new ShownKeys(keysText()) : Keystroke.combination(key);
  }

  private String keysText() {
    return shownKeys().stream()
        .map(Keystroke::text)
        .collect(Collectors.joining(" " + Words.of("keys.or") + " "));
  }

  /** A button with an icon, whose tooltip tells the keys too. */
  Button button(Icon icon) {
    return dress(Controls.iconButton(icon, "tool." + id, this::run), "tool." + id);
  }

  /** A button with the text {@code tool.ID} and the tooltip {@code tool.ID.tip}. */
  Button textButton() {
    Button button = Controls.button("tool." + id, this::run);
    button.getStyleClass().add("tool-text");
    return dress(button, "tool." + id + ".tip");
  }

  /** A button that stays down while what it switches is on. */
  ToggleButton toggleButton(Icon icon) {
    ToggleButton button = Controls.iconToggle(icon, "tool." + id);
    button.selectedProperty().bindBidirectional(state.orElseThrow());
    return dress(button, "tool." + id);
  }

  private <B extends ButtonBase> B dress(B button, String key) {
    button.disableProperty().bind(enabled.map(can -> !can));
    explain(button, key);
    return button;
  }

  /** Gives a control the tooltip and accessible name of a key of the bundle, and the keys. */
  void explain(Control control, String key) {
    String words = Words.of(key);
    String text = keys.isEmpty() ? words : Words.of("tool.withKeys", words, keysText());
    control.setTooltip(new Tooltip(text));
    control.setAccessibleText(text);
  }

  /** Keys that are written behind a menu item and that {@link CommandTable} listens to. */
  private static final class ShownKeys extends KeyCombination {
    private final String text;

    ShownKeys(String text) {
      this.text = text;
    }

    @Override
    public boolean match(KeyEvent event) {
      return false;
    }

    @Override
    public String getName() {
      return text;
    }

    @Override
    public String getDisplayText() {
      return text;
    }

    @Override
    public boolean equals(Object o) {
      return o == this;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
