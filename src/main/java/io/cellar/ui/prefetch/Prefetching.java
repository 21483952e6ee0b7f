package io.cellar.ui.prefetch;

import io.cellar.engine.SourceMode;
import io.cellar.input.Redaction;
import io.cellar.job.folder.JobVolume;
import io.cellar.thread.Threads;
import io.cellar.ui.JobRequest;
import io.cellar.ui.JobRow;
import io.cellar.ui.Jobs;
import io.cellar.ui.WindowActions;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.words.Words;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javafx.scene.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetching regions: the dialog, and the rows of the user's jobs. JavaFX thread. */
public final class Prefetching {
  private static final Logger LOG = LoggerFactory.getLogger(Prefetching.class);

  private final Dialogs dialogs;
  private final Pulse pulse;
  private final WindowActions actions;
  private final Jobs jobs;
  private final Told told;
  private final Runnable leave;
  private final LastRate rate = new LastRate();
  private final FetchList rows = new FetchList(new OfRows());
  private final JobEnds ends = new JobEnds();
  private Optional<PaneContext> volume = Optional.empty();
  private ToIntFunction<Layer> levelOnScreen = layer -> 0;
  private Supplier<List<NamedBox>> kept = List::of;
  private Optional<PrefetchDialog> dialog = Optional.empty();

  /** What is shown of a job in the panes. */
  private Optional<Shown> shown = Optional.empty();

  /** What is done as soon as the volume of a job is on show. */
  private Optional<Awaited> awaited = Optional.empty();

  private record Shown(String id, Roi region) {}

  private record Awaited(JobRow job, Consumer<PaneContext> then) {}

  /** What a window does with news. */
  public interface Told {
    /** Shows a short message. */
    void tell(String message);

    /**
     * A job has come to its end.
     *
     * @param onShow whether it is about a volume on show
     */
    void ended(String message, boolean onShow);

    /** Opens a location, instead of what is on show. */
    void open(String location);
  }

  /** For a window. */
  public Prefetching(Dialogs dialogs, Pulse pulse, WindowActions actions, Told told) {
    this.dialogs = dialogs;
    this.pulse = pulse;
    this.actions = actions;
    this.told = told;
    jobs = actions.jobs();
    leave = jobs.onNews(pulse::wake);
    pulse.often(this::refresh);
    pulse.changingWhile(() -> dialog.isPresent() || rows.isWorking());
  }

  /** The window is gone; its jobs go on. */
  public void close() {
    leave.run();
  }

  /** The rows, to be put into the window. */
  public Node rows() {
    return rows;
  }

  /**
   * Another volume is on show; jobs go on.
   *
   * @param level the one of a volume that is on screen
   * @param boxes regions of it that have a name
   */
  public void show(PaneContext next, ToIntFunction<Layer> level, Supplier<List<NamedBox>> boxes) {
    levelOnScreen = level;
    kept = boxes;
    dialog.ifPresent(PrefetchDialog::close);
    shown(Optional.empty());
    volume = Optional.of(next);
    awaited = awaited.filter(a -> isOf(a.job(), next));
  }

  private static boolean isOf(JobRow job, PaneContext context) {
    return JobPlaces.volumes(job).stream().anyMatch(v -> JobPlaces.isOf(v, context.volume()));
  }

  /** What this process works on. */
  private List<JobRow> here() {
    return jobs.rows().stream().filter(row -> row.here() && JobText.isWorking(row)).toList();
  }

  /** What this process works on now, each in a line; empty when nothing. */
  public List<String> running() {
    Instant now = Instant.now();
    return here().stream().map(row -> JobText.told(row, now)).toList();
  }

  /** Stops what this process works on; it is kept, and can go on another time. */
  public void stopAll() {
    here().forEach(row -> jobs.pause(row.id()));
  }

  /** What this process works on goes on without it. */
  public void allToBackground() {
    here().forEach(row -> jobs.toBackground(row.id()));
  }

  /** How many jobs others work on. */
  public long elsewhere() {
    return jobs.rows().stream().filter(row -> !row.here() && JobText.isWorking(row)).count();
  }

  /**
   * Opens the dialog, or says why there is nothing to be fetched. What was drawn in the panes is
   * the region that is meant.
   */
  public void open() {
    open(
        volume
            .flatMap(context -> context.region().get())
            .filter(box -> dialog.isEmpty() && !shown.map(Shown::region).equals(Optional.of(box))));
  }

  /**
   * Opens the dialog, or says why there is nothing to be fetched.
   *
   * @param box the region that is meant, in view coordinates; what the panes show if there is none
   */
  public void open(Optional<Roi> box) {
    if (dialog.isPresent()) {
      box.ifPresent(dialog.get()::drawn);
      dialog.get().show();
    } else {
      volume.ifPresent(context -> open(context, box.map(RegionSource::drawn), Optional.empty()));
    }
  }

  private void open(PaneContext context, Optional<RegionSource.Box> box, Optional<JobRow> like) {
    if (PartsEditor.fetchable(context.layers()).isEmpty()) {
      boolean local =
          context.layers().volumes().stream()
              .noneMatch(v -> v.sourceModes().contains(SourceMode.ONLINE));
      told.tell(Words.of(local ? "prefetch.local" : "prefetch.cacheOnly"));
      return;
    }
    Offer offer =
        new Offer(
            box, kept.get(), levelOnScreen, like.flatMap(JobRow::state).map(state -> state.spec()));
    PrefetchDialog made =
        new PrefetchDialog(dialogs, context, jobs, rate, offer, this::begin, this::dialogGone);
    dialog = Optional.of(made);
    made.show();
  }

  private void dialogGone() {
    dialog = Optional.empty();
    volume.ifPresent(context -> context.region().set(shown.map(Shown::region)));
  }

  /** Making a job counts blocks and touches the disk; so it is done elsewhere. */
  private void begin(JobRequest request) {
    Threads.virtual("cellar-prefetch", () -> add(request)).start();
  }

  private void add(JobRequest request) {
    try {
      jobs.add(request);
      pulse.wake();
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} was not begun", request.name(), e);
      String why = e.getMessage() == null ? e.toString() : Redaction.message(e.getMessage());
      pulse.execute(() -> told.tell(Words.of("prefetch.notBegun", why)));
    }
  }

  private void refresh() {
    rate.look(actions.downloads());
    List<JobRow> now = jobs.rows();
    rows.show(now, Instant.now());
    for (JobRow row : ends.look(now)) {
      told.ended(
          JobText.ended(row, JobText.name(row)),
          volume.filter(context -> isOnShow(row, context)).isPresent());
    }
    shown
        .filter(s -> now.stream().noneMatch(row -> row.id().equals(s.id())))
        .ifPresent(s -> shown(Optional.empty()));
    volume.ifPresent(this::come);
  }

  /** The volume that a job waits for may have come. */
  private void come(PaneContext context) {
    awaited
        .filter(a -> isOnShow(a.job(), context) && !context.navigator().visiblePanes().isEmpty())
        .ifPresent(
            a -> {
              awaited = Optional.empty();
              a.then().accept(context);
            });
  }

  private static boolean isOnShow(JobRow job, PaneContext context) {
    return region(job, context).isPresent();
  }

  private static Optional<Roi> region(JobRow job, PaneContext context) {
    return JobPlaces.region(job, context.layers(), context.navigator().state().position());
  }

  /** Does something with the volume of a job; opens it before when it is not on show. */
  private void with(JobRow job, Consumer<PaneContext> then) {
    if (volume.filter(context -> isOnShow(job, context)).isPresent()) {
      then.accept(volume.get());
      return;
    }
    List<JobVolume> volumes = JobPlaces.volumes(job);
    if (!volumes.isEmpty()) {
      awaited = Optional.of(new Awaited(job, then));
      told.open(volumes.getFirst().location());
    }
  }

  /** Outlines a region, or takes the outline away, and marks its row. */
  private void shown(Optional<Shown> next) {
    boolean was = shown.isPresent();
    shown = next;
    rows.choose(next.map(Shown::id));
    if (was || next.isPresent()) {
      volume.ifPresent(context -> context.region().set(next.map(Shown::region)));
    }
  }

  private void go(JobRow job, PaneContext context) {
    region(job, context)
        .ifPresent(
            roi -> {
              shown(Optional.of(new Shown(job.id(), roi)));
              context
                  .navigator()
                  .jump(s -> ViewedRegion.showing(s, roi, context.navigator().visiblePanes()));
            });
  }

  /** What rows ask for. */
  private final class OfRows implements RowActions {
    @Override
    public Jobs jobs() {
      return jobs;
    }

    @Override
    public void show(JobRow job, boolean wanted) {
      if (wanted) {
        rows.choose(shown.map(Shown::id)); // until it is shown
        with(job, context -> go(job, context));
      } else {
        shown(Optional.empty());
      }
    }

    @Override
    public void another(JobRow job) {
      dialog.ifPresent(PrefetchDialog::close);
      with(
          job,
          context ->
              open(context, region(job, context).map(RegionSource::ofJob), Optional.of(job)));
    }

    @Override
    public void report(JobRow job) {
      new ReportDialog(
              dialogs,
              pulse,
              JobText.name(job),
              json -> jobs.report(job.id(), json),
              new ReportChooser(dialogs.owner()))
          .show();
    }
  }
}
