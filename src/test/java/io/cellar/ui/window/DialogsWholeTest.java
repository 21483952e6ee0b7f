package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.OpenOutcome.Choice;
import io.cellar.ui.OpenOutcome.Choose;
import io.cellar.ui.OpenOutcome.ConsentNeeded;
import io.cellar.ui.OpenOutcome.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every dialog that the program has is whole as soon as it is seen, whatever the window's size. */
@ExtendWith(Fx.class)
class DialogsWholeTest {
  private static final String LONG =
      "/local_description/shape: expected a list of 3 positive whole numbers as long as axes"
          + " \"zyx\", found [4150, 135424], which is shorter than it has to be";

  private enum Size {
    SMALL,
    NORMAL,
    MAXIMISED
  }

  @ParameterizedTest
  @EnumSource(Size.class)
  void everyDialogIsWholeAtOnce(Size size) {
    DemoVolume volume = DemoVolume.tissue();
    volume.engine().failing(i -> i % 3 == 0);
    try (TestWindow test = TestWindow.showingAnything(volume)) {
      Fx.await("there are failures", () -> test.actions.downloads().failedCount() > 3);
      size(test, size);
      test.actions
          .when("bad", new Refused("/home/someone/broken.json", List.of(LONG), ""))
          .when(
              "worse",
              new Refused("/home/someone/worse.json", List.of(LONG, LONG, LONG), "at line 1"))
          .when("few", choose(2))
          .when("many", choose(96))
          .when(
              "far",
              new ConsentNeeded(
                  "/home/someone/far.json", List.of(Path.of("/scratch/volumes/blocks"))));
      List<String> cut = new ArrayList<>();
      cut.addAll(problems(test, "prefetch", () -> test.window.prefetch(), w -> {}));
      cut.addAll(problems(test, "cannot open", () -> test.window.open(List.of("bad")), w -> {}));
      cut.addAll(
          problems(test, "two problems", () -> test.window.open(List.of("worse", "bad")), w -> {}));
      cut.addAll(problems(test, "consent", () -> test.window.open(List.of("far")), w -> {}));
      cut.addAll(problems(test, "choice", () -> test.window.open(List.of("few")), w -> {}));
      cut.addAll(problems(test, "choices", () -> test.window.open(List.of("many")), w -> {}));
      for (int page = 0; page < 4; page++) {
        int n = page;
        cut.addAll(
            problems(
                test,
                "settings " + page,
                test.window::showSettings,
                w ->
                    ((ListView<?>) w.getScene().lookup(".settings-list"))
                        .getSelectionModel()
                        .select(n)));
      }
      cut.addAll(problems(test, "failures", test.window::showFailures, w -> {}));
      cut.addAll(typed(test, "keys", KeyCode.H));
      cut.addAll(typed(test, "address", KeyCode.L, KeyCode.CONTROL));
      cut.addAll(typed(test, "picture", KeyCode.S, KeyCode.CONTROL));
      cut.addAll(problems(test, "about", () -> about(test), w -> {}));
      assertEquals(List.of(), cut);
    }
  }

  private static Choose choose(int count) {
    String plate = "/home/someone/experiments/2025-06-11/screen of all wells/plate.ome.zarr";
    return new Choose(
        plate,
        "an OME-Zarr plate",
        IntStream.range(0, count)
            .mapToObj(n -> new Choice(plate + ":A/" + n, "A/" + n, "well A/" + n))
            .toList());
  }

  @Test
  void aDialogGrowsWithWhatItTells() {
    try (TestWindow test = TestWindow.showingAnything(DemoVolume.tissue())) {
      test.actions.when("bad", new Refused("/b.json", List.of("no"), "one\ntwo\nthree\nfour\n"));
      Fx.run(() -> test.window.open(List.of("bad")));
      Window dialog = test.dialog();
      Fx.frames(10);
      double before = Fx.call(dialog::getHeight);
      Fx.run(
          () ->
              ((javafx.scene.control.TitledPane) dialog.getScene().lookup(".fold"))
                  .setExpanded(true));
      Fx.await("it has grown", () -> dialog.getHeight() > before + 60);
      Fx.frames(5);
      assertEquals(List.of(), Fx.call(() -> cut("details", dialog)));
    }
  }

  private static void size(TestWindow test, Size size) {
    Fx.run(
        () -> {
          switch (size) {
            case SMALL -> {
              test.window.stage().setWidth(640);
              test.window.stage().setHeight(480);
            }
            case NORMAL -> {}
            case MAXIMISED -> test.window.stage().setMaximized(true);
          }
        });
    Fx.frames(5);
  }

  private static void about(TestWindow test) {
    var bar = (javafx.scene.control.MenuBar) test.window.stage().getScene().lookup(".menu-bar");
    bar.getMenus().getLast().getItems().getLast().fire();
  }

  @Test
  void whatAboutTellsCanBeCopied() {
    try (TestWindow test = TestWindow.showingAnything(DemoVolume.tissue())) {
      Fx.run(() -> test.window.stage().getIcons().add(new WritableImage(128, 128)));
      Fx.run(() -> about(test));
      Window dialog = test.dialog();
      assertTrue(Fx.call(() -> dialog.getScene().lookup(".about-icon") != null));
      DialogPane pane = (DialogPane) dialog.getScene().getRoot();
      Fx.run(() -> ((Button) pane.lookupButton(pane.getButtonTypes().getFirst())).fire());
      String copied = Fx.call(() -> Clipboard.getSystemClipboard().getString());
      assertTrue(
          copied.startsWith("Cellar\nVersion: 0.1.0\nBuild: 43f436c3 of 2026-11-29\nJava: "),
          copied);
      assertTrue(Fx.call(dialog::isShowing));
      Fx.run(dialog::hide);
    }
  }

  private static List<String> typed(TestWindow test, String name, KeyCode key, KeyCode... held) {
    Runnable press =
        () ->
            test.window
                .stage()
                .getScene()
                .getRoot()
                .fireEvent(
                    new javafx.scene.input.KeyEvent(
                        javafx.scene.input.KeyEvent.KEY_PRESSED,
                        "",
                        "",
                        key,
                        false,
                        held.length > 0,
                        false,
                        false));
    return problems(test, name, press, w -> {});
  }

  /** Opens a dialog, tells what is cut or was resized while it came up, and closes it. */
  private static List<String> problems(
      TestWindow test, String name, Runnable open, java.util.function.Consumer<Window> then) {
    List<Double> heights = Collections.synchronizedList(new ArrayList<>());
    ChangeListener<Number> noted = (o, was, is) -> heights.add(is.doubleValue());
    ListChangeListener<Window> came =
        change -> {
          while (change.next()) {
            change.getAddedSubList().forEach(w -> w.heightProperty().addListener(noted));
          }
        };
    Fx.run(() -> Window.getWindows().addListener(came));
    Fx.run(open);
    Window dialog = test.dialog();
    Fx.run(() -> Window.getWindows().removeListener(came));
    Fx.frames(10);
    List<String> found = new ArrayList<>();
    boolean jumped = new TreeSet<>(heights).size() > 1 && fits(dialog);
    if (dialog.getScene().getRoot() instanceof DialogPane && jumped) {
      found.add(name + ": came up " + heights + " high, one after the other");
    }
    Fx.run(() -> dialog.heightProperty().removeListener(noted));
    Fx.run(() -> then.accept(dialog));
    Fx.frames(5);
    found.addAll(Fx.call(() -> cut(name, dialog)));
    Fx.run(dialog::hide);
    Fx.frames(3);
    return found;
  }

  private static boolean fits(Window dialog) {
    double screen = javafx.stage.Screen.getPrimary().getVisualBounds().getHeight();
    return Fx.call(() -> dialog.getHeight() < screen - 1);
  }

  private static List<String> cut(String name, Window dialog) {
    List<String> found = new ArrayList<>();
    Parent root = dialog.getScene().getRoot();
    look(name, root, root.localToScene(root.getLayoutBounds()), found);
    boolean screenful =
        !(dialog.getHeight() < dialog.getScene().getHeight() + 1000)
            || dialog.getHeight()
                >= javafx.stage.Screen.getPrimary().getVisualBounds().getHeight() - 45;
    for (Node node : root.lookupAll(".tall")) {
      ScrollPane tall = (ScrollPane) node;
      Region content = (Region) tall.getContent();
      if (!screenful && content.getHeight() > tall.getHeight() + 1) {
        found.add(name + ": " + content.getHeight() + " in " + tall.getHeight());
      }
    }
    return found;
  }

  private static void look(String name, Node node, Bounds room, List<String> found) {
    if (!node.isVisible()) {
      return;
    }
    Bounds at = node.localToScene(node.getLayoutBounds());
    if (node instanceof Labeled labeled && node.isManaged()) {
      String shown =
          labeled.lookupAll(".text").stream()
              .filter(t -> t instanceof Text && t.getParent() == labeled)
              .map(t -> ((Text) t).getText())
              .findFirst()
              .orElse(labeled.getText());
      String dots = labeled.getEllipsisString();
      boolean elided = shown != null && shown.contains(dots) && !labeled.getText().contains(dots);
      if (elided && !scrolls(labeled)) {
        found.add(name + ": “" + labeled.getText() + "” is cut to “" + shown + "”");
      }
    }
    if ((node instanceof Labeled || node instanceof TextInputControl)
        && !scrolls(node)
        && (at.getMinX() < room.getMinX() - 1
            || at.getMinY() < room.getMinY() - 1
            || at.getMaxX() > room.getMaxX() + 1
            || at.getMaxY() > room.getMaxY() + 1)) {
      found.add(name + ": " + node + " at " + at + " is outside");
    }
    if (node instanceof Parent parent) {
      IntStream.range(0, parent.getChildrenUnmodifiable().size())
          .forEach(n -> look(name, parent.getChildrenUnmodifiable().get(n), room, found));
    }
  }

  /** True inside of what may scroll. */
  private static boolean scrolls(Node node) {
    for (Node up = node.getParent(); up != null; up = up.getParent()) {
      if (up instanceof ScrollPane || up instanceof javafx.scene.control.TableView) {
        return !up.getStyleClass().contains("tall")
            || ((ScrollPane) up).getContent().getLayoutBounds().getHeight()
                > ((ScrollPane) up).getHeight() + 1;
      }
    }
    return false;
  }

  @Test
  void theCheckFindsWhatIsCut() {
    Fx.run(
        () -> {
          var label = new javafx.scene.control.Label("a long text that has no room at all");
          label.setMaxWidth(40);
          var pane = new javafx.scene.layout.VBox(label);
          new javafx.scene.Scene(pane, 60, 20);
          pane.applyCss();
          pane.resize(60, 20);
          pane.layout();
          List<String> found = new ArrayList<>();
          look("label", pane, pane.localToScene(pane.getLayoutBounds()), found);
          assertTrue(!found.isEmpty());
        });
  }
}
