package io.cellar.ui;

import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.WorkerStatus.State;
import io.cellar.settings.PaneLook;
import io.cellar.settings.Theme;
import io.cellar.ui.fx.WindowPicture;
import io.cellar.ui.window.MainWindow;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/** Makes pictures of jobs in the window to look at: {@code JobPictures FOLDER}. Not a test. */
public final class JobPictures {
  private final Path folder;
  private final String suffix;
  private final DemoVolume volume = DemoVolume.tissue();
  private final DemoActions actions;
  private final MainWindow window;

  private JobPictures(Path folder, Theme theme, double w, double h) {
    this.folder = folder;
    suffix = "-" + (int) w + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
    WindowMemory memory =
        new WindowMemory(theme, w, h, false, true, false, 0.5, 0.5, PaneLook.FIRST, true);
    actions =
        new DemoActions(memory)
            .engine(volume.engine())
            .when("v", new OpenOutcome.Opened(volume))
            .when(
                "labels",
                new OpenOutcome.Opened(
                    DemoVolume.named(
                        "labels of the cells",
                        "zyx",
                        DType.UINT16,
                        new long[] {256, 512, 512},
                        new long[] {64, 64, 64})));
    window =
        Fx.call(
            () -> {
              MainWindow made = new MainWindow(new Stage(), actions, actions.windows());
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
        new JobPictures(Path.of(args[0]), theme, 800, 600).all();
        new JobPictures(Path.of(args[0]), theme, 1600, 1000).all();
      }
      Runtime.getRuntime().halt(0);
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  /** Jobs in every state. */
  static List<JobRow> jobs(OpenVolume volume) {
    Roi roi = new Roi(new long[] {0, 64, 64}, new long[] {128, 320, 448});
    Instant now = Instant.now();
    return List.of(
        new DemoJob("a", "tissue 0:128,64:320,64:448")
            .at(now)
            .volume(volume, roi, List.of(0))
            .blocks(61_234, 131_072)
            .failure("timed out", 12)
            .failure("the server answered 503", 3)
            .left(Duration.ofMinutes(12), Duration.ofMinutes(20))
            .worker("window-4711", State.WORKING, true, "", 2)
            .row(),
        new DemoJob("b", "a very long name of everything that lies around the calyx, for Anna")
            .at(now)
            .blocks(1_234, 12_345)
            .empty(321)
            .absent(7)
            .elsewhere()
            .left(Duration.ofMinutes(50), Duration.ofMinutes(100))
            .worker("host-1-4712", State.WORKING, true, "", 1)
            .worker("host-2-4713", State.WAITING, true, "waiting for volumes.example", 64, 0)
            .row(),
        new DemoJob("c", "calyx")
            .at(now)
            .blocks(17, 96)
            .worker("window-4711", State.WAITING, true, "waiting for volumes.example", 2, 0)
            .row(),
        new DemoJob("d", "left by a crash")
            .at(now)
            .status(JobStatus.PAUSED)
            .blocks(40, 96)
            .worker("gone", State.WORKING, false, "", 4000)
            .row(),
        new DemoJob("e", "paused").at(now).status(JobStatus.PAUSED).blocks(40, 96).row(),
        new DemoJob("f", "not begun").status(JobStatus.CREATED).blocks(0, 96).row(),
        new DemoJob("g", "finished").status(JobStatus.FINISHED).over().blocks(96, 96).row(),
        new DemoJob("h", "with failures")
            .status(JobStatus.ERROR)
            .over()
            .blocks(96, 96)
            .failure("timed out", 9)
            .row(),
        new DemoJob("i", "refused")
            .status(JobStatus.ERROR)
            .blocks(4, 96)
            .error(
                "volumes.example refuses access to"
                    + " http://volumes.example/tissue/0-64_0-64_0-64 (401): check the credentials")
            .row(),
        new DemoJob("j", "given up").status(JobStatus.CANCELED).blocks(4, 96).row(),
        new DemoJob("k", "queued").status(JobStatus.QUEUED).elsewhere().row(),
        new DemoJob("l", "no worker").status(JobStatus.START_FAILED).error("no memory").row(),
        new DemoJob("m", "moved away").unreadable("Its folder is gone: /scratch/jobs/m").row());
  }

  private void all() throws Exception {
    dialogs();
    List<JobRow> jobs = jobs(volume);
    jobs.subList(0, 3).forEach(actions.jobs()::put);
    picture("rows1");
    Fx.run(
        () -> {
          var more = (MenuButton) lookup(".fetch-buttons .menu-button");
          more.show();
        });
    picture("more");
    Fx.run(
        () -> {
          var more = (MenuButton) lookup(".fetch-buttons .menu-button");
          ((javafx.scene.control.CheckMenuItem) more.getItems().get(4)).setSelected(true);
          more.hide();
        });
    Fx.run(() -> ((ToggleButton) lookup(".fetch-region")).fire());
    picture("rows1w");
    Fx.run(() -> ((MenuButton) lookup(".fetch-failed")).show());
    picture("failed");
    Fx.run(() -> ((MenuButton) lookup(".fetch-failed")).hide());
    jobs.forEach(actions.jobs()::put);
    Fx.frames(20);
    ScrollPane list = (ScrollPane) lookup(".fetch-list");
    for (int n = 0; n < 4; n++) {
      double at = (n + 1) / 4.0;
      Fx.run(() -> list.setVvalue(at));
      picture("rows" + (n + 2));
    }
    Fx.run(
        () ->
            window
                .stage()
                .fireEvent(new WindowEvent(window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    picture("closing");
    closeOthers();
    Fx.run(
        () -> {
          var more = (MenuButton) lookup(".fetch-buttons .menu-button");
          more.getItems().get(2).fire();
        });
    picture("report");
    Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
  }

  private void dialogs() throws Exception {
    press(KeyCode.P);
    picture("dialog");
    Fx.run(() -> ((TitledPane) dialog().lookup(".fold")).setExpanded(true));
    picture("advanced");
    Fx.run(
        () -> {
          ScrollPane form =
              (ScrollPane) dialog().lookup(".prefetch-form").getParent().getParent().getParent();
          form.setVvalue(1);
        });
    picture("advanced2");
    Fx.run(() -> ((TextField) dialog().lookup("#prefetch-rate")).setText("fast"));
    picture("wrong");
    closeOthers();
    press(KeyCode.P);
    Fx.run(() -> dialog().getScene().getWindow().setHeight(560));
    picture("small");
    closeOthers();
    Fx.run(() -> window.openOver(List.of("labels")));
    Fx.frames(60);
    actions.jobs().blockBytes(20L << 30);
    press(KeyCode.P);
    Fx.run(
        () -> {
          dialog()
              .lookupAll(".volume-choice")
              .forEach(b -> ((javafx.scene.control.CheckBox) b).setSelected(true));
          ((ComboBox<?>) dialog().lookup("#prefetch-where")).getSelectionModel().select(1);
        });
    picture("several");
    actions.jobs().blockBytes(262144);
    closeOthers();
  }

  private void closeOthers() {
    Fx.run(
        () -> {
          DialogPane pane = dialog();
          ((Button)
                  pane.lookupButton(
                      pane.getButtonTypes().stream()
                          .filter(t -> t.getButtonData() == ButtonData.CANCEL_CLOSE)
                          .findFirst()
                          .orElseThrow()))
              .fire();
        });
    Fx.frames(5);
  }

  private Object lookup(String selector) {
    return window.stage().getScene().lookup(selector);
  }

  private void press(KeyCode code) {
    Fx.run(
        () ->
            window
                .stage()
                .getScene()
                .getRoot()
                .fireEvent(
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
    Fx.frames(20);
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
              int w = base.getWidth();
              int h = base.getHeight();
              for (Window each : Window.getWindows()) {
                w = Math.max(w, (int) (each.getX() + each.getWidth()));
                h = Math.max(h, (int) (each.getY() + each.getHeight()));
              }
              BufferedImage out = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
              Graphics2D g = out.createGraphics();
              g.drawImage(base, 0, 0, null);
              for (Window each : Window.getWindows()) {
                if (each != window.stage()) {
                  g.drawImage(
                      WindowPicture.of(each.getScene()),
                      (int) each.getX(),
                      (int) each.getY(),
                      null);
                }
              }
              g.dispose();
              return out;
            });
    WindowPicture.write(all, folder.resolve(name + suffix));
  }
}
