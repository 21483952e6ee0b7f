package io.cellar.app;

import io.cellar.engine.SourceMode;
import io.cellar.settings.Session;
import io.cellar.settings.Theme;
import io.cellar.thread.Threads;
import io.cellar.ui.WindowActions;
import io.cellar.ui.Windows;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.fx.ScreenRoom;
import io.cellar.ui.window.MainWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/**
 * The windows of the process. What they show is kept together: a window that is closed while others
 * stay is not opened again at the next start, those that are open at the end are. JavaFX thread.
 */
final class OpenWindows {
  /** Logical pixels from a window to one that is opened from it, to the right and down. */
  private static final double STEP = 36;

  private final WindowActions actions;
  private final Consumer<List<Session>> keep;
  private final Ends ends;

  /** In the order in which they were opened. */
  private final List<One> open = new ArrayList<>();

  /** Those that were closed by the end of the program, and come back at the next start. */
  private final List<One> atEnd = new ArrayList<>();

  /** May wait for the disk and for other processes, in the order in which it is told. */
  private final ExecutorService telling = Threads.inOrder("windows-end");

  private boolean fit = true;
  private boolean quitting;

  /** What is told of the windows' end, on any thread but for the end itself. */
  @FunctionalInterface
  interface Ends {
    /** There will be no more windows. */
    void ended();

    /** The last window is closed. What is asked for until this returns is still opened. */
    default void lastClosed() {}

    /** Something was, and there is a window again. */
    default void goesOn() {}
  }

  private OpenWindows(WindowActions actions, Consumer<List<Session>> keep, Ends ends) {
    this.actions = actions;
    this.keep = keep;
    this.ends = ends;
  }

  /** The windows of a program, none yet. */
  static OpenWindows of(Program program, Ends ends) {
    return new OpenWindows(program, program.records()::keep, ends);
  }

  /** Windows may be larger than the screen from now on. */
  OpenWindows ofAnySize() {
    fit = false;
    return this;
  }

  /**
   * Makes a window that is not shown yet.
   *
   * @param last where it was, and what is kept for it until it shows something itself
   */
  MainWindow add(Session last) {
    quitting = false;
    atEnd.clear();
    One one = new One(last);
    one.window.place(last);
    if (fit) {
      ScreenRoom.keepOnScreen(one.window.stage());
    }
    open.add(one);
    one.window.stage().addEventHandler(WindowEvent.WINDOW_HIDDEN, e -> closed(one));
    return one.window;
  }

  /**
   * Shows a window for each session, which opens in it; the built-in sample when there is none.
   *
   * @return the first of them
   */
  MainWindow showAgain(List<Session> last) {
    List<Session> all = last.isEmpty() ? List.of(Session.NONE) : last;
    List<MainWindow> windows = all.stream().map(this::add).toList();
    for (int n = 0; n < windows.size(); n++) {
      windows.get(n).stage().show();
      windows.get(n).again(all.get(n));
    }
    return windows.getFirst();
  }

  /**
   * Shows a window that opens locations.
   *
   * @param like where it is and how large, unless there are others that it is to lie beside
   */
  MainWindow showNew(List<String> locations, Session like) {
    Optional<Stage> before = before();
    Session place = like.withVolumes(List.of());
    MainWindow window = add(before.map(stage -> place.withSize(size(stage))).orElse(place));
    before.ifPresent(stage -> beside(stage, window.stage()));
    window.stage().show();
    open(window, locations);
    return window;
  }

  /** Opens what another start was given: in a window that shows nothing if there is one. */
  void showHanded(List<String> locations) {
    Optional<MainWindow> free =
        open.stream().map(one -> one.window).filter(MainWindow::isFree).findFirst();
    free.ifPresentOrElse(window -> open(window, locations), () -> showNew(locations, Session.NONE));
  }

  private static void open(MainWindow window, List<String> locations) {
    window.stage().setIconified(false);
    window.stage().toFront();
    window.stage().requestFocus();
    window.open(locations);
  }

  private static Optional<Session.Size> size(Stage stage) {
    return stage.isMaximized()
        ? Optional.empty()
        : Optional.of(
            new Session.Size(stage.getScene().getWidth(), stage.getScene().getHeight(), false));
  }

  /** The window that the user is at, else the newest. */
  private Optional<Stage> before() {
    return open.stream()
        .map(one -> one.window.stage())
        .reduce((older, newer) -> older.isFocused() ? older : newer);
  }

  private static void beside(Stage before, Stage window) {
    if (!before.isMaximized() && !before.isIconified() && !Double.isNaN(before.getX())) {
      window.setX(before.getX() + STEP);
      window.setY(before.getY() + STEP);
    }
  }

  private void closed(One one) {
    open.remove(one);
    if (quitting || open.isEmpty()) {
      atEnd.add(one);
    } else {
      keepAll();
    }
    if (open.isEmpty()) {
      telling.execute(
          () -> {
            ends.lastClosed();
            Pulse.later(this::end); // when the window has kept what it shows
          });
    }
  }

  private void end() {
    if (open.isEmpty()) {
      ends.ended();
    } else {
      telling.execute(ends::goesOn);
    }
  }

  /** Nothing is kept while nothing is on show in any of them. */
  private void keepAll() {
    List<Session> all =
        Stream.concat(atEnd.stream(), open.stream())
            .map(one -> one.session)
            .filter(session -> !session.volumes().isEmpty())
            .toList();
    if (!all.isEmpty()) {
      keep.accept(all);
    }
  }

  /** A window and what is kept of it. */
  private final class One implements Windows {
    private final MainWindow window;
    private Session session;

    One(Session last) {
      session = last;
      window = new MainWindow(new Stage(), actions, this);
    }

    @Override
    public void open(List<String> locations) {
      showNew(locations, Session.NONE);
    }

    @Override
    public Optional<Session.Size> size() {
      return session.size();
    }

    @Override
    public void keep(Session now) {
      session = now;
      keepAll();
    }

    @Override
    public boolean isLast() {
      return open.size() == 1;
    }

    @Override
    public void quit() {
      quitting = true;
      List.copyOf(open).forEach(one -> one.window.stage().hide());
    }

    @Override
    public void sourceMode(SourceMode mode) {
      others().forEach(other -> other.sourceMode(mode));
    }

    @Override
    public void theme(Theme theme) {
      others().forEach(other -> other.colours().choice().set(theme));
    }

    private List<MainWindow> others() {
      return open.stream().filter(one -> one != this).map(one -> one.window).toList();
    }
  }
}
