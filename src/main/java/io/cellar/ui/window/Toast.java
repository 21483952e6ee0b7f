package io.cellar.ui.window;

import javafx.animation.FadeTransition;
import javafx.animation.PauseTransition;
import javafx.animation.SequentialTransition;
import javafx.scene.control.Label;
import javafx.util.Duration;

/** A short message over the panes that goes by itself. JavaFX thread. */
final class Toast extends Label {
  private static final double WIDEST = 480;
  private static final double LEAST_MILLIS = 3500;

  /** Long messages stay longer: about as long as it takes to read them. */
  private static final double MILLIS_PER_SIGN = 70;

  private final PauseTransition pause = new PauseTransition(Duration.millis(LEAST_MILLIS));
  private final SequentialTransition life;

  Toast() {
    getStyleClass().add("toast");
    setMouseTransparent(true);
    setVisible(false);
    setWrapText(true);
    setMaxWidth(USE_PREF_SIZE);
    FadeTransition fade = new FadeTransition(Duration.millis(400), this);
    fade.setFromValue(1);
    fade.setToValue(0);
    life = new SequentialTransition(pause, fade);
    life.setOnFinished(e -> setVisible(false));
  }

  @Override
  protected double computePrefWidth(double height) {
    return Math.min(WIDEST, super.computePrefWidth(height));
  }

  /** Shows a message; one that is there already is replaced. */
  void tell(String message) {
    life.stop();
    setText(message);
    pause.setDuration(Duration.millis(Math.max(LEAST_MILLIS, MILLIS_PER_SIGN * message.length())));
    setOpacity(1);
    setVisible(true);
    life.playFromStart();
  }
}
