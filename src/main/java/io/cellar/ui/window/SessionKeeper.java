package io.cellar.ui.window;

import io.cellar.settings.Session;
import io.cellar.settings.Session.Corner;
import io.cellar.settings.Session.Entry;
import io.cellar.ui.OpenOutcome.Refused;
import io.cellar.ui.WindowRecords;
import io.cellar.ui.bookmark.DisplayTones;
import io.cellar.ui.dialog.ProblemsText;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.pane.SlicePane;
import io.cellar.ui.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
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
  private final WindowRecords records;
  private final Runnable rememberWindow;
  private Session last = Session.NONE;
  private Optional<Session> coming = Optional.empty();
  private long due = System.nanoTime() + EVERY_NANOS;

  /**
   * A keeper.
   *
   * @param split panes and side panel
   * @param rememberWindow keeps the window's size and what it shows of itself
   */
  SessionKeeper(Stage stage, SplitPane split, WindowRecords records, Runnable rememberWindow) {
    this.stage = stage;
    this.split = split;
    this.records = records;
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
    Optional<String> location = session.volumes().getFirst().location();
    flow.again(location, refused -> failed.accept(sentence(refused)));
  }

  private static String sentence(Refused refused) {
    return Words.of(
        "session.gone", ProblemsText.name(refused.location()), refused.problems().getFirst());
  }

  /** A volume has come to be shown. */
  void shown(VolumeView view) {
    due = Math.min(due, System.nanoTime() + SOON_NANOS);
    coming.filter(session -> isOf(session, view)).ifPresent(session -> bringBack(session, view));
    coming = Optional.empty();
  }

  /** The sample has no location in a session. */
  private static boolean isOf(Session session, VolumeView view) {
    return session
        .volumes()
        .getFirst()
        .location()
        .map(view.volume().location()::equals)
        .orElse(true);
  }

  private static void bringBack(Session session, VolumeView view) {
    var display = view.context().display();
    display.set(DisplayTones.apply(display.get(), session.volumes().getFirst().tones()));
    session.place().ifPresent(place -> view.beginAt(state -> state.placed(place)));
    session
        .alone()
        .flatMap(name -> planes(view).stream().filter(p -> p.name().equals(name)).findFirst())
        .ifPresent(plane -> view.grid().alone().set(Optional.of(plane)));
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
        records.keep(now);
      }
    }
  }

  private Session now(VolumeView view) {
    Entry entry =
        new Entry(
            Optional.of(view.volume().location()),
            true,
            1,
            DisplayTones.of(view.context().display().get()));
    double[] dividers = split.getDividerPositions();
    boolean free = !stage.isMaximized() && !stage.isIconified() && !Double.isNaN(stage.getX());
    return new Session(
        List.of(entry),
        Optional.of(view.navigator().state().place()),
        view.grid().alone().get().map(Plane::name),
        free ? Optional.of(new Corner(stage.getX(), stage.getY())) : last.corner(),
        dividers.length > 0 ? OptionalDouble.of(dividers[0]) : last.panes());
  }
}
