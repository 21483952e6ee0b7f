package io.cellar.ui.pane;

import io.cellar.slice.VoxelProbe;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.BlockWords;
import io.cellar.ui.words.Words;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.time.Instant;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/**
 * A small box beside the mouse while it is over a failed block: the cause, the next try, and a
 * button to try now. It stays while the block is failed and the mouse is in it or in the box.
 * JavaFX thread.
 */
final class BlockHint extends VBox {
  private static final double AWAY = 14;
  private static final double WIDTH = 320;

  private final PaneContext context;
  private final VoxelProbe probe;
  private final Label title = Controls.label("", "hint-title");
  private final Label cause = Controls.label("", "hint-cause");
  private final Label next = Controls.label("", "hint-next");
  private Optional<BlockKey> block = Optional.empty();
  private long[] told = {};
  private Point2D at = Point2D.ZERO;

  BlockHint(PaneContext context, VoxelProbe probe) {
    super(4);
    this.context = context;
    this.probe = probe;
    getStyleClass().add("block-hint");
    setManaged(false);
    setVisible(false);
    setCursor(Cursor.DEFAULT);
    setAlignment(Pos.TOP_LEFT);
    cause.setWrapText(true);
    title.setWrapText(true);
    getChildren().addAll(title, cause, next, Controls.button("hint.retry", this::retry));
    setOnMouseExited(e -> setVisible(false));
    setOnMousePressed(e -> e.consume());
    setOnMouseClicked(e -> e.consume());
  }

  private void retry() {
    block.ifPresent(context.volume()::retry);
  }

  /** The mouse is over a voxel, or over this box in front of it; called once per frame. */
  void point(long[] under, Point2D mouse) {
    long[] voxel = isVisible() && isHover() ? told : under;
    if (!(probe.state(voxel).orElse(null) instanceof BlockState.Failed failed)) {
      setVisible(false);
      return;
    }
    BlockKey now = probe.block(voxel).orElseThrow();
    if (!block.equals(Optional.of(now)) || !isVisible()) {
      block = Optional.of(now);
      told = voxel.clone();
      at = mouse;
    }
    title.setText(Words.of("hint.title", BlockWords.place(context.volume(), now)));
    cause.setText(failed.cause());
    next.setText(BlockWords.tries(failed.tries(), failed.nextTry(), Instant.now()));
    setVisible(true);
    getParent().requestLayout();
  }

  /** The mouse has left the pane; it may have gone into the box. */
  void hideSoon() {
    if (!isHover()) {
      setVisible(false);
    }
  }

  /** Beside the mouse, inside the pane. */
  void layoutIn(double width, double height) {
    double w = Math.min(WIDTH, width);
    double h = prefHeight(w);
    double x = Math.max(0, Math.min(at.getX() + AWAY, width - w));
    double y = at.getY() + AWAY + h <= height ? at.getY() + AWAY : at.getY() - AWAY - h;
    resizeRelocate(x, Math.max(0, y), w, h);
  }
}
