package io.cellar.ui.status;

import io.cellar.engine.EngineStats;
import io.cellar.engine.SourceMode;
import io.cellar.ui.CacheFigures;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.words.Words;
import java.nio.file.Path;
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

  /** What is left of it while a host is in trouble. */
  private static final double LEFT_IN_TROUBLE = 190;

  private static final double LEAST_TROUBLE = 120;

  /** Share of the line. */
  private static final double LEFT_MOST = 0.5;

  private final Label place = Controls.label("", "status-place");
  private final Label hint = Controls.label("", "status-hint");
  private final HostButtons host = new HostButtons();
  private final HBox trouble = new HBox(host.text(), host.tryNow(), host.cacheOnly());
  private final Label mode = figure();
  private final Label queue = figure();
  private final Label downloads = figure();
  private final Label writer = figure();
  private final Label memory = figure();
  private final Label disk = figure();
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
    HBox.setHgrow(host.text(), Priority.SOMETIMES);
    host.text().setMinWidth(LEAST_TROUBLE);
    show(trouble, false);
    getChildren().addAll(place, hint, trouble);
    for (Node figure : List.of(mode, queue, downloads, writer, memory, disk)) {
      getChildren().add(new HBox(separator(), figure));
      figure.visibleProperty().addListener(o -> requestLayout());
    }
    getChildren().add(failed);
    getChildren().forEach(n -> n.setFocusTraversable(n == failed));
    trouble.setFocusTraversable(false);
    widthProperty().addListener(o -> makeRoom());
  }

  private static Separator separator() {
    Separator separator = new Separator(Orientation.VERTICAL);
    separator.setFocusTraversable(false);
    return separator;
  }

  private static Label figure() {
    Label label = Controls.label("", "status-figure");
    label.setTooltip(new Tooltip());
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static void write(Label figure, String text, String tip) {
    figure.setText(text);
    figure.getTooltip().setText(tip);
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
    double most = trouble.isVisible() ? room - snappedLeftInset() - getSpacing() : left;
    place.setMinWidth(Math.clamp(most, 0, wanted));
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

  /** Says which host is in trouble, or that none is. */
  public void trouble(Optional<HostTrouble> told) {
    host.show(told);
    if (trouble.isVisible() != told.isPresent()) {
      show(trouble, told.isPresent());
      makeRoom();
    }
    trouble.setMinWidth(Math.min(trouble.prefWidth(-1), getWidth() - LEFT_IN_TROUBLE));
  }

  /**
   * Writes the figures anew.
   *
   * @param source where blocks come from, if that is to be told
   */
  public void figures(EngineStats stats, Optional<OpenVolume> volume, Optional<SourceMode> source) {
    write(queue, StatusText.queue(stats), StatusText.queueTip(stats));
    write(downloads, StatusText.downloads(stats), StatusText.downloadsTip(stats, Instant.now()));
    write(writer, StatusText.writer(stats), StatusText.writerTip(stats));
    trouble(writer, stats.diskFull(), 0);
    source.ifPresentOrElse(
        m -> write(mode, StatusText.mode(m), StatusText.modeTip(m)), () -> mode.setText(""));
    volume.ifPresentOrElse(
        v -> ofVolume(v.figures(), v.levels().cacheFolder(), v.description().cache().root()),
        () -> List.of(memory, disk).forEach(n -> n.setText("")));
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

  private void ofVolume(CacheFigures figures, Optional<Path> folder, Path files) {
    write(memory, StatusText.memory(figures), StatusText.memoryTip(figures));
    folder.ifPresentOrElse(
        f -> write(disk, StatusText.disk(figures), StatusText.diskTip(figures, f)),
        () -> write(disk, Words.of("status.own"), Words.of("status.tip.own", files)));
  }

  private void makeRoom() {
    double kept = trouble.isVisible() ? Math.min(left, LEFT_IN_TROUBLE) : left;
    double room = getWidth() - kept - snappedLeftInset() - snappedRightInset();
    double needed = failed.isVisible() ? failed.prefWidth(-1) + getSpacing() : 0;
    needed += trouble.isVisible() ? trouble.prefWidth(-1) + getSpacing() : 0;
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
