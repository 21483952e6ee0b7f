package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.SourceMode;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Session;
import io.cellar.settings.SessionFile;
import io.cellar.settings.Settings;
import io.cellar.settings.Theme;
import io.cellar.settings.WindowPlace;
import io.cellar.ui.Fx;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.status.StatusText;
import io.cellar.ui.window.MainWindow;
import io.cellar.ui.window.VolumeView;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Fx.class)
class SeveralWindowsTest {
  private static final int COARSE = 4;
  private static final Settings SETTINGS =
      Settings.DEFAULT.withWindow(new WindowPlace(0, 0, 640, 480, false));

  @TempDir private Path folder;
  private BlockServer server;
  private String description;
  private Folders folders;
  private SessionFile sessions;
  private Program program;
  private OpenWindows windows;
  private CountDownLatch ended;

  @BeforeEach
  void start() throws Exception {
    server =
        BlockServer.start(
            Map.of("tissue", new SyntheticVolume().level(COARSE)), ServerOptions.DEFAULT);
    description =
        SampleDescription.of(server, "tissue", new long[] {32, 64, 64})
            .write(folder.resolve("caches"))
            .toString();
    folders =
        new Folders(
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("cache"),
            folder.resolve("state"));
    sessions = new SessionFile(folders.sessionFile());
    begin();
  }

  private void begin() throws Exception {
    program =
        new Program(
            Wiring.volumes(folders, SETTINGS, 0),
            folders,
            new Memory(Optional.empty(), SETTINGS),
            Optional.of(sessions),
            true);
    ended = new CountDownLatch(1);
    windows = Fx.call(() -> OpenWindows.of(program, ended::countDown));
  }

  @AfterEach
  void end() throws Exception {
    Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    program.close();
    server.close();
  }

  private MainWindow open(String... locations) {
    MainWindow window = Fx.call(() -> windows.showNew(List.of(locations), Session.NONE));
    if (locations.length > 0) {
      await(window);
    }
    return window;
  }

  /** A window that shows the volume, not yet all of it. */
  private MainWindow begun() {
    MainWindow window = Fx.call(() -> windows.showNew(List.of(description), Session.NONE));
    Fx.await("it is open", () -> window.view().get().isPresent());
    Fx.await("its panes are there", () -> shows(window.stage()));
    return window;
  }

  private static void await(MainWindow window) {
    Fx.await("it is open", () -> window.view().get().isPresent());
    Fx.await("it is there", () -> window.view().get().filter(VolumeView::isSettled).isPresent());
  }

  private static void press(MainWindow window, KeyCode key) {
    Fx.run(
        () ->
            window
                .stage()
                .getScene()
                .getRoot()
                .fireEvent(
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, true, false, false)));
  }

  private static List<Stage> shown() {
    return Fx.call(() -> new ArrayList<>(Stage.getWindows())).stream()
        .map(Stage.class::cast)
        .toList();
  }

  /** What is kept when everything is written. */
  private List<Session> kept() {
    program.close();
    return sessions.load().value();
  }

  @Test
  void windowsOfOneVolumeShareItsBlocks() {
    open(description);
    Fx.await("nothing more comes", () -> !StatusText.isWorking(program.downloads()));
    Map<String, Integer> asked = server.log().requestsByPath();
    assertFalse(asked.isEmpty());
    MainWindow second = open(description);
    Map<String, Integer> now = server.log().requestsByPath();
    asked.forEach((path, times) -> assertEquals(times, now.get(path), path));
    Fx.run(() -> second.stage().hide());
    assertEquals(1, shown().size());
    assertEquals(1, ended.getCount());
  }

  @Test
  void aWindowThatIsClosedLeavesTheOthersTheirVolume() {
    MainWindow first = open(description);
    MainWindow second = open(description);
    Fx.run(() -> first.stage().hide());
    Fx.run(() -> second.view().get().orElseThrow().navigator().change(s -> s.zoomTo(4)));
    Fx.await("it goes on", () -> second.view().get().filter(VolumeView::isSettled).isPresent());
    assertTrue(
        Fx.call(() -> second.view().get().orElseThrow().panes()).stream()
            .allMatch(pane -> pane.shownPicture().isPresent()));
  }

  @Test
  void theKeysOpenCloseAndQuit() throws Exception {
    MainWindow first = begun();
    press(first, KeyCode.N);
    List<Stage> two = shown();
    assertEquals(2, two.size());
    assertTrue(two.get(1).getX() > two.get(0).getX(), "beside the first, not over it");
    press(first, KeyCode.W);
    assertEquals(1, shown().size());
    assertEquals(1, ended.getCount());
    begun();
    press(open(), KeyCode.Q);
    assertTrue(ended.await(20, TimeUnit.SECONDS));
    assertEquals(List.of(), shown());
  }

  @Test
  void allThatAreOpenAtTheEndComeBack() throws Exception {
    MainWindow first = begun();
    begun();
    MainWindow closed = begun();
    Fx.run(() -> first.view().get().orElseThrow().navigator().change(s -> s.zoomTo(4)));
    Fx.run(() -> closed.stage().hide());
    press(first, KeyCode.Q);
    List<Session> two = kept();
    assertEquals(2, two.size());
    begin();
    Fx.run(() -> windows.showAgain(two));
    Fx.await("both are there", () -> Stage.getWindows().size() == 2);
    assertEquals(2, two.stream().map(s -> s.corner().orElseThrow()).distinct().count());
    Fx.await("both show it", () -> Stage.getWindows().stream().allMatch(SeveralWindowsTest::shows));
    Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
  }

  private static boolean shows(Window window) {
    return window.getScene().lookup(".slice-pane") != null;
  }

  @Test
  void oneThatIsClosedAfterTheOthersComesBackAlone() {
    MainWindow first = begun();
    MainWindow second = begun();
    Fx.run(() -> first.stage().hide());
    Fx.run(() -> second.stage().hide());
    assertEquals(1, kept().size());
  }

  @Test
  void whatIsChosenForTheProgramHoldsInAllWindows() {
    MainWindow first = begun();
    MainWindow second = begun();
    Fx.run(() -> first.colours().choice().set(Theme.DARK));
    assertEquals(Theme.DARK, Fx.call(() -> second.colours().choice().get()));
    Fx.run(() -> second.colours().choice().set(Theme.LIGHT));
    assertEquals(Theme.LIGHT, Fx.call(() -> first.colours().choice().get()));
    Fx.run(
        () ->
            ((MenuButton) first.stage().getScene().lookup(".window-toolbar .menu-button"))
                .getItems().stream()
                    .filter(item -> item.getText().startsWith("Cache only"))
                    .findFirst()
                    .orElseThrow()
                    .fire());
    assertEquals(
        SourceMode.CACHE_ONLY,
        Fx.call(() -> second.view().get().orElseThrow().volume().sourceMode()));
    MainWindow third = begun();
    assertEquals(
        SourceMode.CACHE_ONLY,
        Fx.call(() -> third.view().get().orElseThrow().volume().sourceMode()));
  }

  @Test
  void aClosedWindowIsLetGo() {
    open(description);
    WeakReference<MainWindow> closed = closed();
    int[] frames = {0};
    Fx.await(
        "nothing holds it",
        () -> {
          if (frames[0]++ % 30 == 0) {
            System.gc();
          }
          return closed.get() == null;
        });
    assertFalse(shown().isEmpty());
  }

  private WeakReference<MainWindow> closed() {
    MainWindow window = open(description);
    Fx.run(() -> window.stage().hide());
    return new WeakReference<>(window);
  }

  @Test
  void aWindowThatIsAskedForAsTheLastOneClosesIsOpenedAndOthersAfterIt() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    OpenWindows those =
        Fx.call(
            () ->
                OpenWindows.of(
                    program,
                    new OpenWindows.Ends() {
                      @Override
                      public void lastClosed() {
                        told.add("closed");
                        if (told.size() == 1) {
                          Pulse.later(() -> windows.showNew(List.of(description), Session.NONE));
                        }
                      }

                      @Override
                      public void goesOn() {
                        told.add("goes on");
                      }

                      @Override
                      public void ended() {
                        ended.countDown();
                      }
                    }));
    windows = those;
    MainWindow first = begun();
    Fx.run(() -> first.stage().hide());
    Fx.await("there is another", () -> Stage.getWindows().size() == 1);
    Fx.await("the program goes on", () -> told.size() == 2);
    assertEquals(List.of("closed", "goes on"), told);
    assertEquals(1, ended.getCount());
    Fx.await("it is open", () -> shows(Stage.getWindows().getFirst()));
    Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    assertTrue(ended.await(20, TimeUnit.SECONDS));
    assertEquals(1, kept().size(), "the one that was open at the end");
  }
}
