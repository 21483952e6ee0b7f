package io.cellar.ui.prefetch;

import io.cellar.job.FetchState;
import io.cellar.ui.RunningFetch;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.words.Words;
import io.cellar.volume.Roi;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One fetch: its region, how far it is, and its buttons. JavaFX thread. */
final class FetchRow extends HBox {
  private final RunningFetch fetch;
  private final Layer layer;
  private final String place;
  private final Roi box;
  private final ToggleButton region = new ToggleButton();
  private final ProgressBar bar = new ProgressBar(0);
  private final Label failed = Controls.label("", "fetch-failed");
  private final Label blocks = figure(118);
  private final Label bytes = figure(66);
  private final Label rate = figure(72);
  private final Label state = figure(126);
  private final Label problem = Controls.label("", "fetch-problem");
  private final Button pause;
  private final Button resume;
  private final Button cancel;
  private final Button remove;

  /**
   * A row.
   *
   * @param layer of which volume
   * @param place what is fetched, in words
   * @param box the region that it is, in view coordinates of the reference volume
   * @param shown is told when the region is to be shown, or not any more
   * @param removed is told when the row is to go
   */
  FetchRow(
      RunningFetch fetch,
      Layer layer,
      String place,
      Roi box,
      Consumer<FetchRow> shown,
      Consumer<FetchRow> removed) {
    super(10);
    this.fetch = fetch;
    this.layer = layer;
    this.place = place;
    this.box = box;
    getStyleClass().add("fetch-row");
    pause = Controls.iconButton(Icon.PAUSE, "fetch.pause", () -> act(fetch::pause));
    resume = Controls.iconButton(Icon.RESUME, "fetch.resume", () -> act(fetch::resume));
    cancel = Controls.iconButton(Icon.CANCEL, "fetch.cancel", () -> act(fetch::cancel));
    remove = Controls.iconButton(Icon.CANCEL, "fetch.remove", () -> remove(removed));
    region.setText(place);
    region.setTooltip(new Tooltip(Words.of("fetch.showTip", place)));
    region.setAccessibleText(Words.of("fetch.showTip", place));
    region.getStyleClass().add("fetch-region");
    region.setOnAction(e -> shown.accept(this));
    bar.setAccessibleText(Words.of("fetch.barOf", place));
    bar.setMaxWidth(Double.MAX_VALUE);
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.managedProperty().bind(problem.visibleProperty());
    failed.managedProperty().bind(failed.textProperty().isNotEmpty());
    failed.setMinWidth(USE_PREF_SIZE);
    HBox figures = new HBox(8, region, Controls.spring(), failed, blocks, bytes, rate, state);
    figures.getStyleClass().add("row");
    VBox middle = new VBox(3, figures, bar, problem);
    HBox.setHgrow(middle, Priority.ALWAYS);
    getChildren().addAll(middle, new HBox(2, pause, resume, cancel, remove));
    middle.setOnMouseClicked(e -> region.fire());
    region.setOnMouseClicked(MouseEvent::consume);
    refresh();
  }

  /** One that has ended early is not to come back either. */
  private void remove(Consumer<FetchRow> removed) {
    fetch.cancel();
    removed.accept(this);
  }

  /** A figure that is never cut, and as wide at least, so that rows are in line. */
  private static Label figure(double width) {
    Label label =
        new Label() {
          @Override
          protected double computePrefWidth(double height) {
            return Math.max(width, super.computePrefWidth(height));
          }
        };
    label.setMinWidth(USE_PREF_SIZE);
    label.getStyleClass().add("fetch-figure");
    return label;
  }

  private void act(Runnable action) {
    action.run();
    refresh();
  }

  /** Writes how far it is. */
  void refresh() {
    var progress = fetch.progress();
    FetchText text = FetchText.of(progress);
    bar.setProgress(text.share());
    blocks.setText(text.blocks());
    bytes.setText(text.bytes());
    rate.setText(text.rate());
    state.setText(text.state());
    failed.setText(text.failed());
    if (!problem.getText().equals(text.problem())) {
      problem.setText(text.problem());
    }
    problem.setVisible(!text.problem().isEmpty());
    buttons(progress.state());
  }

  private void buttons(FetchState now) {
    boolean over = now.isOver();
    boolean paused = now == FetchState.PAUSED;
    only(pause, !paused);
    // An invisible button keeps its place, so that the rows stay aligned.
    pause.setVisible(!paused && !over);
    only(resume, paused);
    only(cancel, !over);
    only(remove, over);
  }

  /** Shows a button or gives its place to another; the keyboard goes with it. */
  private void only(Button button, boolean seen) {
    boolean had = button.isFocused() && !seen;
    button.setVisible(seen);
    button.setManaged(seen);
    if (had) {
      region.requestFocus();
    }
  }

  /** True while it goes on, or would if it could. */
  boolean isWorking() {
    FetchState now = fetch.progress().state();
    return !now.isOver() && now != FetchState.PAUSED;
  }

  /** The volume that it is of. */
  Layer layer() {
    return layer;
  }

  /** How far it is, in a line. */
  String told() {
    FetchText text = FetchText.of(fetch.progress());
    return Words.of("fetch.told", place, text.blocks(), text.state());
  }

  /** Whether its region is to be shown. */
  boolean isChosen() {
    return region.isSelected();
  }

  /** Chooses it or not, without telling anybody. */
  void choose(boolean chosen) {
    region.setSelected(chosen);
  }

  /** What is fetched, in view coordinates of the reference volume. */
  Roi region() {
    return box;
  }
}
