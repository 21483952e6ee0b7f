package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.sample.BlockServer;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.settings.FetchesFile;
import io.cellar.settings.KeptFetch;
import io.cellar.ui.Fx;
import io.cellar.ui.PrefetchRequest;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fetch that goes on is asked about before the window closes, and comes back at the next start.
 */
@ExtendWith(Fx.class)
class FetchesKeptTest {
  private static final int COARSE = 4;

  @TempDir Path folder;
  private BlockServer server;
  private ProgramWindow program;
  private Path first;
  private Path second;

  @BeforeEach
  void open() throws Exception {
    server =
        BlockServer.start(
            Map.of(
                "first", new SyntheticVolume().level(COARSE),
                "second", new SyntheticVolume().level(COARSE)),
            ServerOptions.DEFAULT.withLatency(Duration.ofMillis(1)));
    program = new ProgramWindow(folder);
    first = program.describe(server, "first");
    second = program.describe(server, "second");
    program.start();
    program.open(first);
  }

  @AfterEach
  void close() {
    program.close();
    server.close();
  }

  /** Begins to fetch so slowly that it does not end by itself. */
  private void fetchSlowly() {
    press(KeyCode.P);
    Fx.await("the dialog is open", () -> program.dialog().isPresent());
    Fx.run(
        () -> {
          List<Node> fields = List.copyOf(dialog().lookupAll(".text-field"));
          fields.stream()
              .map(TextField.class::cast)
              .filter(field -> field.getText().contains("="))
              .findFirst()
              .orElseThrow()
              .setText("z=0:128, y=0:256, x=0:256");
          ((TextField) fields.getLast()).setText("0.001");
        });
    Fx.await("it can be begun", () -> !ok().isDisabled());
    Fx.run(() -> ok().fire());
    Fx.await("the row is there", () -> rows() == 1);
  }

  private void press(KeyCode key) {
    program.press(key, false);
  }

  private DialogPane dialog() {
    return program.dialog().orElseThrow();
  }

  private Button ok() {
    return (Button) dialog().lookupButton(dialog().getButtonTypes().getFirst());
  }

  private Button keepOpen() {
    return (Button) dialog().lookupButton(dialog().getButtonTypes().getLast());
  }

  private long rows() {
    return program.root().lookupAll(".fetch-row").size();
  }

  private Button rowButton(String name) {
    return program.root().lookupAll(".fetch-row .icon-button").stream()
        .map(Button.class::cast)
        .filter(b -> b.isVisible() && b.getAccessibleText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<KeptFetch> kept() {
    return new FetchesFile(program.folders.fetchesFile()).load().value();
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, what);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** What the window manager does when its cross is clicked. */
  private void closeRequest() {
    Fx.run(
        () ->
            Event.fireEvent(
                program.window().stage(),
                new WindowEvent(program.window().stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
  }

  @Test
  void withoutAFetchTheWindowClosesUnasked() {
    press(KeyCode.ESCAPE);
    program.press(KeyCode.Q, true);
    Fx.await("the window is closed", () -> !program.window().stage().isShowing());
  }

  @Test
  void closingAsksAndKeepsTheWindowOpenUnlessToldToStop() {
    fetchSlowly();
    closeRequest();
    Fx.await("it is asked", () -> program.dialog().isPresent());
    assertTrue(
        Fx.call(
            () ->
                dialog().lookupAll(".label").stream()
                    .anyMatch(l -> l.toString().contains("of 64 blocks"))));
    closeRequest();
    assertEquals(1, Fx.call(() -> Window.getWindows().size() - 1));
    assertTrue(Fx.call(() -> keepOpen().isCancelButton()), "escape keeps it open");
    Fx.run(() -> keepOpen().fire());
    Fx.await("the question is gone", () -> program.dialog().isEmpty());
    assertTrue(Fx.call(() -> program.window().stage().isShowing()));
    assertEquals(1, rows());

    program.press(KeyCode.Q, true);
    Fx.await("it is asked", () -> program.dialog().isPresent());
    Fx.run(() -> ok().fire());
    Fx.await("the window is closed", () -> !program.window().stage().isShowing());
  }

  @Test
  void aPausedFetchIsNotAskedAbout() {
    fetchSlowly();
    Fx.run(() -> rowButton("Pause").fire());
    assertTrue(Fx.call(() -> program.tells("paused"::equals)));
    closeRequest();
    Fx.await("the window is closed", () -> !program.window().stage().isShowing());
  }

  @Test
  void whatWasNotFetchedComesBackPausedAndGoesOnWithAClick() throws Exception {
    fetchSlowly();
    await("it is kept", () -> kept().size() == 1);
    Fx.await("a block has come", () -> program.view().volume().figures().blocksOnDisk() > 0);
    program.end();
    assertEquals(1, kept().size());

    program.start();
    program.open(second);
    Fx.frames(5);
    assertEquals(0, rows(), "it is another volume");
    program.open(first);
    Fx.await("the row is back", () -> rows() == 1);
    long there = Fx.call(() -> program.view().volume().figures().blocksOnDisk());
    assertTrue(there > 0);
    Fx.await(
        "it says how much is there",
        () ->
            program.tells("paused"::equals)
                && program.tells(t -> t.endsWith(" of 64 blocks") && !t.startsWith("0 ")));
    Fx.run(() -> rowButton("Resume").fire());
    assertFalse(Fx.call(() -> program.tells("paused"::equals)));
    Fx.run(() -> rowButton("Cancel").fire());
    await("it is kept no more", () -> kept().isEmpty());
    program.end();
    program.start();
    program.open(first);
    Fx.await(
        "the picture is there", () -> program.view().panes().getFirst().shownPicture().isPresent());
    assertEquals(0, rows());
  }

  @Test
  void openingAnotherVolumeSaysThatTheFetchCanGoOn() {
    fetchSlowly();
    program.open(second);
    Fx.await(
        "it is told",
        () ->
            ((Label) program.root().lookup(".toast"))
                .getText()
                .startsWith("Fetching from first was stopped"));
    assertEquals(0, rows());
    program.open(first);
    Fx.await("the row is back", () -> rows() == 1 && program.tells("paused"::equals));
  }

  @Test
  void aFetchOfAVolumeThatLiesOverAnotherComesBackWithIt() {
    program.openOver(second);
    var prefetches = program.view().layers().volumes().getLast().prefetches();
    prefetches.start(
        new PrefetchRequest(
            "slow",
            Roi.ofShape(64, 128, 128),
            FetchOptions.patient(BlockOrder.CENTRE).withRate(OptionalLong.of(10))));
    await("it is kept", () -> kept().size() == 1);
    Fx.run(() -> program.view().layers().remove(program.view().layers().list().getLast()));
    program.openOver(second);
    Fx.await("its row is there", () -> rows() == 1 && program.tells("paused"::equals));
    Fx.run(() -> program.view().layers().remove(program.view().layers().list().getLast()));
    Fx.await("its row is gone", () -> rows() == 0);
    assertEquals(1, kept().size());
  }

  @Test
  void aFetchThatIsFinishedDoesNotComeBack() {
    var prefetches = program.view().volume().prefetches();
    var fetch =
        prefetches.start(
            new PrefetchRequest(
                "quick", Roi.ofShape(32, 64, 64), FetchOptions.patient(BlockOrder.CENTRE)));
    await("it is over", () -> fetch.progress().state().isOver());
    await("it is kept no more", () -> kept().isEmpty());
  }
}
