package io.cellar.ui;

import io.cellar.job.FetchState;
import io.cellar.settings.PaneLook;
import io.cellar.settings.Theme;
import io.cellar.ui.fx.WindowPicture;
import io.cellar.ui.window.MainWindow;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Makes pictures of prefetching to look at: {@code PrefetchPictures FOLDER}. Not a test. */
public final class PrefetchPictures {
  private final Path folder;
  private final String suffix;
  private final DemoVolume volume = DemoVolume.tissue();
  private final MainWindow window;

  private PrefetchPictures(Path folder, Theme theme, double w, double h) {
    this.folder = folder;
    suffix = "-" + (int) w + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
    volume.engine().stuck(i -> i % 5 == 3);
    WindowMemory memory =
        new WindowMemory(theme, w, h, false, true, false, 0.5, 0.5, PaneLook.FIRST, true);
    DemoActions actions =
        new DemoActions(memory).engine(volume.engine()).when("v", new OpenOutcome.Opened(volume));
    window =
        Fx.call(
            () -> {
              MainWindow made = new MainWindow(new Stage(), actions);
              made.stage().setX(0);
              made.stage().setY(0);
              made.stage().show();
              made.open(List.of("v"));
              return made;
            });
    Fx.frames(90);
  }

  public static void main(String[] args) throws Exception {
    Fx.start();
    try {
      for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
        new PrefetchPictures(Path.of(args[0]), theme, 1000, 700).all();
        new PrefetchPictures(Path.of(args[0]), theme, 800, 600).all();
      }
      Runtime.getRuntime().halt(0);
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void all() throws Exception {
    Fx.run(() -> window.view().get().orElseThrow().navigator().change(s -> s.zoomTo(1.4)));
    open();
    picture("viewed");
    type(0, "100");
    picture("dialog");
    volume.demoPrefetches().blockBytes(20L << 30);
    type(0, "90");
    picture("full");
    volume.demoPrefetches().blockBytes(262144);
    type(1, "3000");
    picture("wrong");
    type(1, "400");
    begin(1);
    open();
    begin(2);
    open();
    begin(3);
    var started = volume.demoPrefetches().started();
    started.get(0).at(FetchState.RUNNING, 61, 0, 12.4e6, Optional.empty());
    started.get(1).at(FetchState.WAITING_FOR_HOST, 17, 3, 0, Optional.empty());
    started
        .get(2)
        .at(
            FetchState.STOPPED,
            4,
            1,
            0,
            Optional.of(
                new IllegalStateException(
                    "volumes.example refuses access to http://volumes.example/tissue/0-64_0-64_0-64"
                        + " (401): check the credentials")));
    Fx.run(
        () ->
            ((javafx.scene.control.ToggleButton) window.stage().getScene().lookup(".fetch-region"))
                .fire());
    picture("rows");
    Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
  }

  private void open() {
    Fx.run(
        () ->
            window
                .stage()
                .getScene()
                .getRoot()
                .fireEvent(
                    new KeyEvent(
                        KeyEvent.KEY_PRESSED, "p", "p", KeyCode.P, false, false, false, false)));
    Fx.frames(20);
  }

  private void begin(int rows) {
    Fx.run(
        () ->
            ((javafx.scene.control.Button)
                    dialog().lookupButton(dialog().getButtonTypes().getFirst()))
                .fire());
    Fx.await("it is begun", () -> volume.demoPrefetches().started().size() == rows);
    Fx.frames(10);
  }

  private void type(int field, String text) {
    Fx.run(
        () -> {
          var fields = dialog().lookup(".region-grid").lookupAll(".text-field");
          ((TextField) List.copyOf(fields).get(field)).setText(text);
        });
    Fx.frames(25);
  }

  private DialogPane dialog() {
    return (DialogPane)
        Window.getWindows().stream()
            .filter(w -> w != window.stage() && w.getScene() != null)
            .map(w -> w.getScene().getRoot())
            .filter(DialogPane.class::isInstance)
            .findFirst()
            .orElseThrow();
  }

  /** The window with everything in front of it. */
  private void picture(String name) throws Exception {
    Fx.frames(25);
    BufferedImage all =
        Fx.call(
            () -> {
              BufferedImage base = WindowPicture.of(window.stage().getScene());
              BufferedImage out =
                  new BufferedImage(
                      base.getWidth(), base.getHeight() + 120, BufferedImage.TYPE_INT_ARGB);
              Graphics2D g = out.createGraphics();
              g.drawImage(base, 0, 0, null);
              for (Window w : Window.getWindows()) {
                if (w != window.stage()) {
                  g.drawImage(WindowPicture.of(w.getScene()), (int) w.getX(), (int) w.getY(), null);
                }
              }
              g.dispose();
              return out;
            });
    WindowPicture.write(all, folder.resolve(name + suffix));
  }
}
