package io.cellar.app;

import io.cellar.engine.EngineStats;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.RegionFetch;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleLevels;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.session.LevelSessions;
import io.cellar.session.Volumes;
import io.cellar.session.Wiring;
import io.cellar.settings.Durability;
import io.cellar.settings.Folders;
import io.cellar.settings.PaneLook;
import io.cellar.settings.Session;
import io.cellar.settings.Settings;
import io.cellar.settings.WindowLayout;
import io.cellar.settings.WindowPlace;
import io.cellar.slice.SlicePicture;
import io.cellar.ui.Fx;
import io.cellar.ui.pane.PaneOptions;
import io.cellar.ui.pane.SlicePane;
import io.cellar.ui.window.MainWindow;
import io.cellar.ui.window.VolumeView;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.stage.Window;

/**
 * The program's window over the built-in volume on a loopback server, all parts real. Closed in the
 * program's order.
 */
final class SampleWindow implements AutoCloseable {
  private static final long FETCH_MINUTES = 5;
  private static final long REST_MINUTES = 2;

  private final BlockServer server;
  private final Path description;
  private final Folders folders;
  private final Settings settings;
  private Program program;
  private MainWindow window;

  /**
   * A server and a description, no window yet.
   *
   * @param folder for settings, description and blocks
   * @param width of the window's content, logical pixels
   * @param height of the window's content, logical pixels
   */
  SampleWindow(Path folder, ServerOptions options, double width, double height) throws IOException {
    this(folder, folder.resolve("caches"), options, width, height);
  }

  /** The same with the blocks in a folder of their own. */
  SampleWindow(Path folder, Path caches, ServerOptions options, double width, double height)
      throws IOException {
    server = BlockServer.start(SampleLevels.volumes(new SyntheticVolume()), options);
    description = SampleLevels.write(server, caches);
    folders =
        new Folders(
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("cache"),
            folder.resolve("state"));
    WindowLayout first = WindowLayout.FIRST;
    settings =
        Settings.DEFAULT
            .withDurability(Durability.NONE)
            .withWindow(new WindowPlace(0, 0, width, height, false))
            .withLayout(
                new WindowLayout(
                    false, false, first.splitH(), first.splitV(), PaneLook.FIRST, true));
  }

  /** Fetches a region of a level before the window is opened. */
  void fetch(int level, Roi view) throws Exception {
    try (Volumes volumes = Wiring.volumes(folders, settings, 0);
        LevelSessions sessions =
            volumes.openAll(volumes.describe(description.toString(), true), false);
        var fetch =
            RegionFetch.start(
                sessions.sessions().get(level),
                "beforehand",
                view,
                FetchOptions.patient(BlockOrder.SCAN))) {
      fetch.done().get(FETCH_MINUTES, TimeUnit.MINUTES);
    }
  }

  /** Opens the window, and waits until it has the volume. */
  void open() throws IOException {
    program =
        new Program(
            Wiring.volumes(folders, settings, 0),
            folders,
            new Memory(Optional.empty(), settings),
            Optional.empty(),
            true);
    window =
        Fx.call(
            () -> {
              MainWindow made = OpenWindows.of(program, () -> {}).add(Session.NONE);
              made.stage().setX(0);
              made.stage().setY(0);
              made.stage().show();
              made.open(List.of(description.toString()));
              return made;
            });
    Fx.await("the volume is open", () -> window.view().get().isPresent());
    Fx.await(
        "the first pictures are there",
        () -> visible().stream().allMatch(pane -> pane.shownPicture().isPresent()));
  }

  BlockServer server() {
    return server;
  }

  /** What the engine is doing. */
  EngineStats downloads() {
    return program.downloads();
  }

  MainWindow window() {
    return window;
  }

  VolumeView view() {
    return window.view().get().orElseThrow();
  }

  /** The panes that are seen. JavaFX thread. */
  List<SlicePane> visible() {
    return view().panes().stream().filter(pane -> pane.size().width() > 0).toList();
  }

  /** Waits until everything that the panes show has come; it is on the disk already. */
  void settle() {
    Fx.await("everything in view has come", this::isComplete);
  }

  /** Waits until everything that the panes show has come, however much it is. */
  void rest() {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(REST_MINUTES);
    while (!Fx.call(this::isComplete)) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not all has come: " + Fx.call(this::told) + downloads());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean isComplete() {
    return visible().stream()
        .allMatch(
            pane ->
                pane.shownPicture()
                    .filter(p -> p.view().equals(pane.view()) && isComplete(p))
                    .isPresent());
  }

  private static boolean isComplete(SlicePicture p) {
    return !p.loading() && (p.overLimit() || p.shown() == p.blocks());
  }

  private String told() {
    return visible().stream()
        .map(pane -> pane.plane().name() + " " + pane.shownPicture().map(SampleWindow::told))
        .toList()
        .toString();
  }

  private static String told(SlicePicture p) {
    return p.shown() + " of " + p.blocks() + ", failed " + p.failed() + ", loading " + p.loading();
  }

  /** What is drawn over the slices. */
  PaneOptions options() {
    return view().context().options();
  }

  /** May be called twice. */
  @Override
  public void close() {
    if (window != null) {
      Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
      program.close();
      window = null;
    }
    server.close();
  }
}
