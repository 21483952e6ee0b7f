package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.ui.DemoJob;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.controlsfx.control.RangeSlider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything that can have the focus has a name, says what its icon means, and can be reached. */
@ExtendWith(Fx.class)
class AccessibilityTest {
  private static final int MOST_TABS = 200;

  private TestWindow test;

  @BeforeEach
  void open() {
    test = TestWindow.showing(DemoVolume.tissue());
    Fx.run(() -> test.window.statisticsShown().set(true));
    test.actions
        .jobs()
        .put(
            new DemoJob("1", "running")
                .failure("timed out", 3)
                .worker("w", WorkerStatus.State.WORKING, true, "", 1)
                .row())
        .put(new DemoJob("2", "paused").status(JobStatus.PAUSED).row());
    Fx.await(
        "there are rows",
        () -> test.window.stage().getScene().getRoot().lookupAll(".fetch-row").size() == 2);
    Fx.frames(10);
  }

  @AfterEach
  void close() {
    test.close();
  }

  private static List<Node> all(Parent root) {
    List<Node> nodes = new ArrayList<>();
    for (Node child : root.getChildrenUnmodifiable()) {
      if (child.isVisible()) {
        nodes.add(child);
        if (child instanceof Parent parent) {
          nodes.addAll(all(parent));
        }
      }
    }
    return nodes;
  }

  private static List<Node> focusable(Scene scene) {
    return all(scene.getRoot()).stream()
        .filter(n -> n.isFocusTraversable() && !n.isDisabled())
        .toList();
  }

  private static boolean named(Node node, Scene scene) {
    String accessible = node.getAccessibleText();
    boolean text = node instanceof Labeled labeled && !isBlank(labeled.getText());
    boolean labelled =
        all(scene.getRoot()).stream()
            .anyMatch(n -> n instanceof Label label && label.getLabelFor() == node);
    return !isBlank(accessible) || text || labelled;
  }

  private static boolean explained(Node node) {
    boolean icon = node instanceof ButtonBase button && isBlank(button.getText());
    return !icon || ((Control) node).getTooltip() != null;
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  private static void check(Scene scene) {
    List<String> complaints =
        Fx.call(
            () ->
                focusable(scene).stream()
                    .filter(n -> !named(n, scene) || !explained(n))
                    .map(Node::toString)
                    .toList());
    assertEquals(List.of(), complaints, "without a name or a tooltip");
  }

  @Test
  void everythingInTheWindowHasAName() {
    assertTrue(Fx.call(() -> focusable(test.window.stage().getScene()).size()) > 25);
    check(test.window.stage().getScene());
  }

  @Test
  void everythingInTheDialogsHasAName() {
    for (KeyCode key : List.of(KeyCode.H, KeyCode.P)) {
      Fx.run(() -> test.pane(0).requestFocus());
      test.type(key);
      checkDialog();
    }
    for (KeyCode key : List.of(KeyCode.S, KeyCode.L)) {
      Fx.run(() -> test.pane(0).requestFocus());
      test.type(key, KeyCode.CONTROL);
      checkDialog();
    }
  }

  private void checkDialog() {
    Window dialog = test.dialog();
    Fx.frames(5);
    check(dialog.getScene());
    Fx.run(dialog::hide);
    Fx.frames(3);
  }

  @Test
  void theTabKeyReachesEverything() {
    Scene scene = test.window.stage().getScene();
    Fx.run(() -> test.pane(0).requestFocus());
    Set<Node> reached = new LinkedHashSet<>();
    for (int n = 0; n < MOST_TABS; n++) {
      Node owner = Fx.call(scene::getFocusOwner);
      if (!reached.add(owner) && owner == reached.iterator().next()) {
        break;
      }
      Fx.run(() -> test.robot.keyType(KeyCode.TAB));
      Fx.frames(1);
    }
    Set<Node> missed = new HashSet<>(Fx.call(() -> focusable(scene)));
    missed.removeAll(reached);
    // The slider of two thumbs moves the focus between these itself; the fields below do the same.
    missed.removeIf(n -> n.getParent() instanceof RangeSlider);
    assertEquals(Set.of(), missed, "not reached by " + reached.size() + " steps");
  }

  @Test
  void everyTextThatIsShownComesFromTheBundle() throws IOException {
    Pattern shown =
        Pattern.compile(
            "(?:setText|setTitle|setPromptText|setAccessibleText|fillText|tell|new Label"
                + "|new Button|new Tooltip|new MenuItem|new Text|new CheckBox|new RadioButton)"
                + "\\(\\s*\"[^\"]*\\p{L}");
    List<String> complaints = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(Path.of("src/main/java/io/cellar/ui"))) {
      for (Path file : walk.filter(p -> p.toString().endsWith(".java")).toList()) {
        shown
            .matcher(Files.readString(file))
            .results()
            .forEach(r -> complaints.add(file + ": " + r.group()));
      }
    }
    assertEquals(List.of(), complaints);
  }
}
