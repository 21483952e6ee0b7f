package io.cellar.ui.window;

import javafx.animation.FadeTransition;
import javafx.animation.PauseTransition;
import javafx.animation.SequentialTransition;
import javafx.scene.control.Label;
import javafx.util.Duration;

/** A short message over the panes that goes by itself. JavaFX thread. */
final class Toast extends Label {
  private final SequentialTransition life;

  Toast() {
    getStyleClass().add("toast");
    setMouseTransparent(true);
    setVisible(false);
    setWrapText(true);
    setMaxWidth(480);
    FadeTransition fade = new FadeTransition(Duration.millis(400), this);
    fade.setFromValue(1);
    fade.setToValue(0);
    life = new SequentialTransition(new PauseTransition(Duration.seconds(3.5)), fade);
    life.setOnFinished(e -> setVisible(false));
  }

  /** Shows a message; one that is there already is replaced. */
  void tell(String message) {
    life.stop();
    setText(message);
    setOpacity(1);
    setVisible(true);
    life.playFromStart();
  }
}
