package io.cellar.app;

import io.cellar.session.Reasons;
import io.cellar.settings.Folders;
import io.cellar.settings.Loaded;
import io.cellar.settings.Session;
import io.cellar.settings.SessionFile;
import io.cellar.settings.Settings;
import io.cellar.settings.SettingsFile;
import io.cellar.settings.Theme;
import io.cellar.settings.WindowPlace;
import io.cellar.thread.Threads;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.window.MainWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the program with its window, waits for its end, and closes everything in order. */
public final class WindowStart {
  private static final Logger LOG = LoggerFactory.getLogger(WindowStart.class);

  /** Held, since a logger that nobody holds forgets its level. */
  private static final java.util.logging.Logger JAVAFX_LOG =
      java.util.logging.Logger.getLogger("javafx");

  private static final String PICTURES = "cellar.pictures";

  /** True when the process is ending, by itself or by a signal. */
  private static final AtomicBoolean ENDING = new AtomicBoolean();

  /**
   * What to open.
   *
   * @param locations description files, folders or addresses; empty for the built-in sample
   * @param allowOutside whether caches outside the own folders of these descriptions are agreed to
   * @param picture when given: save a picture of the window there when its slices are complete, and
   *     end
   * @param size of the window as {@code WIDTHxHEIGHT}, in pixels
   * @param theme {@code light} or {@code dark}
   * @param newProcess whether the window is this process's, even when another program is running
   */
  public record Request(
      List<String> locations,
      boolean allowOutside,
      Optional<Path> picture,
      Optional<String> size,
      Optional<String> theme,
      boolean newProcess) {}

  private WindowStart() {}

  /**
   * Shows the window and returns when it is closed. Without a display, makes a picture of it
   * instead. The toolkit goes on until the process ends: it cannot be started twice, and ending it
   * while a frame is under way fails on the headless platform.
   *
   * @return the process's exit code
   */
  public static int launch(Request request) {
    Optional<Path> picture = request.picture();
    boolean display = DisplayCheck.hasDisplay(System.getenv());
    if (!display) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
      picture = Optional.of(picture.orElseGet(WindowStart::defaultPicture));
      LogFile.say("no display here: the window is drawn off-screen into " + picture.get());
    }
    List<String> missing = DisplayCheck.missingLibraries(display);
    if (!missing.isEmpty()) {
      LogFile.say("libraries are missing that the window needs: " + String.join(", ", missing));
      return 1;
    }
    Folders folders = Folders.standard();
    DesktopStart desktop =
        picture.isPresent()
            ? DesktopStart.apart()
            : DesktopStart.of(request, folders, System.getenv());
    OptionalInt end = desktop.end();
    if (end.isPresent()) {
      return end.getAsInt();
    }
    LogFile.start(folders.logFile(), picture.isPresent());
    Runtime.getRuntime().addShutdownHook(Threads.platform("window-end", () -> ENDING.set(true)));
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> LOG.error("on the thread {}", thread.getName(), e));
    try (desktop) {
      return run(request, picture, folders, desktop);
    } catch (IOException e) {
      LogFile.say(e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  private static Path defaultPicture() {
    return Path.of(System.getProperty(PICTURES, "."), "cellar-window.png");
  }

  private static int run(
      Request request, Optional<Path> picture, Folders folders, DesktopStart desktop)
      throws IOException, InterruptedException {
    SettingsFile file = new SettingsFile(folders.settingsFile());
    Settings settings = adjusted(file.load(), request);
    Memory memory =
        new Memory(picture.isPresent() ? Optional.empty() : Optional.of(file), settings);
    List<String> problems = new ArrayList<>();
    desktop.refused().ifPresent(problems::add);
    Optional<SessionFile> sessions =
        desktop.keepsSession()
            ? Optional.of(new SessionFile(folders.sessionFile()))
            : Optional.empty();
    Loaded<List<Session>> last =
        sessions.map(SessionFile::load).orElse(new Loaded<>(List.of(), Optional.empty()));
    last.broken()
        .ifPresent(
            aside ->
                problems.add(
                    "What was on show last time cannot be read. It is kept as " + aside + "."));
    try (Program program =
        new Program(
            Assembly.forWindow(folders, settings, problems::add),
            folders,
            memory,
            sessions,
            request.allowOutside() ? Set.copyOf(request.locations())::contains : any -> false)) {
      problems.forEach(LOG::warn);
      CountDownLatch closed = new CountDownLatch(1);
      PictureTaker taker =
          picture
              .map(path -> new PictureTaker(path, program::downloads, PictureTaker.Patience.USUAL))
              .orElse(null);
      AtomicBoolean failed = new AtomicBoolean();
      startToolkit(
          () -> {
            try {
              show(request, program, taker, last.value(), problems, desktop, closed);
            } catch (RuntimeException | Error e) {
              LOG.error("the window did not start: {}", Reasons.of(e), e);
              failed.set(true);
              closed.countDown();
            }
          });
      closed.await();
      return failed.get() ? 1 : taker == null ? 0 : taker.exitCode();
    }
  }

  private static void startToolkit(Runnable onWindowThread) throws IOException {
    // That the classes come from the class path is meant: no word of it on every start.
    JAVAFX_LOG.setLevel(java.util.logging.Level.SEVERE);
    try {
      Cellar.start(onWindowThread);
    } catch (RuntimeException e) {
      throw new IOException(
          "the display cannot be used ("
              + e.getMessage()
              + "); without DISPLAY in the environment, a picture is made instead",
          e);
    }
  }

  private static void show(
      Request request,
      Program program,
      PictureTaker taker,
      List<Session> last,
      List<String> problems,
      DesktopStart desktop,
      CountDownLatch closed) {
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> failed(e));
    OpenWindows windows = OpenWindows.of(program, ends(desktop, closed));
    List<Session> sessions = last;
    if (taker != null || request.size().isPresent()) {
      windows.ofAnySize();
      sessions = last.stream().map(s -> s.withSize(Optional.empty())).toList();
    }
    MainWindow window =
        desktop.refused().isPresent()
            ? windows.showNew(List.of(), Session.NONE)
            : request.locations().isEmpty()
                ? windows.showAgain(sessions)
                : windows.showNew(
                    request.locations(), sessions.isEmpty() ? Session.NONE : sessions.getFirst());
    if (!problems.isEmpty()) {
      tellWhenSomethingIsSeen(window, String.join("\n", problems));
    }
    desktop.serve(locations -> Pulse.later(() -> windows.showHanded(locations)));
    if (taker != null) {
      taker.watch(window);
    }
  }

  /** What is drawn while a signal ends the process fails: JavaFX has ended then. */
  private static void failed(Throwable e) {
    if (ENDING.get()) {
      LOG.debug("on the window's thread, at the end", e);
    } else {
      LOG.error("on the window's thread", e);
    }
  }

  private static OpenWindows.Ends ends(DesktopStart desktop, CountDownLatch closed) {
    return new OpenWindows.Ends() {
      @Override
      public void lastClosed() {
        desktop.leave();
      }

      @Override
      public void goesOn() {
        desktop.goOn();
      }

      @Override
      public void ended() {
        closed.countDown();
      }
    };
  }

  /** The start itself takes a while, in which nobody reads. */
  private static void tellWhenSomethingIsSeen(MainWindow window, String problems) {
    window.tell(problems);
    window
        .view()
        .addListener(
            new InvalidationListener() {
              @Override
              public void invalidated(Observable view) {
                view.removeListener(this);
                window.tell(problems);
              }
            });
  }

  private static Settings adjusted(Settings settings, Request request) {
    Settings adjusted = settings;
    if (request.size().isPresent()) {
      String[] parts = request.size().get().split("x");
      adjusted =
          adjusted.withWindow(
              new WindowPlace(
                  0, 0, Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), false));
    }
    return request.theme().isEmpty()
        ? adjusted
        : adjusted.withTheme(request.theme().get().equals("dark") ? Theme.DARK : Theme.LIGHT);
  }
}
