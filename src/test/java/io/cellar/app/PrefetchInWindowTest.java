package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Session;
import io.cellar.settings.Settings;
import io.cellar.store.Coverage;
import io.cellar.ui.Fx;
import io.cellar.ui.window.MainWindow;
import io.cellar.ui.window.VolumeView;
import io.cellar.ui.words.Words;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From the key to blocks on disk: the real window over the real engine and a loopback server. */
@ExtendWith(Fx.class)
class PrefetchInWindowTest {
  /** Of 256 x 512 x 512 voxels: the panes ask for blocks about its middle, not for its corner. */
  private static final int COARSE = 3;

  @TempDir Path folder;
  private BlockServer server;
  private Program program;
  private MainWindow window;

  @BeforeEach
  void open() throws Exception {
    server =
        BlockServer.start(
            Map.of("tissue", new SyntheticVolume().level(COARSE)),
            ServerOptions.DEFAULT.withLatency(Duration.ofMillis(1)));
    Path description =
        SampleDescription.of(server, "tissue", new long[] {32, 64, 64})
            .write(folder.resolve("caches"));
    Folders folders =
        new Folders(
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("cache"),
            folder.resolve("state"));
    program =
        new Program(
            Wiring.volumes(folders, Settings.DEFAULT, 0),
            folders,
            new Memory(Optional.empty(), Settings.DEFAULT),
            Optional.empty(),
            true);
    window =
        Fx.call(
            () -> {
              MainWindow made = OpenWindows.of(program, () -> {}).add(Session.NONE);
              made.stage().show();
              made.open(List.of(description.toString()));
              return made;
            });
    Fx.await("the volume is open", () -> window.view().get().isPresent());
  }

  @AfterEach
  void close() {
    Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    program.close();
    server.close();
  }

  @Test
  void aRegionIsFetchedFromTheKeyToTheLastBlock() {
    press(KeyCode.P);
    Fx.await("the dialog is open", () -> dialog().isPresent());
    Fx.await("the region is outlined", () -> view().context().region().get().isPresent());
    typeRegion("z=0:64, y=0:128, x=0:128");
    Fx.await(
        "eight blocks are estimated",
        () -> has(dialog().orElseThrow(), text -> text.startsWith("8, of these")));
    begin();
    Fx.await("the row is finished", () -> has(root(), "finished"::equals));
    assertTrue(Fx.call(() -> has(root(), "8 of 8 blocks"::equals)));
    assertEquals(
        8,
        view()
            .volume()
            .coverage()
            .count(
                view().volume().description().geometry().toStored(region()),
                Coverage.State.AVAILABLE));
    Fx.run(() -> ((ToggleButton) root().lookup(".fetch-region")).fire());
    assertEquals(Optional.of(region()), view().context().region().get());
  }

  @Test
  void aBoxThatWasDrawnIsTheRegionAndSoIsOneThatIsDrawnMeanwhile() {
    Roi drawn = new Roi(new long[] {0, 0, 0}, new long[] {32, 64, 64});
    Roi another = new Roi(new long[] {0, 64, 0}, new long[] {64, 128, 128});
    Fx.run(() -> view().context().region().set(Optional.of(drawn)));
    press(KeyCode.P);
    Fx.await(
        "one block is estimated",
        () -> dialog().isPresent() && has(dialog().get(), text -> text.startsWith("1, of these")));
    Fx.run(() -> view().context().region().set(Optional.of(another)));
    Fx.await(
        "four blocks are estimated",
        () -> has(dialog().orElseThrow(), text -> text.startsWith("4, of these")));
    assertEquals(Optional.of(another), view().context().region().get());
  }

  @Test
  void whatIsWrongCannotBeBegun() {
    press(KeyCode.P);
    Fx.await("the dialog is open", () -> dialog().isPresent());
    typeRegion("z=9:3");
    Fx.await(
        "the problem is told",
        () -> has(dialog().orElseThrow(), text -> text.contains("is empty")));
    assertTrue(Fx.call(() -> startButton().isDisabled()));
    assertEquals(Optional.empty(), view().context().region().get());
  }

  @Test
  void whatIsAllHereCannotBeBegun() {
    press(KeyCode.P);
    Fx.await("the dialog is open", () -> dialog().isPresent());
    typeRegion("z=0:64, y=0:128, x=0:128");
    begin();
    Fx.await("the row is finished", () -> has(root(), "finished"::equals));
    press(KeyCode.P);
    Fx.await("the dialog is open again", () -> dialog().isPresent());
    typeRegion("z=0:64, y=0:128, x=0:128");
    Fx.await(
        "nothing is left to be fetched",
        () -> has(dialog().orElseThrow(), Words.of("estimate.nothing")::equals));
    Fx.await("it cannot be begun", () -> startButton().isDisabled());
    Roi all = Roi.ofShape(view().volume().description().viewShape());
    Fx.run(() -> view().context().region().set(Optional.of(all)));
    Fx.await("more than that can", () -> !startButton().isDisabled());
  }

  @Test
  void closingTheWindowEndsAFetchThatGoesOn() {
    press(KeyCode.P);
    Fx.await("the dialog is open", () -> dialog().isPresent());
    typeRegion("z=0:64, y=0:128, x=0:128");
    Fx.run(
        () -> {
          TextField rate = (TextField) dialog().orElseThrow().lookup("#prefetch-rate");
          rate.setText("0.001");
        });
    begin();
    Fx.await("the row is there", () -> root().lookup(".fetch-region") != null);
    assertFalse(Fx.call(() -> has(root(), "finished"::equals)));
    Fx.run(() -> window.stage().hide());
    // AfterEach closes the program, which waits for whatever goes on; a fetch that did would hang.
  }

  private Roi region() {
    return new Roi(new long[] {0, 0, 0}, new long[] {64, 128, 128});
  }

  private VolumeView view() {
    return window.view().get().orElseThrow();
  }

  private Node root() {
    return window.stage().getScene().getRoot();
  }

  private void press(KeyCode code) {
    Fx.run(
        () ->
            root()
                .fireEvent(
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  private Optional<DialogPane> dialog() {
    return Window.getWindows().stream()
        .filter(w -> w != window.stage() && w.getScene() != null)
        .map(w -> w.getScene().getRoot())
        .filter(DialogPane.class::isInstance)
        .map(DialogPane.class::cast)
        .findFirst();
  }

  private void typeRegion(String text) {
    Fx.run(
        () -> {
          TextField line =
              dialog().orElseThrow().lookupAll(".text-field").stream()
                  .map(TextField.class::cast)
                  .filter(field -> field.getText().contains("="))
                  .findFirst()
                  .orElseThrow();
          line.setText(text);
        });
  }

  private Button startButton() {
    DialogPane pane = dialog().orElseThrow();
    return (Button) pane.lookupButton(pane.getButtonTypes().getFirst());
  }

  private void begin() {
    Fx.await("it can be begun", () -> !startButton().isDisabled());
    Fx.run(() -> startButton().fire());
  }

  private static boolean has(Node root, Predicate<String> text) {
    return root.lookupAll(".label").stream()
        .filter(Label.class::isInstance)
        .map(label -> ((Label) label).getText())
        .anyMatch(text);
  }
}
