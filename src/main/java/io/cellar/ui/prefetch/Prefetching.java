package io.cellar.ui.prefetch;

import io.cellar.engine.EngineStats;
import io.cellar.engine.SourceMode;
import io.cellar.thread.Threads;
import io.cellar.ui.RunningFetch;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.words.Words;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javafx.collections.ListChangeListener;
import javafx.collections.ListChangeListener.Change;
import javafx.scene.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetching regions of the volume on show: the dialog and the rows. JavaFX thread. */
public final class Prefetching {
  private static final Logger LOG = LoggerFactory.getLogger(Prefetching.class);

  private final Dialogs dialogs;
  private final Pulse pulse;
  private final Supplier<EngineStats> downloads;
  private final Consumer<String> tell;
  private final LastRate rate = new LastRate();
  private final FetchList rows = new FetchList(this::go);
  private final ListChangeListener<Layer> comeAndGo = this::comeAndGo;
  private Optional<PaneContext> volume = Optional.empty();
  private ToIntFunction<Layer> levelOnScreen = layer -> 0;
  private Supplier<List<NamedBox>> kept = List::of;
  private Optional<PrefetchDialog> dialog = Optional.empty();

  /**
   * For a window.
   *
   * @param downloads what the engine is doing now
   * @param tell shows a short message
   */
  public Prefetching(
      Dialogs dialogs, Pulse pulse, Supplier<EngineStats> downloads, Consumer<String> tell) {
    this.dialogs = dialogs;
    this.pulse = pulse;
    this.downloads = downloads;
    this.tell = tell;
    pulse.often(this::refresh);
    pulse.changingWhile(() -> dialog.isPresent() || rows.isWorking());
  }

  /** The rows, to be put into the window. */
  public Node rows() {
    return rows;
  }

  /**
   * Another volume is on show; the fetches of the one before end with it.
   *
   * @param level the one of a volume that is on screen
   * @param boxes regions of it that have a name
   */
  public void show(PaneContext next, ToIntFunction<Layer> level, Supplier<List<NamedBox>> boxes) {
    levelOnScreen = level;
    kept = boxes;
    dialog.ifPresent(PrefetchDialog::close);
    leave(layer -> true);
    volume.ifPresent(before -> before.layers().list().removeListener(comeAndGo));
    volume = Optional.of(next);
    next.layers().list().addListener(comeAndGo);
    next.layers().list().forEach(layer -> bringBack(next, layer));
  }

  private void comeAndGo(Change<? extends Layer> change) {
    while (change.next()) {
      List<? extends Layer> now = change.getList();
      leave(layer -> !now.contains(layer));
      for (Layer layer : change.getAddedSubList()) {
        if (!change.getRemoved().contains(layer)) {
          volume.ifPresent(context -> bringBack(context, layer));
        }
      }
    }
  }

  /** The rows of volumes that go, go too; what they have not fetched can go on another time. */
  private void leave(Predicate<Layer> gone) {
    rows.running().stream()
        .filter(row -> gone.test(row.layer()))
        .findFirst()
        .ifPresent(row -> tell.accept(Words.of("fetch.left.volume", row.layer().name())));
    rows.removeOf(gone);
  }

  /** What was not fetched to its end of a volume that has come comes back, paused. */
  private void bringBack(PaneContext context, Layer layer) {
    Threads.virtual("cellar-prefetch", () -> earlier(context, layer)).start();
  }

  private void earlier(PaneContext context, Layer layer) {
    try {
      for (RunningFetch fetch : layer.volume().prefetches().earlier()) {
        pulse.execute(
            () -> started(context, fetch, layer, outlined(context, layer, fetch.request().view())));
      }
    } catch (RuntimeException e) {
      LOG.error("earlier fetches of {} do not go on", layer.name(), e);
    }
  }

  /** A region of a volume in view coordinates of the reference volume. */
  private static Roi outlined(PaneContext context, Layer layer, Roi own) {
    if (layer == context.layers().reference()) {
      return own;
    }
    long[] position = context.navigator().state().position();
    long[] last = own.stop();
    Arrays.setAll(last, d -> last[d] - 1);
    long[] start = layer.placement().reference(own.start(), position);
    long[] stop = layer.placement().reference(last, position);
    Arrays.setAll(stop, d -> Math.max(start[d], stop[d]) + 1);
    Roi all = Roi.ofShape(context.volume().description().viewShape());
    Roi seen = new Roi(start, stop).intersect(all);
    return seen.isEmpty() ? Roi.at(position, ones(position.length)) : seen;
  }

  private static long[] ones(int rank) {
    long[] ones = new long[rank];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** What goes on now, each in a line; empty when nothing does. */
  public List<String> running() {
    return rows.running().stream().map(FetchRow::told).toList();
  }

  /**
   * Opens the dialog, or says why there is nothing to be fetched. What was drawn in the panes is
   * the region that is meant.
   */
  public void open() {
    open(
        volume
            .flatMap(context -> context.region().get())
            .filter(box -> dialog.isEmpty() && !rows.chosen().equals(Optional.of(box))));
  }

  /**
   * Opens the dialog, or says why there is nothing to be fetched.
   *
   * @param box the region that is meant, in view coordinates; what the panes show if there is none
   */
  public void open(Optional<Roi> box) {
    volume.ifPresent(context -> open(context, box));
  }

  private void open(PaneContext context, Optional<Roi> box) {
    if (VolumeChoice.fetchable(context.layers()).isEmpty()) {
      boolean local =
          context.layers().volumes().stream()
              .noneMatch(v -> v.sourceModes().contains(SourceMode.ONLINE));
      tell.accept(Words.of(local ? "prefetch.local" : "prefetch.cacheOnly"));
      return;
    }
    if (dialog.isEmpty()) {
      dialog =
          Optional.of(
              new PrefetchDialog(
                  dialogs,
                  context,
                  rate,
                  box,
                  kept.get(),
                  levelOnScreen,
                  wish -> begin(context, wish),
                  this::dialogGone));
    } else {
      box.ifPresent(dialog.get()::drawn);
    }
    dialog.get().show();
  }

  private void dialogGone() {
    dialog = Optional.empty();
    volume.ifPresent(context -> context.region().set(rows.chosen()));
  }

  /** Starting counts blocks, which may take a while; so it is done elsewhere. */
  private void begin(PaneContext context, FetchWish wish) {
    Threads.virtual("cellar-prefetch", () -> start(context, wish)).start();
  }

  private void start(PaneContext context, FetchWish wish) {
    try {
      RunningFetch fetch = wish.layer().volume().prefetches().start(wish.request());
      pulse.execute(() -> started(context, fetch, wish.layer(), wish.region()));
    } catch (RuntimeException e) {
      LOG.error("{} was not begun", wish.request().name(), e);
      pulse.execute(
          () -> tell.accept(Words.of("prefetch.notBegun", String.valueOf(e.getMessage()))));
    }
  }

  private void started(PaneContext context, RunningFetch fetch, Layer layer, Roi region) {
    if (volume.filter(context::equals).isPresent() && context.layers().list().contains(layer)) {
      String place = RegionWords.read(layer.volume().description().axes(), fetch.request());
      boolean several = context.layers().list().size() > 1;
      rows.add(fetch, layer, several ? Words.of("fetch.of", layer.name(), place) : place, region);
    }
  }

  private void refresh() {
    rate.look(downloads.get());
    rows.refresh();
  }

  /** Goes to a region and outlines it, or takes the outline away. */
  private void go(Optional<Roi> region) {
    volume.ifPresent(
        context -> {
          context.region().set(region);
          region.ifPresent(
              roi ->
                  context
                      .navigator()
                      .jump(s -> ViewedRegion.showing(s, roi, context.navigator().visiblePanes())));
        });
  }
}
