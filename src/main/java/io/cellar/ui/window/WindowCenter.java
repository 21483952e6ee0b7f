package io.cellar.ui.window;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;

/**
 * The middle of the window: an invitation, or panes and side panel; short messages in front of
 * them. JavaFX thread.
 */
final class WindowCenter extends StackPane {
  /** Width of the side panel when nobody has moved it, in logical pixels. */
  private static final double SIDE = 324;

  private static final double LEAST = 700;

  private final SplitPane split;
  private final EmptyState empty;
  private final Toast toast;

  /**
   * A middle with nothing on show.
   *
   * @param split is given panes and side panel
   * @param busy what is being opened, in words
   */
  WindowCenter(
      SplitPane split, EmptyState empty, Toast toast, ObservableValue<Optional<String>> busy) {
    this.split = split;
    this.empty = empty;
    this.toast = toast;
    Label opening = new Label();
    opening.getStyleClass().add("busy");
    opening.setMouseTransparent(true);
    opening.textProperty().bind(busy.map(b -> b.orElse("")));
    opening.visibleProperty().bind(busy.map(Optional::isPresent));
    setAlignment(toast, Pos.BOTTOM_CENTER);
    setAlignment(opening, Pos.TOP_CENTER);
    getChildren().setAll(empty, opening, toast);
    getStyleClass().add("window-center");
  }

  /**
   * Puts a volume into the middle.
   *
   * @param side whether the side panel is seen
   * @param share share of the panes beside it, 0 to 1; is given what is proposed
   */
  void show(VolumeView view, boolean side, DoubleUnaryOperator share) {
    double[] dividers = split.getDividerPositions();
    if (side) {
      split.getItems().setAll(view.grid(), view.side());
      SplitPane.setResizableWithParent(view.side(), false);
      split.setDividerPosition(
          0,
          dividers.length > 0
              ? dividers[0]
              : share.applyAsDouble(1 - SIDE / Math.max(LEAST, getScene().getWidth())));
    } else {
      split.getItems().setAll(view.grid());
    }
    getChildren().set(0, split);
  }

  /** Tells why nothing is on show, or, when something is, what is missing. */
  void notice(String problem) {
    if (getChildren().contains(empty)) {
      empty.notice(Optional.of(problem));
    } else {
      toast.tell(problem);
    }
  }
}
