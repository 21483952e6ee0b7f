package io.cellar.ui.window;

import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

/**
 * A control that can be grey with a reason, which stands in its tooltip; one that is grey by itself
 * shows no tooltip at all. JavaFX thread.
 */
final class Withheld extends StackPane {
  private final StackPane inside;
  private final Tooltip reason;
  private boolean withheld;

  /**
   * A control that is not withheld yet.
   *
   * @param reason why it is, when it is
   */
  Withheld(Control control, String reason) {
    this.inside = new StackPane(control);
    this.reason = new Tooltip(reason);
    getChildren().add(inside);
  }

  /** Makes the control grey, or lets it be as it would be by itself. */
  void withhold(boolean now) {
    if (now != withheld) {
      withheld = now;
      inside.setDisable(now);
      if (now) {
        Tooltip.install(this, reason);
      } else {
        Tooltip.uninstall(this, reason);
      }
      setAccessibleText(now ? reason.getText() : null);
    }
  }

  /** Why it is grey; empty when it is not. */
  String reason() {
    return withheld ? reason.getText() : "";
  }
}
