package io.cellar.ui.window;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * A key that is written behind a menu item, and that {@link KeyBindings} listens to: as an
 * accelerator a letter would be a command even while one types.
 */
final class ShownKey extends KeyCombination {
  private final String label;

  /**
   * A key.
   *
   * @param keystroke a sign such as {@code +}, or as {@link KeyCombination#valueOf} reads it
   */
  ShownKey(String keystroke) {
    label =
        keystroke.length() == 1 ? keystroke : KeyCombination.valueOf(keystroke).getDisplayText();
  }

  @Override
  public boolean match(KeyEvent event) {
    return false;
  }

  @Override
  public String getName() {
    return label;
  }

  @Override
  public String getDisplayText() {
    return label;
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
