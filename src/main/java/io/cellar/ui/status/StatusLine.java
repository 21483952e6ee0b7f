package io.cellar.ui.status;

import io.cellar.download.DownloadStats;
import io.cellar.ui.CacheFigures;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * The line at the foot of the window. When it is narrow the least important figures go first, so
 * that nothing is cut off. JavaFX thread.
 */
public final class StatusLine extends HBox {
  private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");
  private static final double LEFT_LEAST = 350;

  /** Share of the line. */
  private static final double LEFT_MOST = 0.5;

  private final Label place = Controls.label("", "status-place");
  private final Label hint = Controls.label("", "status-hint");
  private final Label mode = figure("status.tip.mode");
  private final Label queue = figure("status.tip.queue");
  private final Label downloads = figure("status.tip.downloads");
  private final Label writer = figure("status.tip.writer");
  private final Label memory = figure("status.tip.memory");
  private final Label disk = figure("status.tip.disk");
  private final Button failed = new Button();
  private double left = LEFT_LEAST;

  /** From the least important to the most; what is in trouble is the most important. */
  private final List<Label> dispensable =
      new ArrayList<>(List.of(writer, memory, disk, queue, downloads, mode));

  /**
   * A line.
   *
   * @param showFailures opens the list of failed blocks
   */
  public StatusLine(Runnable showFailures) {
    getStyleClass().add("status-line");
    hint.setMinWidth(0);
    hint.setMaxWidth(Double.MAX_VALUE);
    hint.widthProperty().addListener(o -> fitHint());
    setHgrow(hint, Priority.ALWAYS);
    setHgrow(place, Priority.NEVER);
    failed.setMinWidth(USE_PREF_SIZE);
    failed.setGraphic(Icon.FAILED.node());
    failed.getStyleClass().add("failed-button");
    failed.setTooltip(new Tooltip(Words.of("status.tip.failed")));
    failed.setOnAction(e -> showFailures.run());
    show(failed, false);
    getChildren().addAll(place, hint);
    for (Node figure : List.of(mode, queue, downloads, writer, memory, disk)) {
      getChildren().add(new HBox(separator(), figure));
      figure.visibleProperty().addListener(o -> requestLayout());
    }
    getChildren().add(failed);
    getChildren().forEach(n -> n.setFocusTraversable(n == failed));
    widthProperty().addListener(o -> makeRoom());
  }

  private static Separator separator() {
    Separator separator = new Separator(Orientation.VERTICAL);
    separator.setFocusTraversable(false);
    return separator;
  }

  private static Label figure(String tipKey) {
    Label label = Controls.label("", "status-figure");
    label.setTooltip(new Tooltip(Words.of(tipKey)));
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  /**
   * Says where the mouse is, and what it can do; without room for both, one of them.
   *
   * @param urgent true when what it can do matters more
   */
  public void place(String text, String mouse, boolean urgent) {
    place.setText(text);
    hint.setText(mouse);
    double wanted = Math.ceil(place.prefWidth(-1));
    double room = place.isVisible() ? hint.getLayoutX() + hint.getWidth() : hint.getWidth();
    boolean both = wanted + getSpacing() + hint.prefWidth(-1) <= room - snappedLeftInset();
    show(place, !text.isEmpty() && (both || !urgent));
    keepRoom(
        text.isEmpty() ? LEFT_LEAST : Math.max(left, Math.min(wanted, LEFT_MOST * getWidth())));
    place.setMinWidth(Math.min(left, wanted));
    fitHint();
  }

  /** Room for the values of several volumes; kept while the mouse is over the panes, for calm. */
  private void keepRoom(double wanted) {
    if (wanted != left) {
      left = wanted;
      makeRoom();
    }
  }

  /** A hint that is cut off would not help. */
  private void fitHint() {
    hint.setOpacity(hint.getWidth() + 0.5 >= hint.prefWidth(-1) ? 1 : 0);
  }

  /** Writes the figures anew. */
  public void figures(DownloadStats stats, Optional<OpenVolume> volume) {
    queue.setText(StatusText.queue(stats));
    downloads.setText(StatusText.downloads(stats, Instant.now()));
    writer.setText(StatusText.writer(stats));
    trouble(writer, stats.diskFull(), 0);
    trouble(downloads, StatusText.hostPaused(stats), 4);
    volume.ifPresentOrElse(
        v -> ofVolume(v.figures(), StatusText.mode(v.sourceMode())),
        () -> List.of(mode, memory, disk).forEach(n -> n.setText("")));
    failed.setText(StatusText.failed(stats));
    show(failed, stats.failedCount() > 0);
    makeRoom();
  }

  /**
   * Marks a figure that tells of trouble, and lets it stay longest.
   *
   * @param rank its place among the dispensable when all is well
   */
  private void trouble(Label figure, boolean is, int rank) {
    if (figure.getPseudoClassStates().contains(TROUBLE) != is) {
      figure.pseudoClassStateChanged(TROUBLE, is);
      dispensable.remove(figure);
      dispensable.add(is ? dispensable.size() : Math.min(rank, dispensable.size()), figure);
    }
  }

  private void ofVolume(CacheFigures figures, String modeText) {
    mode.setText(modeText);
    memory.setText(StatusText.memory(figures));
    disk.setText(StatusText.disk(figures));
  }

  private void makeRoom() {
    double room = getWidth() - left - snappedLeftInset() - snappedRightInset();
    double needed = failed.isVisible() ? failed.prefWidth(-1) + getSpacing() : 0;
    for (Label figure : dispensable) {
      needed += widthOf(figure);
    }
    for (Label figure : dispensable) {
      boolean fits = needed <= room;
      show(figure.getParent(), fits && !figure.getText().isEmpty());
      needed -= fits ? 0 : widthOf(figure);
    }
  }

  /** What a figure takes of the line; nothing while there is nothing to say. */
  private double widthOf(Label figure) {
    return figure.getText().isEmpty() ? 0 : figure.getParent().prefWidth(-1) + getSpacing();
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
