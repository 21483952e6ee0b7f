package io.cellar.app;

import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.PaneLook;
import io.cellar.settings.Session;
import io.cellar.settings.SessionFile;
import io.cellar.settings.Settings;
import io.cellar.settings.SettingsFile;
import io.cellar.settings.Theme;
import io.cellar.settings.WindowLayout;
import io.cellar.settings.WindowPlace;
import io.cellar.ui.Fx;
import io.cellar.ui.WindowActions;
import io.cellar.ui.window.MainWindow;
import io.cellar.ui.window.VolumeView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

/** The program with its window, started and ended as often as one likes over the same folders. */
final class ProgramWindow implements AutoCloseable {
  private static final long[] BLOCK = {32, 64, 64};

  final Folders folders;
  private final Path folder;
  private Program program;
  private MainWindow window;

  ProgramWindow(Path folder) {
    this(folder, 800, 560, Theme.SYSTEM);
  }

  /** A window of a size, with the card for the first start closed. */
  ProgramWindow(Path folder, double width, double height, Theme theme) {
    this.folder = folder;
    this.folders =
        new Folders(
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("cache"),
            folder.resolve("state"));
    try {
      new SettingsFile(folders.settingsFile())
          .save(
              Settings.DEFAULT
                  .withTheme(theme)
                  .withWindow(new WindowPlace(0, 0, width, height, false))
                  .withLayout(new WindowLayout(true, false, 0.5, 0.5, PaneLook.FIRST, true)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Describes a served volume, its cache in a folder of its own. */
  Path describe(BlockServer server, String volume) throws IOException {
    return SampleDescription.of(server, volume, BLOCK).write(folder.resolve("caches"));
  }

  /** Starts the program; its window is empty. */
  void start() throws IOException {
    SettingsFile file = new SettingsFile(folders.settingsFile());
    Settings settings = file.load();
    program =
        new Program(
            Wiring.volumes(folders, settings, 0),
            folders,
            new Memory(Optional.of(file), settings),
            Optional.of(new SessionFile(folders.sessionFile())),
            true);
    window =
        Fx.call(
            () -> {
              MainWindow made = OpenWindows.of(program, () -> {}).add(Session.NONE);
              made.stage().setX(0);
              made.stage().setY(0);
              made.stage().show();
              return made;
            });
  }

  /** Opens what was on show at the end of the last time. */
  void again() {
    var last = new SessionFile(folders.sessionFile()).load().value().getFirst();
    Fx.run(() -> window.again(last));
    Fx.await(
        "all volumes of the session are there",
        () -> window.view().get().isPresent() && volumes() == last.volumes().size());
  }

  /** Opens a volume instead of what is on show. */
  void open(Path description) {
    Optional<VolumeView> before = Fx.call(() -> window.view().get());
    Fx.run(() -> window.open(List.of(description.toString())));
    Fx.await(
        "the volume is open",
        () -> window.view().get().isPresent() && !window.view().get().equals(before));
  }

  /** Lays a volume over what is on show. */
  void openOver(Path description) {
    int before = Fx.call(this::volumes);
    Fx.run(() -> window.openOver(List.of(description.toString())));
    Fx.await("the volume lies over the others", () -> volumes() == before + 1);
  }

  private int volumes() {
    return view().layers().list().size();
  }

  WindowJobs jobs() {
    return program.jobs();
  }

  WindowActions actions() {
    return program;
  }

  MainWindow window() {
    return window;
  }

  VolumeView view() {
    return window.view().get().orElseThrow();
  }

  Node root() {
    return window.stage().getScene().getRoot();
  }

  /** Chooses where blocks come from, in the toolbar. */
  void source(String mode) {
    Fx.run(
        () ->
            ((MenuButton) root().lookup(".window-toolbar .menu-button"))
                .getItems().stream()
                    .filter(item -> item.getText().equals(mode))
                    .findFirst()
                    .orElseThrow()
                    .fire());
  }

  /** What the status line shows of figures. JavaFX thread. */
  List<String> status() {
    return seen(".status-figure").toList();
  }

  /** The texts of all nodes that are seen. JavaFX thread. */
  Stream<String> seen(String selector) {
    return root().lookupAll(selector).stream()
        .filter(ProgramWindow::isSeen)
        .map(node -> ((Labeled) node).getText());
  }

  private static boolean isSeen(Node node) {
    return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
  }

  /** Whether a text is seen anywhere in the window. JavaFX thread. */
  boolean tells(Predicate<String> text) {
    return seen(".label").anyMatch(text);
  }

  /** A button that is seen, by its text. JavaFX thread. */
  Optional<Button> button(Node within, String text) {
    return within.lookupAll(".button").stream()
        .filter(ProgramWindow::isSeen)
        .map(Button.class::cast)
        .filter(b -> b.getText().equals(text))
        .findFirst();
  }

  void press(KeyCode code, boolean shortcut) {
    Fx.run(
        () ->
            root()
                .fireEvent(
                    new KeyEvent(
                        KeyEvent.KEY_PRESSED, "", "", code, false, shortcut, false, false)));
  }

  /** The dialog that is open, if one is. JavaFX thread. */
  Optional<DialogPane> dialog() {
    return Window.getWindows().stream()
        .filter(w -> w != window.stage() && w.isShowing() && w.getScene() != null)
        .map(w -> w.getScene().getRoot())
        .filter(DialogPane.class::isInstance)
        .map(DialogPane.class::cast)
        .findFirst();
  }

  /** Ends the program as the user does. */
  void end() {
    if (window != null) {
      Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
      program.close();
      window = null;
    }
  }

  /** May be called twice. */
  @Override
  public void close() {
    end();
  }
}
