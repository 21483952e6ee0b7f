package io.cellar.ui.status;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/**
 * The parts by which a host in trouble is told, wherever they are laid out: a sentence, and two
 * buttons. Not seen while there is no trouble. JavaFX thread.
 */
public final class HostButtons {
  private final Label text = Controls.label("", "host-trouble");
  private final Tooltip details = new Tooltip();
  private final Button tryNow = Controls.button("host.tryNow", () -> now().tryNow().run());
  private final Button cacheOnly = Controls.button("host.cacheOnly", () -> now().cacheOnly().run());
  private Optional<HostTrouble> trouble = Optional.empty();

  public HostButtons() {
    details.setWrapText(true);
    details.setMaxWidth(520);
    text.setTooltip(details);
    tryNow.setTooltip(new Tooltip(Words.of("host.tryNow.tip")));
    cacheOnly.setTooltip(new Tooltip(Words.of("host.cacheOnly.tip")));
    for (Button button : new Button[] {tryNow, cacheOnly}) {
      button.getStyleClass().add("small-button");
      button.setMinWidth(Button.USE_PREF_SIZE);
    }
  }

  private HostTrouble now() {
    return trouble.orElseThrow();
  }

  /** The sentence; its tooltip tells the rest. */
  public Label text() {
    return text;
  }

  public Button tryNow() {
    return tryNow;
  }

  public Button cacheOnly() {
    return cacheOnly;
  }

  /** Writes what is wrong now; the last words stay when it is nothing. */
  public void show(Optional<HostTrouble> next) {
    if (next.isPresent()) {
      trouble = next;
      text.setText(now().text());
      details.setText(now().details());
      tryNow.setDisable(now().probing());
    }
  }
}
