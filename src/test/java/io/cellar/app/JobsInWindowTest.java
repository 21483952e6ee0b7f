package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.sample.BlockServer;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.store.Coverage;
import io.cellar.ui.Fx;
import io.cellar.ui.JobRequest;
import io.cellar.ui.OpenVolume;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
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
 * Jobs that go on are asked about before the window closes, go on whatever is on show, and come
 * back at the next start.
 */
@ExtendWith(Fx.class)
class JobsInWindowTest {
  private static final int COARSE = 4;
  private static final int BLOCKS = 64;

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
    program.press(KeyCode.P, false);
    Fx.await("the dialog is open", () -> program.dialog().isPresent());
    Fx.run(
        () -> {
          dialog().lookupAll(".text-field").stream()
              .map(TextField.class::cast)
              .filter(field -> field.getText().contains("="))
              .findFirst()
              .orElseThrow()
              .setText("z=0:128, y=0:256, x=0:256");
          ((TextField) dialog().lookup("#prefetch-rate")).setText("0.001");
        });
    Fx.await("it can be begun", () -> !ok().isDisabled());
    Fx.run(() -> ok().fire());
    Fx.await("its worker works", () -> rows() == 1 && seen(JobStatus.RUNNING));
  }

  private boolean seen(JobStatus status) {
    return program.jobs().rows().stream()
        .flatMap(row -> row.state().stream())
        .anyMatch(state -> state.status() == status);
  }

  private DialogPane dialog() {
    return program.dialog().orElseThrow();
  }

  private Button ok() {
    return answer(0);
  }

  private Button answer(int number) {
    return (Button) dialog().lookupButton(dialog().getButtonTypes().get(number));
  }

  private Button keepOpen() {
    return answer(dialog().getButtonTypes().size() - 1);
  }

  private long rows() {
    return program.root().lookupAll(".fetch-row").size();
  }

  private void press(String name) {
    Fx.await("the button " + name, () -> button(name).isPresent());
    Fx.run(() -> button(name).orElseThrow().fire());
  }

  private Optional<Button> button(String name) {
    return program.root().lookupAll(".fetch-row .icon-button").stream()
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(b -> b.isVisible() && b.getAccessibleText().startsWith(name))
        .findFirst();
  }

  private JobFolder job() throws IOException {
    return new JobList(program.folders.jobs()).all().getFirst().require();
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
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

  private void awaitClosed() {
    Fx.await("the window is closed", () -> !program.window().stage().isShowing());
  }

  private long onDisk(OpenVolume volume) {
    return volume.coverage().count(Coverage.State.AVAILABLE);
  }

  @Test
  void withoutAJobTheWindowClosesUnasked() {
    program.press(KeyCode.ESCAPE, false);
    program.press(KeyCode.Q, true);
    awaitClosed();
  }

  @Test
  void closingAsksAndKeepsTheWindowOpenUnlessToldToStop() throws Exception {
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
    awaitClosed();
    program.end();
    JobState kept = job().look();
    assertEquals(JobStatus.PAUSED, kept.status());
    assertEquals(Map.of(), kept.shards().running());
  }

  @Test
  void closingCanLetTheJobGoOnInTheBackground() throws Exception {
    var volume = program.view().volume();
    Roi all = Roi.ofShape(volume.description().viewShape());
    program.jobs().add(request("slow", volume, all, OptionalLong.of(400_000)));
    await("some blocks", () -> onDisk(volume) > 3 && seen(JobStatus.RUNNING));
    closeRequest();
    Fx.await("it is asked", () -> program.dialog().isPresent());
    Fx.run(() -> answer(1).fire());
    awaitClosed();
    program.end();
    JobFolder job = job();
    await("somebody works on it", () -> !look(job).living().isEmpty() || look(job).left() == 0);
    program.start();
    Fx.await("its row is there", () -> rows() == 1);
    await("all of it", () -> look(job).status() == JobStatus.FINISHED);
    assertEquals(BLOCKS, look(job).counts().blocks());
    Fx.await("it is seen", () -> program.tells("finished"::equals));
  }

  private static JobState look(JobFolder job) {
    try {
      return job.look();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPausedJobIsNotAskedAbout() {
    fetchSlowly();
    press("Pause");
    Fx.await("it is paused", () -> program.tells("paused"::equals));
    closeRequest();
    awaitClosed();
  }

  @Test
  void whatWasNotFetchedComesBackPausedAndGoesOnWithAClick() throws Exception {
    fetchSlowly();
    await("a block has come", () -> onDisk(program.view().volume()) > 0);
    program.end();

    program.start();
    program.open(second);
    Fx.await(
        "the row is back whatever is on show",
        () -> rows() == 1 && program.tells("paused"::equals));
    program.open(first);
    assertTrue(onDisk(program.view().volume()) > 0);
    assertTrue(Fx.call(() -> program.tells(t -> t.endsWith(" of 64 blocks"))));
    press("Go on");
    await("it runs", () -> seen(JobStatus.RUNNING));
    press("Cancel");
    Fx.await("it is given up", () -> program.tells("cancelled"::equals));
    press("Remove");
    Fx.await("the row is gone", () -> rows() == 0);
    program.end();
    assertEquals(List.of(), new JobList(program.folders.jobs()).all());
  }

  @Test
  void aJobGoesOnWhenItsVolumeIsNoLongerOnShow() throws Exception {
    program.openOver(second);
    var volume = program.view().layers().volumes().getLast();
    program
        .jobs()
        .add(request("over", volume, Roi.ofShape(64, 128, 128), OptionalLong.of(2_000_000)));
    Fx.run(() -> program.view().layers().remove(program.view().layers().list().getLast()));
    await("it ends all the same", () -> seen(JobStatus.FINISHED));
    assertEquals(1, rows());
    assertEquals(8, look(job()).counts().blocks());
    program.openOver(second);
    assertTrue(onDisk(program.view().layers().volumes().getLast()) >= 8);
  }

  @Test
  void aJobThatIsFinishedStaysUntilItsRowIsRemoved() throws Exception {
    var volume = program.view().volume();
    program.jobs().add(request("quick", volume, Roi.ofShape(32, 64, 64), OptionalLong.empty()));
    Fx.await("it is over", () -> program.tells("finished"::equals));
    closeRequest();
    awaitClosed();
    program.end();
    program.start();
    Fx.await("the row is back", () -> program.tells("finished"::equals));
    press("Remove");
    Fx.await("the row is gone", () -> rows() == 0);
  }

  private static JobRequest request(String name, OpenVolume volume, Roi region, OptionalLong rate) {
    return new JobRequest(
        name,
        List.of(new JobRequest.Part(volume, region, List.of(0))),
        BlockOrder.CENTRE,
        0,
        rate,
        true,
        false,
        false,
        JobRequest.Where.HERE,
        1,
        Map.of());
  }
}
