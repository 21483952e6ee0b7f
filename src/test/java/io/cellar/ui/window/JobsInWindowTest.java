package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.WorkerStatus.State;
import io.cellar.ui.DemoJob;
import io.cellar.ui.DemoJobs;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.JobRequest;
import io.cellar.ui.JobRequest.Where;
import io.cellar.ui.OpenOutcome;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.text.Text;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rows of the user's jobs, the dialog that makes them, and what becomes of them at the end. */
@ExtendWith(Fx.class)
class JobsInWindowTest {
  private static final Roi REGION = new Roi(new long[] {0, 64, 64}, new long[] {64, 256, 256});

  private DemoVolume volume;
  private TestWindow test;
  private DemoJobs jobs;

  @BeforeEach
  void open() {
    volume = DemoVolume.tissue();
    test = TestWindow.showingAnything(volume);
    jobs = test.actions.jobs();
  }

  @AfterEach
  void close() {
    test.close();
  }

  private DemoJob job(String id) {
    return new DemoJob(id, "job " + id).volume(volume, REGION, List.of(0)).blocks(35, 100);
  }

  private DemoJob running(String id) {
    return job(id).worker("window", State.WORKING, true, "", 3);
  }

  private Node root() {
    return test.window.stage().getScene().getRoot();
  }

  private List<Node> rows() {
    return List.copyOf(root().lookupAll(".fetch-row"));
  }

  private void awaitRows(int count) {
    Fx.await(count + " rows", () -> rows().size() == count);
  }

  private boolean says(String selector, String text) {
    return root().lookupAll(selector).stream()
        .anyMatch(n -> n.isVisible() && ((Labeled) n).getText().equals(text));
  }

  private void press(String name) {
    Button button =
        Fx.call(
            () ->
                root().lookupAll(".fetch-buttons .button").stream()
                    .map(Button.class::cast)
                    .filter(b -> b.isVisible() && name.equals(b.getAccessibleText()))
                    .findFirst()
                    .orElseThrow());
    Fx.run(button::fire);
  }

  private static void choose(MenuButton menu, String text) {
    MenuItem item =
        Fx.call(
            () ->
                menu.getItems().stream()
                    .filter(i -> text.equals(i.getText()))
                    .findFirst()
                    .orElseThrow());
    assertFalse(Fx.call(item::isDisable), text);
    Fx.run(item::fire);
  }

  private MenuButton more() {
    return test.node(".fetch-buttons .menu-button", MenuButton.class);
  }

  private DialogPane dialog() {
    return (DialogPane) test.dialog().getScene().getRoot();
  }

  private static Button button(DialogPane pane, ButtonData data) {
    return pane.getButtonTypes().stream()
        .filter(t -> t.getButtonData() == data)
        .map(t -> (Button) pane.lookupButton(t))
        .findFirst()
        .orElseThrow();
  }

  private static <N extends Node> N in(DialogPane pane, String id, Class<N> type) {
    return Fx.call(() -> type.cast(pane.lookup(id)));
  }

  @Test
  void rowsComeAndGoAndTakeNoRoomWhileThereAreNone() {
    Node list = test.node(".fetch-list", Node.class);
    assertFalse(list.isManaged());
    jobs.put(running("1").left(Duration.ofMinutes(13), Duration.ofMinutes(20)).row());
    awaitRows(1);
    assertTrue(list.isVisible());
    Fx.await("its state", () -> says(".fetch-state", "15–20 min left"));
    assertTrue(says(".fetch-figure", "35 of 100 blocks"));
    jobs.put(job("1").status(JobStatus.FINISHED).over().blocks(100, 100).row());
    Fx.await("it is finished", () -> says(".fetch-state", "finished"));
    press("Remove the row of job 1");
    awaitRows(0);
    assertFalse(list.isManaged());
  }

  @Test
  void buttonsAskForWhatTheySay() {
    jobs.put(running("1").row());
    awaitRows(1);
    press("Pause job 1");
    jobs.put(job("1").status(JobStatus.PAUSED).row());
    Fx.await("it is paused", () -> says(".fetch-state", "paused"));
    press("Go on with job 1");
    press("Cancel job 1");
    assertEquals(List.of("pause 1", "resume 1", "cancel 1"), jobs.asked());
    choose(more(), "Go on in the background");
    choose(more(), "Open its folder");
    assertEquals(List.of("background 1", "folder 1"), jobs.asked().subList(3, 5));
  }

  @Test
  void whatACrashLeftSaysSoAndGoesOnWithOneClick() {
    jobs.put(job("1").status(JobStatus.PAUSED).worker("w", State.WORKING, false, "", 900).row());
    Fx.await("it is told", () -> says(".fetch-state", "paused · interrupted"));
    press("Go on with job 1");
    assertEquals(List.of("resume 1"), jobs.asked());
  }

  @Test
  void failuresAreRetriedByCauseOrAll() {
    jobs.put(
        job("1")
            .status(JobStatus.ERROR)
            .over()
            .failure("timed out", 9)
            .failure("not_found", 2)
            .row());
    Fx.await("they are counted", () -> says(".fetch-failed", "11 failed"));
    MenuButton failed = test.node(".fetch-failed", MenuButton.class);
    choose(failed, "Retry 2 × not_found");
    choose(failed, "Retry all");
    assertEquals(List.of("retry 1 not_found", "retry 1"), jobs.asked());
  }

  @Test
  void aLongNameGivesWayAndNothingElseDoes() {
    Fx.run(() -> test.window.stage().setWidth(800));
    String name = "a very long name of all that lies around the calyx and a little more, for Anna";
    jobs.put(
        new DemoJob("1", name)
            .blocks(61_234, 131_072)
            .empty(12_345)
            .absent(1_234)
            .failure("timed out", 1_234)
            .elsewhere()
            .left(Duration.ofMinutes(50), Duration.ofMinutes(100))
            .worker("a", State.WORKING, true, "", 3)
            .row());
    awaitRows(1);
    Fx.await(
        "it is laid out", () -> says(".fetch-state", "in the background: 50 min – 1.5 h left"));
    Fx.frames(5);
    List<String> cut =
        Fx.call(
            () ->
                Stream.of(".fetch-figure", ".fetch-state", ".fetch-failed")
                    .flatMap(style -> root().lookupAll(style).stream())
                    .map(Labeled.class::cast)
                    .filter(l -> isCut(l) || outside(l))
                    .map(Labeled::getText)
                    .toList());
    assertEquals(List.of(), cut);
    assertTrue(Fx.call(() -> isCut((Labeled) root().lookup(".fetch-region"))));
  }

  private static boolean isCut(Labeled label) {
    return label.lookupAll(".text").stream()
        .anyMatch(t -> ((Text) t).getText().contains(label.getEllipsisString()));
  }

  private boolean outside(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMaxX() > 800;
  }

  @Test
  void atMostThreeRowsAreSeenAtATime() {
    for (int n = 0; n < 9; n++) {
      jobs.put(running(String.valueOf(n)).row());
    }
    awaitRows(9);
    Fx.frames(5);
    assertTrue(
        Fx.call(() -> test.node(".fetch-list", Node.class).getLayoutBounds().getHeight()) < 160);
  }

  @Test
  void itsRegionIsShownAndTakenAway() {
    jobs.put(running("1").row());
    awaitRows(1);
    ToggleButton name = test.node(".fetch-region", ToggleButton.class);
    Fx.run(name::fire);
    assertEquals(Optional.of(REGION), test.get(v -> v.context().region().get()));
    assertTrue(name.isSelected());
    Fx.run(name::fire);
    assertEquals(Optional.empty(), test.get(v -> v.context().region().get()));
  }

  @Test
  void aVolumeThatIsNotOnShowIsOpenedForIt() {
    DemoVolume other =
        DemoVolume.named(
            "other", "zyx", DType.UINT8, new long[] {128, 512, 512}, new long[] {64, 64, 64});
    test.actions.when(other.location(), new OpenOutcome.Opened(other));
    jobs.put(new DemoJob("1", "elsewhere").volume(other, REGION, List.of(0)).row());
    awaitRows(1);
    choose(more(), "Show in the panes");
    Fx.await(
        "it is on show, and its region",
        () ->
            test.view().volume() == other
                && test.view().context().region().get().equals(Optional.of(REGION)));
    assertEquals(1, rows().size(), "rows stay");
  }

  @Test
  void theDialogMakesAJob() {
    Fx.run(test.window::prefetch);
    DialogPane pane = dialog();
    Fx.run(() -> in(pane, "#prefetch-text", TextField.class).setText("x=0:64, y=0:64, z=0:64"));
    Fx.await(
        "its name follows",
        () ->
            ((TextField) pane.lookup("#prefetch-name")).getText().equals("tissue 0:64,0:64,0:64"));
    Fx.run(
        () -> {
          in(pane, "#prefetch-rate", TextField.class).setText("2.5");
          in(pane, "#prefetch-requests", TextField.class).setText("12");
          in(pane, "#prefetch-paused", CheckBox.class).setSelected(true);
          @SuppressWarnings("unchecked")
          ComboBox<Where> where = in(pane, "#prefetch-where", ComboBox.class);
          where.setValue(Where.BACKGROUND);
          in(pane, "#prefetch-workers", TextField.class).setText("3");
          in(pane, "#style-computeBarrierTimeout", TextField.class).setText("30");
          in(pane, "#prefetch-name", TextField.class).setText("mine");
        });
    Fx.frames(10);
    Fx.run(() -> button(pane, ButtonData.OK_DONE).fire());
    Fx.await("it is made", () -> jobs.requests().size() == 1);
    JobRequest made = jobs.requests().getFirst();
    assertEquals("mine", made.name());
    assertEquals(volume, made.parts().getFirst().volume());
    assertEquals("0:64,0:64,0:64", made.parts().getFirst().view().toString());
    assertEquals(OptionalLong.of(2_500_000), made.bytesPerSecond());
    assertEquals(12, made.requests());
    assertTrue(made.startPaused());
    assertEquals(Where.BACKGROUND, made.where());
    assertEquals(3, made.workers());
    assertEquals(Map.of("computeBarrierTimeout", 30L), made.style());
    awaitRows(1);
  }

  @Test
  void whereThereIsLittleRoomTheEstimateAndTheButtonsStayInSight() {
    Fx.run(test.window::prefetch);
    DialogPane pane = dialog();
    Window window = pane.getScene().getWindow();
    Fx.frames(5);
    Fx.run(
        () -> {
          ((TitledPane) pane.lookup(".fold")).setExpanded(true);
          window.setHeight(520);
        });
    Fx.frames(10);
    Fx.run(() -> window.setHeight(520));
    Fx.frames(10);
    for (Node node :
        List.of(
            button(pane, ButtonData.OK_DONE),
            button(pane, ButtonData.CANCEL_CLOSE),
            in(pane, ".estimate", Node.class))) {
      Bounds at = Fx.call(() -> node.localToScene(node.getLayoutBounds()));
      assertTrue(at.getMinY() > 0 && at.getMaxY() <= pane.getHeight(), node + " at " + at);
    }
  }

  @Test
  void ofAJobThatCannotBeReadTheFolderIsLeft() {
    jobs.put(job("1").unreadable("its folder was changed").row());
    Fx.await("it is told", () -> says(".fetch-problem", "its folder was changed"));
    assertEquals(
        List.of("Open its folder"),
        Fx.call(
            () ->
                more().getItems().stream()
                    .filter(i -> i.getText() != null && !i.isDisable())
                    .map(MenuItem::getText)
                    .toList()));
  }

  @Test
  void whatDoesNotGoTogetherIsToldBeforeItIsBegun() {
    Fx.run(test.window::prefetch);
    DialogPane pane = dialog();
    Fx.run(() -> in(pane, "#style-numComputeWorkers", TextField.class).setText("4"));
    Label problem = in(pane, ".estimate-problem", Label.class);
    Fx.await(
        "it is told", () -> problem.getText().startsWith("Advanced: there are compute workers"));
    assertTrue(Fx.call(() -> button(pane, ButtonData.OK_DONE).isDisabled()));
  }

  @Test
  void severalVolumesAreFetchedTogether() {
    DemoVolume above =
        DemoVolume.named(
            "above", "zyx", DType.UINT8, new long[] {256, 512, 512}, new long[] {64, 64, 64});
    test.actions.when("above", new OpenOutcome.Opened(above));
    Fx.run(() -> test.window.openOver(List.of("above")));
    Fx.await("both are on show", () -> test.view().layers().volumes().size() == 2);
    Fx.run(test.window::prefetch);
    DialogPane pane = dialog();
    Fx.run(() -> pane.lookupAll(".volume-choice").forEach(b -> ((CheckBox) b).setSelected(true)));
    Fx.await("it can be begun", () -> !button(pane, ButtonData.OK_DONE).isDisabled());
    Fx.run(() -> button(pane, ButtonData.OK_DONE).fire());
    Fx.await("it is made", () -> jobs.requests().size() == 1);
    assertEquals(
        List.of(volume, above),
        jobs.requests().getFirst().parts().stream().map(JobRequest.Part::volume).toList());
  }

  @Test
  void anotherOneIsLikeTheFirst() {
    jobs.put(running("1").style(Map.of("numReadWorkers", 6)).row());
    awaitRows(1);
    choose(more(), "Another one like it…");
    DialogPane pane = dialog();
    Fx.frames(10);
    TextField name = in(pane, "#prefetch-name", TextField.class);
    assertEquals("job 1, again", name.getText());
    TextField region = in(pane, "#prefetch-text", TextField.class);
    String same = Fx.call(region::getText);
    Fx.run(() -> region.setText("x=0:64, y=0:64, z=0:64"));
    Fx.await("another region has another name", () -> name.getText().startsWith("tissue 0:64"));
    Fx.run(() -> region.setText(same));
    Fx.await("the same one has its own", () -> name.getText().equals("job 1, again"));
    assertEquals("2.5", in(pane, "#prefetch-rate", TextField.class).getText());
    Fx.run(() -> button(pane, ButtonData.OK_DONE).fire());
    Fx.await("it is made", () -> jobs.requests().size() == 1);
    JobRequest made = jobs.requests().getFirst();
    assertEquals(REGION, made.parts().getFirst().view());
    assertEquals(8, made.requests());
    assertEquals(Map.of("numReadWorkers", 6), made.style());
    assertFalse(made.retryFailed());
    assertTrue(made.retryAbsent());
  }

  @Test
  void whatCannotBeMadeIsTold() {
    jobs.refuse("there is no space for its folder");
    Fx.run(test.window::prefetch);
    DialogPane pane = dialog();
    Fx.await("it can be begun", () -> !button(pane, ButtonData.OK_DONE).isDisabled());
    Fx.run(() -> button(pane, ButtonData.OK_DONE).fire());
    Label toast = test.node(".toast", Label.class);
    Fx.await(
        "it is told",
        () -> toast.getText().equals("The job was not begun: there is no space for its folder"));
  }

  @Test
  void theReportIsShown() {
    jobs.put(running("1").row());
    awaitRows(1);
    choose(more(), "Report…");
    DialogPane pane = dialog();
    TextArea text = in(pane, ".details", TextArea.class);
    Fx.await("it is read", () -> text.getText().contains("blocks: 35 of 100"));
    assertFalse(text.isEditable());
    assertEquals(
        List.of("Copy", "Save as text…", "Save as JSON…"),
        pane.getButtonTypes().stream().limit(3).map(t -> t.getText()).toList());
  }

  @Test
  void theEndOfAJobIsTold() {
    jobs.put(running("1").row());
    awaitRows(1);
    jobs.put(job("1").status(JobStatus.FINISHED).over().row());
    Label toast = test.node(".toast", Label.class);
    Fx.await("it is told", () -> toast.getText().equals("✓ job 1 finished"));
  }

  @Test
  void ofSeveralWindowsTheOneOfTheVolumeTellsItInItsTitle() {
    assertTrue(JobNews.isForTitle(false, true, 2));
    assertFalse(JobNews.isForTitle(false, false, 2), "another one's");
    assertTrue(JobNews.isForTitle(false, false, 1), "the only window tells of all");
    assertFalse(JobNews.isForTitle(true, true, 2), "it is seen in the window that is looked at");
  }

  @Test
  void theTitleTellsOfItUntilTheWindowIsLookedAt() {
    Fx.run(
        () -> {
          var stage = new javafx.stage.Stage();
          WindowTitle title = new WindowTitle(stage);
          title.volume("tissue");
          assertEquals("tissue – Cellar", stage.getTitle());
          title.news("✓ job 1 finished");
          assertEquals("✓ job 1 finished – Cellar", stage.getTitle());
          stage.show();
          stage.requestFocus();
        });
    Fx.await(
        "it is looked at",
        () ->
            Window.getWindows().stream()
                .anyMatch(
                    w ->
                        w instanceof javafx.stage.Stage s
                            && "tissue – Cellar".equals(s.getTitle())
                            && !s.equals(test.window.stage())));
  }

  private void requestClose() {
    Fx.run(
        () ->
            test.window
                .stage()
                .fireEvent(new WindowEvent(test.window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
  }

  @Test
  void closingAsksWhatIsToBecomeOfWhatThisWindowWorksOn() {
    jobs.put(running("1").row()).put(running("2").elsewhere().row());
    awaitRows(2);
    requestClose();
    DialogPane pane = dialog();
    assertTrue(test.window.stage().isShowing());
    assertTrue(
        Fx.call(
            () ->
                pane.lookupAll(".label").stream()
                    .anyMatch(
                        n -> ((Labeled) n).getText().equals("job 1: 35 of 100 blocks, running"))));
    Fx.run(() -> button(pane, ButtonData.CANCEL_CLOSE).fire());
    assertTrue(test.window.stage().isShowing());
    assertEquals(List.of(), jobs.asked());
    requestClose();
    DialogPane again = dialog();
    Fx.run(() -> button(again, ButtonData.OK_DONE).fire());
    Fx.await("it is closed", () -> !test.window.stage().isShowing());
    assertEquals(List.of("pause 1"), jobs.asked(), "and nothing of those in the background");
  }

  @Test
  void whatGoesOnInTheBackgroundIsAskedForBeforeTheWindowCloses() {
    jobs.put(running("1").row()).put(running("2").row());
    awaitRows(2);
    requestClose();
    DialogPane pane = dialog();
    Fx.run(() -> button(pane, ButtonData.OTHER).fire());
    Fx.await("it is closed", () -> !test.window.stage().isShowing());
    assertEquals(List.of("background 1", "background 2"), jobs.asked());
  }

  @Test
  void nothingIsAskedForWhatOthersWorkOn() {
    jobs.put(running("1").elsewhere().row()).put(job("2").status(JobStatus.PAUSED).row());
    awaitRows(2);
    requestClose();
    Fx.await("it is closed", () -> !test.window.stage().isShowing());
    assertEquals(List.of(), jobs.asked());
  }
}
