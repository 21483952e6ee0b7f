package io.cellar.ui.prefetch;

import io.cellar.ui.JobRow;
import io.cellar.ui.Jobs;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * One job: its name, how far it is, and its buttons. Only the name gives way where there is no
 * room. JavaFX thread.
 */
final class FetchRow extends HBox {
  private static final double LEAST_NAME = 60;
  private static final double LEAST_BAR = 48;

  private final String id;
  private final RowActions actions;
  private final ToggleButton region = new ToggleButton();
  private final ProgressBar bar = new ProgressBar(0);
  private final MenuButton failed = new MenuButton();
  private final Label state = whole("fetch-state");
  private final Label blocks = whole("fetch-figure");
  private final Label absent = whole("fetch-figure");
  private final Label parts = whole("fetch-figure");
  private final Label workers = whole("fetch-figure");
  private final Label bytes = whole("fetch-figure");
  private final Label rate = whole("fetch-figure");
  private final Label problem = lines("fetch-problem");
  private final Label each = lines("fetch-workers");
  private final Tooltip workersTip = new Tooltip();
  private final Button pause;
  private final Button resume;
  private final Button cancel;
  private final Button remove;
  private final MenuButton more = new MenuButton();
  private final MenuItem background;

  /** What can only be done while it is known what the job is. */
  private final List<MenuItem> known;

  private final CheckMenuItem details = new CheckMenuItem(Words.of("job.showWorkers"));
  private JobRow job;
  private List<JobText.Cause> causes = List.of();

  /** A row without figures. */
  FetchRow(String id, RowActions actions) {
    super(6);
    this.id = id;
    this.actions = actions;
    getStyleClass().add("fetch-row");
    Jobs jobs = actions.jobs();
    pause = Controls.iconButton(Icon.PAUSE, "job.pause", () -> jobs.pause(id));
    resume = Controls.iconButton(Icon.RESUME, "job.resume", () -> jobs.resume(id));
    cancel = Controls.iconButton(Icon.CANCEL, "job.cancel", () -> jobs.cancel(id));
    remove = Controls.iconButton(Icon.CANCEL, "job.remove", () -> jobs.remove(id));
    background = item("job.toBackground", () -> jobs.toBackground(id));
    known =
        List.of(
            item("job.show", () -> actions.show(job, true)),
            item("job.another", () -> actions.another(job)),
            item("job.report", () -> actions.report(job)));
    region.getStyleClass().add("fetch-region");
    region.setMinWidth(LEAST_NAME);
    region.setMnemonicParsing(false);
    region.setOnAction(e -> actions.show(job, region.isSelected()));
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setMinWidth(LEAST_BAR);
    HBox.setHgrow(bar, Priority.ALWAYS);
    failed.getStyleClass().add("fetch-failed");
    failed.setMinWidth(USE_PREF_SIZE);
    failed.managedProperty().bind(failed.visibleProperty());
    failed.setTooltip(new Tooltip(Words.of("job.failedTip")));
    workers.setTooltip(workersTip);
    each.visibleProperty().bind(details.selectedProperty().and(each.textProperty().isNotEmpty()));
    fillMore(jobs);
    HBox head = new HBox(8, region, Controls.spring(), failed, state);
    HBox figures = new HBox(10, bar, blocks, absent, parts, workers, bytes, rate);
    head.getStyleClass().add("row");
    figures.getStyleClass().add("row");
    VBox middle = new VBox(2, head, figures, problem, each);
    middle.setMinWidth(0);
    HBox.setHgrow(middle, Priority.ALWAYS);
    HBox buttons = new HBox(1, pause, resume, cancel, remove, more);
    buttons.getStyleClass().add("fetch-buttons");
    buttons.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(middle, buttons);
    middle.setOnMouseClicked(e -> region.fire());
    region.setOnMouseClicked(MouseEvent::consume);
    failed.setOnMouseClicked(MouseEvent::consume);
  }

  private void fillMore(Jobs jobs) {
    more.setGraphic(Icon.MORE.node());
    more.getStyleClass().add("icon-button");
    more.setTooltip(new Tooltip(Words.of("job.more")));
    more.getItems().addAll(known);
    more.getItems()
        .addAll(
            new SeparatorMenuItem(),
            details,
            background,
            item("job.folder", () -> jobs.showFolder(id)));
  }

  private static MenuItem item(String key, Runnable action) {
    MenuItem item = new MenuItem(Words.of(key));
    item.setOnAction(e -> action.run());
    return item;
  }

  /** A text that is never cut, and takes no room when it is empty. */
  private static Label whole(String style) {
    Label label = Controls.label("", style);
    label.setMinWidth(USE_PREF_SIZE);
    label.managedProperty().bind(label.textProperty().isNotEmpty());
    return label;
  }

  /** Lines that wrap, and take no room when they are not seen. */
  private static Label lines(String style) {
    Label label = Controls.label("", style);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  /** Writes how it is with the job. */
  void show(JobRow next, Instant now) {
    if (next.equals(job) && !JobText.isWorking(next)) {
      return;
    }
    boolean renamed = job == null || !job.name().equals(next.name());
    job = next;
    JobText text = JobText.of(next, now);
    if (renamed) {
      name(text.name());
    }
    bar.setProgress(text.share());
    state.setText(text.state());
    blocks.setText(text.blocks());
    absent.setText(text.absent());
    parts.setText(text.parts());
    workers.setText(text.workers());
    bytes.setText(text.bytes());
    rate.setText(text.rate());
    problem.setText(text.problem());
    problem.setVisible(!text.problem().isEmpty());
    String said = String.join("\n", text.each());
    workersTip.setText(said);
    each.setText(said);
    details.setDisable(said.isEmpty());
    known.forEach(item -> item.setDisable(job.state().isEmpty()));
    buttons();
    failures();
  }

  private void name(String name) {
    region.setText(name);
    region.setTooltip(new Tooltip(Words.of("job.showTip", name)));
    region.setAccessibleText(Words.of("job.showTip", name));
    bar.setAccessibleText(Words.of("job.barOf", name));
    more.setAccessibleText(Words.of("job.moreOf", name));
    pause.setAccessibleText(Words.of("job.pauseOf", name));
    resume.setAccessibleText(Words.of("job.resumeOf", name));
    cancel.setAccessibleText(Words.of("job.cancelOf", name));
    remove.setAccessibleText(Words.of("job.removeOf", name));
  }

  private void buttons() {
    JobButtons can = JobButtons.of(job);
    // An invisible button keeps its place, so that the rows stay aligned.
    only(pause, can.pause(), !can.resume());
    only(resume, can.resume(), can.resume());
    only(cancel, can.cancel(), can.cancel());
    only(remove, can.remove(), !can.cancel());
    background.setDisable(!can.background());
  }

  /** Shows a button or gives its place to another; the keyboard goes with it. */
  private void only(Button button, boolean seen, boolean placed) {
    boolean had = button.isFocused() && !seen;
    button.setVisible(seen);
    button.setManaged(placed);
    if (had) {
      region.requestFocus();
    }
  }

  private void failures() {
    long count = JobText.failed(job);
    List<JobText.Cause> now = JobText.causes(job);
    boolean can = JobButtons.of(job).retry();
    failed.setVisible(count > 0);
    failed.setText(count > 0 ? Words.of("job.failed", Figures.count(count)) : "");
    if (!now.equals(causes)) {
      causes = now;
      failed.getItems().setAll(now.stream().map(this::retryOf).toList());
      failed.getItems().add(item("job.retryAll", () -> actions.jobs().retry(id, Optional.empty())));
    }
    failed.getItems().forEach(item -> item.setDisable(!can));
  }

  private MenuItem retryOf(JobText.Cause cause) {
    MenuItem item = new MenuItem(Words.of("job.retry", cause.text()));
    item.setMnemonicParsing(false);
    item.setOnAction(e -> actions.jobs().retry(id, Optional.of(cause.cause())));
    return item;
  }

  /** Whose row it is. */
  String id() {
    return id;
  }

  /** As it was seen last. */
  JobRow job() {
    return job;
  }

  /** Chooses it or not, without telling anybody. */
  void choose(boolean chosen) {
    region.setSelected(chosen);
  }
}
