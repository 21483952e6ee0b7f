package io.cellar.ui.window;

import io.cellar.settings.Session;
import io.cellar.settings.Session.Corner;
import io.cellar.settings.Session.Entry;
import io.cellar.settings.Session.Size;
import io.cellar.ui.OpenOutcome.Refused;
import io.cellar.ui.bookmark.DisplayTones;
import io.cellar.ui.dialog.ProblemsText;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.pane.SlicePane;
import io.cellar.ui.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.SplitPane;
import javafx.stage.Screen;
import javafx.stage.Stage;

/**
 * Keeps what is on show, once a minute when it has changed and at the end, and brings it back.
 * Nothing is kept while nothing is on show: what could not be opened this time may be there the
 * next time. JavaFX thread.
 */
final class SessionKeeper {
  private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  /** After another volume was opened. */
  private static final long SOON_NANOS = Duration.ofSeconds(3).toNanos();

  /** So much of a window's upper edge must lie on a screen, or it could not be moved. */
  private static final double GRIP = 80;

  private final Stage stage;
  private final SplitPane split;
  private final Consumer<Session> keep;
  private final Runnable rememberWindow;
  private Session last = Session.NONE;
  private Optional<Session> coming = Optional.empty();
  private Optional<VolumeView> onShow = Optional.empty();
  private UnopenedLayers rest = new UnopenedLayers(List.of());
  private long due = System.nanoTime() + EVERY_NANOS;

  /**
   * A keeper.
   *
   * @param split panes and side panel
   * @param keep keeps what is on show
   * @param rememberWindow keeps the window's size and what it shows of itself
   */
  SessionKeeper(Stage stage, SplitPane split, Consumer<Session> keep, Runnable rememberWindow) {
    this.stage = stage;
    this.split = split;
    this.keep = keep;
    this.rememberWindow = rememberWindow;
  }

  /** Puts a window that is not shown yet where it was, if that still lies on a screen. */
  void place(Session session) {
    last = session;
    session
        .corner()
        .filter(SessionKeeper::onScreen)
        .ifPresent(
            corner -> {
              stage.setX(corner.x());
              stage.setY(corner.y());
            });
  }

  private static boolean onScreen(Corner corner) {
    Rectangle2D grip = new Rectangle2D(corner.x() + GRIP / 2, corner.y(), GRIP, GRIP / 4);
    return Screen.getScreens().stream().anyMatch(s -> s.getVisualBounds().contains(grip));
  }

  /** Share of the panes beside the side panel, as it was; else what is proposed. */
  double share(double proposed) {
    return last.panes().orElse(proposed);
  }

  /**
   * Opens what was on show.
   *
   * @param failed is told in a sentence when that cannot be
   */
  void begin(Session session, OpenFlow flow, Consumer<String> failed) {
    coming = Optional.of(session);
    flow.again(
        session.volumes().getFirst().location(),
        false,
        refused -> {
          if (refused.isPresent()) {
            failed.accept(sentence(refused.get()));
          } else {
            // The sample has no location by which it could have been known.
            coming.ifPresent(this::comeBack);
            over(session.volumes(), 1, flow, failed);
          }
        });
  }

  /** Opens the volumes that lay over the first one, one after the other. */
  private void over(List<Entry> volumes, int n, OpenFlow flow, Consumer<String> failed) {
    if (n >= volumes.size()) {
      return;
    }
    flow.again(
        volumes.get(n).location(),
        true,
        refused -> {
          refused.ifPresentOrElse(r -> failed.accept(sentence(r)), () -> bringBack(volumes.get(n)));
          over(volumes, n + 1, flow, failed);
        });
  }

  private static String sentence(Refused refused) {
    return Words.of(
        "session.gone", ProblemsText.name(refused.location()), refused.problems().getFirst());
  }

  /** A volume has come to be shown. */
  void shown(VolumeView view) {
    due = Math.min(due, System.nanoTime() + SOON_NANOS);
    onShow = Optional.of(view);
    if (coming.isPresent() && coming.get().volumes().getFirst().location().isPresent()) {
      coming.filter(session -> isOf(session, view)).ifPresent(this::comeBack);
      coming = Optional.empty();
    }
  }

  /** The first volume of a session is on show. */
  private void comeBack(Session session) {
    coming = Optional.empty();
    rest = new UnopenedLayers(session.volumes());
    onShow.ifPresent(view -> bringBack(session, view));
  }

  private static boolean isOf(Session session, VolumeView view) {
    return session
        .volumes()
        .getFirst()
        .location()
        .filter(view.volume().location()::equals)
        .isPresent();
  }

  private void bringBack(Session session, VolumeView view) {
    bringBack(session.volumes().getFirst(), view.layers().reference(), view);
    session.place().ifPresent(place -> view.beginAt(state -> state.placed(place)));
    session
        .alone()
        .flatMap(name -> planes(view).stream().filter(p -> p.name().equals(name)).findFirst())
        .ifPresent(plane -> view.grid().alone().set(Optional.of(plane)));
  }

  /** The volume that was opened last lies over the others. */
  private void bringBack(Entry entry) {
    onShow.ifPresent(view -> bringBack(entry, view.layers().list().getLast(), view));
  }

  private void bringBack(Entry entry, Layer layer, VolumeView view) {
    rest.came(entry, layer);
    view.contrast().settled(layer);
    layer.display().set(DisplayTones.apply(layer.display().get(), entry.tones()));
    layer.opacity().set(entry.opacity());
    layer.visible().set(entry.visible());
  }

  private static List<Plane> planes(VolumeView view) {
    return view.panes().stream().map(SlicePane::plane).toList();
  }

  /** Keeps what is on show if it is time to; to be called often. */
  void tick(Optional<VolumeView> view) {
    if (System.nanoTime() - due >= 0) {
      keep(view);
    }
  }

  /** Keeps what is on show if it has changed. */
  void keep(Optional<VolumeView> view) {
    due = System.nanoTime() + EVERY_NANOS;
    rememberWindow.run();
    if (view.filter(VolumeView::begun).isPresent()) {
      Session now = now(view.get());
      if (!now.equals(last)) {
        last = now;
        keep.accept(now);
      }
    }
  }

  private static Entry entry(Layer layer) {
    return new Entry(
        Optional.of(layer.volume().location()),
        layer.visible().get(),
        layer.opacity().get(),
        DisplayTones.of(layer.display().get()));
  }

  private Session now(VolumeView view) {
    double[] dividers = split.getDividerPositions();
    boolean free = !stage.isMaximized() && !stage.isIconified() && !Double.isNaN(stage.getX());
    return new Session(
        Stream.concat(
                view.layers().list().stream().map(SessionKeeper::entry),
                rest.of(view.layers()).stream())
            .toList(),
        Optional.of(view.navigator().state().place()),
        view.grid().alone().get().map(Plane::name),
        free ? Optional.of(new Corner(stage.getX(), stage.getY())) : last.corner(),
        dividers.length > 0 ? OptionalDouble.of(dividers[0]) : last.panes(),
        size());
  }

  /** A window that is not at its own size now keeps the one that it had before. */
  private Optional<Size> size() {
    double width = stage.getScene().getWidth();
    double height = stage.getScene().getHeight();
    if (stage.isMaximized() || stage.isIconified() || !(width > 0 && height > 0)) {
      return last.size().map(s -> new Size(s.width(), s.height(), stage.isMaximized()));
    }
    return Optional.of(new Size(width, height, false));
  }
}
