package io.cellar.ui;

import io.cellar.settings.PaneLook;
import io.cellar.settings.Theme;
import io.cellar.ui.fx.WindowPicture;
import io.cellar.ui.window.MainWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javafx.event.EventType;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/**
 * Makes pictures of the dialogs to look at, each as high as it came up: {@code DialogPictures
 * FOLDER [maximised]}. Not a test.
 */
public final class DialogPictures {
  private final Path folder;
  private final boolean maximised;
  private MainWindow window;

  private DialogPictures(Path folder, boolean maximised) {
    this.folder = folder;
    this.maximised = maximised;
  }

  public static void main(String[] args) throws Exception {
    Fx.start();
    try {
      for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
        new DialogPictures(Path.of(args[0]), args.length > 1).all(theme);
      }
      Runtime.getRuntime().halt(0);
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void all(Theme theme) throws Exception {
    String suffix = "-" + theme.name().toLowerCase(java.util.Locale.ROOT);
    DemoVolume volume = DemoVolume.tissue();
    volume.engine().failing(i -> i % 3 == 0);
    WindowMemory memory =
        new WindowMemory(
            theme,
            1000,
            700,
            false,
            true,
            true,
            0.5,
            0.5,
            new PaneLook(true, true, true, true, false, false),
            true);
    DemoActions actions =
        new DemoActions(memory)
            .engine(volume.engine())
            .when("v", new OpenOutcome.Opened(volume))
            .when(
                "/home/someone/broken.json",
                new OpenOutcome.Refused(
                    "/home/someone/broken.json",
                    List.of(
                        "/local_description/shape: expected a list of 3 positive whole numbers as"
                            + " long as axes \"zyx\", found [4150, 135424]",
                        "/remote_description/url_format: the field {x_stop} is missing; every axis"
                            + " needs {x_start} and {x_stop}",
                        "/remote_description/dtype: \"object\" holds pickles and is refused; use a"
                            + " number type such as uint8"),
                    "io.cellar.description.DescriptionException: 3 problems\n  at …"))
            .when(
                "/home/someone/far.json",
                new OpenOutcome.ConsentNeeded(
                    "/home/someone/far.json",
                    List.of(Path.of("/scratch/shared/volumes/fib25/blocks"))))
            .when("cellar:link", link(java.util.Optional.empty(), "data.example.org", true))
            .when(
                "cellar:further",
                link(java.util.Optional.of("data.example.org"), "http://10.0.0.7:8080", false))
            .when("/home/someone/plate.ome.zarr", wells(2))
            .when("/home/someone/screen.ome.zarr", wells(96))
            .when(
                "/home/someone/levels.json",
                new OpenOutcome.ConsentNeeded(
                    "/home/someone/levels.json",
                    IntStream.range(0, 5)
                        .mapToObj(n -> Path.of("/scratch/shared/volumes/fib25/level-" + n))
                        .toList()));
    window =
        Fx.call(
            () -> {
              MainWindow made = new MainWindow(new Stage(), actions, actions.windows());
              made.stage().setX(0);
              made.stage().setY(0);
              made.stage().setMaximized(maximised);
              made.stage().show();
              made.open(List.of("v"));
              return made;
            });
    Fx.await("there are failures", () -> actions.downloads().failedCount() > 10);
    Fx.frames(60);
    Fx.run(() -> window.open(List.of("/home/someone/broken.json", "/no/such/file.json")));
    dialog("problems" + suffix);
    Fx.run(() -> window.open(List.of("/home/someone/far.json")));
    dialog("consent" + suffix);
    Fx.run(() -> window.open(List.of("/home/someone/levels.json")));
    dialog("consents" + suffix);
    Fx.run(() -> window.open(List.of("cellar:link")));
    dialog("link" + suffix);
    Fx.run(() -> window.open(List.of("cellar:further")));
    dialog("link-further" + suffix);
    Fx.run(() -> window.open(List.of("/home/someone/plate.ome.zarr")));
    dialog("choice" + suffix);
    Fx.run(() -> window.open(List.of("/home/someone/screen.ome.zarr")));
    dialog("choices" + suffix);
    Fx.run(() -> window.open(List.of("/no/such/file.json")));
    dialog("problem" + suffix);
    actions
        .preferences()
        .with(
            io.cellar.settings.Settings.DEFAULT,
            new io.cellar.settings.CredentialsFile.Entry(
                "data.example.org", io.cellar.settings.CredentialLine.Kind.BEARER, ""),
            new io.cellar.settings.CredentialsFile.Entry(
                "volumes.example.org:8443", io.cellar.settings.CredentialLine.Kind.BASIC, "anna"));
    for (int page = 0; page < 4; page++) {
      settings(page, suffix);
    }
    key(KeyCode.P, false);
    dialog("prefetch" + suffix);
    key(KeyCode.S, true);
    dialog("picture" + suffix);
    key(KeyCode.H, false);
    dialog("keys" + suffix);
    key(KeyCode.L, true);
    dialog("address" + suffix);
    Fx.run(
        () ->
            ((javafx.scene.control.Button) window.stage().getScene().lookup(".failed-button"))
                .fire());
    dialog("failures" + suffix);
    Fx.run(
        () -> {
          var bar = (javafx.scene.control.MenuBar) window.stage().getScene().lookup(".menu-bar");
          bar.getMenus().getLast().getItems().getLast().fire();
        });
    dialog("about" + suffix);
    closing("closing" + suffix);
    WindowPicture.write(
        Fx.call(() -> WindowPicture.of(window.stage().getScene())),
        folder.resolve("window" + suffix + ".png"));
    Fx.run(() -> mouse(MouseEvent.MOUSE_MOVED, 90, 61));
    Fx.frames(10);
    Fx.run(() -> mouse(MouseEvent.MOUSE_MOVED, 91, 60));
    Fx.frames(10);
    var picture = Fx.call(() -> WindowPicture.of(window.stage().getScene()));
    WindowPicture.write(picture, folder.resolve("hint" + suffix + ".png"));
    Fx.run(
        () -> {
          var pane = window.view().get().get().panes().getFirst();
          pane.fireEvent(
              new ContextMenuEvent(
                  ContextMenuEvent.CONTEXT_MENU_REQUESTED, 150, 150, 150, 230, false, null));
        });
    dialog("menu" + suffix);
    Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
  }

  private static OpenOutcome link(
      java.util.Optional<String> namedBy, String host, boolean credentials) {
    return new OpenOutcome.HostConsentNeeded(
        "cellar:https://data.example.org/embryo/volume.ome.zarr",
        "https://data.example.org/embryo/volume.ome.zarr",
        host,
        namedBy,
        credentials,
        java.util.Set.of("https://data.example.org:443"));
  }

  private static OpenOutcome wells(int count) {
    String plate = "/home/someone/" + (count < 12 ? "plate" : "screen") + ".ome.zarr";
    return new OpenOutcome.Choose(
        plate,
        "an OME-Zarr plate",
        IntStream.range(0, count)
            .mapToObj(n -> (char) ('A' + n / 12) + "/" + (n % 12 + 1))
            .map(well -> new OpenOutcome.Choice(plate + ":" + well, well, "well " + well))
            .toList());
  }

  private void settings(int page, String suffix) throws Exception {
    key(KeyCode.COMMA, true);
    Fx.await("settings", () -> Window.getWindows().size() > 1);
    Fx.run(
        () -> {
          var root = Window.getWindows().getLast().getScene().getRoot();
          var list = (javafx.scene.control.ListView<?>) root.lookup(".settings-list");
          list.getSelectionModel().select(page);
          if (page == 1) {
            root.lookupAll(".text-field").stream()
                .limit(1)
                .forEach(f -> ((javafx.scene.control.TextField) f).setText("-3"));
          }
        });
    dialog("settings" + page + suffix);
  }

  private void closing(String name) throws Exception {
    key(KeyCode.P, false);
    Fx.await("prefetch", () -> Window.getWindows().size() > 1);
    Fx.frames(20);
    Fx.run(
        () -> {
          var pane = (DialogPane) Window.getWindows().getLast().getScene().getRoot();
          ((Button) pane.lookupButton(pane.getButtonTypes().getFirst())).fire();
        });
    Fx.await("it is begun", () -> Window.getWindows().size() == 1);
    Fx.frames(20);
    Fx.run(
        () ->
            window
                .stage()
                .fireEvent(new WindowEvent(window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    dialog(name);
  }

  private void mouse(EventType<MouseEvent> type, double x, double y) {
    var pane = window.view().get().get().panes().getFirst();
    pane.fireEvent(
        new MouseEvent(
            type,
            x,
            y,
            x,
            y,
            MouseButton.NONE,
            0,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            true,
            null));
  }

  private void key(KeyCode code, boolean ctrl) {
    Fx.run(
        () ->
            window
                .stage()
                .getScene()
                .getRoot()
                .fireEvent(
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, ctrl, false, false)));
  }

  private void dialog(String name) throws Exception {
    Fx.await(
        name,
        () -> Window.getWindows().stream().anyMatch(w -> w != window.stage() && w.isShowing()));
    Fx.frames(15);
    Window shown =
        Fx.call(
            () ->
                Window.getWindows().stream()
                    .filter(w -> w != window.stage() && w.isShowing())
                    .findFirst()
                    .orElseThrow());
    var picture = Fx.call(() -> WindowPicture.of(shown.getScene()));
    WindowPicture.write(picture, folder.resolve(name + ".png"));
    Fx.run(shown::hide);
    Fx.frames(5);
  }
}
