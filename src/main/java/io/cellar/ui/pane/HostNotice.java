package io.cellar.ui.pane;

import io.cellar.ui.status.HostButtons;
import io.cellar.ui.status.HostTrouble;
import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Tells over a pane which host it waits for, and why in vain. JavaFX thread. */
final class HostNotice extends VBox {
  private static final double WIDEST = 360;
  private static final double AIR = 8;

  /** Below the plates with the name and the place of the slice. */
  private static final double TOP = 34;

  private final HostButtons parts = new HostButtons();

  HostNotice() {
    super(6);
    getStyleClass().addAll("pane-card", "host-notice");
    setManaged(false);
    setVisible(false);
    setCursor(Cursor.DEFAULT);
    parts.text().setWrapText(true);
    parts.text().setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(parts.text(), new HBox(6, parts.tryNow(), parts.cacheOnly()));
    setOnMousePressed(e -> e.consume());
    setOnMouseClicked(e -> e.consume());
    setOnContextMenuRequested(e -> e.consume());
  }

  /** Shows what is wrong, or goes. */
  void show(Optional<HostTrouble> trouble) {
    parts.show(trouble);
    if (isVisible() != trouble.isPresent()) {
      setVisible(trouble.isPresent());
      getParent().requestLayout();
    }
  }

  /** At the top of the pane, in its middle. */
  void layoutIn(double width, double height) {
    double w = Math.min(Math.min(WIDEST, prefWidth(-1)), Math.max(0, width - 2 * AIR));
    double h = prefHeight(w);
    double y = TOP + h <= height ? TOP : Math.max(0, height - h);
    resizeRelocate(Math.rint((width - w) / 2), y, w, h);
  }
}
