package io.cellar.ui.window;

import io.cellar.ui.WindowActions;
import io.cellar.ui.dialog.AboutDialog;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.dialog.KeysDialog;
import io.cellar.ui.dialog.KeysDialog.Group;
import io.cellar.ui.dialog.KeysDialog.Line;
import io.cellar.ui.dialog.LocationDialogs;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.PaneEvent;
import io.cellar.ui.pane.PaneOptions;
import io.cellar.ui.pane.SlicePane;
import io.cellar.ui.picture.Pictures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.beans.property.Property;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/**
 * All that the window can be told to do, in the order of the help page; keys, menus, tool bar and
 * help page are made of it. A control that has the focus takes its keys first; while text is typed
 * only keys with ctrl or alt are commands. JavaFX thread.
 */
final class CommandTable {
  private static final double ZOOM_STEP = 1.5;
  private static final ObservableValue<Boolean> ALWAYS = new ReadOnlyBooleanWrapper(true);
  private static final List<String> MOUSE =
      List.of(
          "drag",
          "shiftDrag",
          "click",
          "doubleClick",
          "rightClick",
          "wheel",
          "shiftWheel",
          "altWheel",
          "ctrlWheel");

  private final Map<String, Command> byId = new HashMap<>();
  private final Map<String, Command> byKey = new HashMap<>();
  private final List<Group> help = new ArrayList<>();
  private final MainWindow window;
  private final VolumeCommands volume;
  private final Dialogs dialogs;
  private List<Line> lines = new ArrayList<>();

  CommandTable(
      MainWindow window,
      VolumeCommands volume,
      PaneOptions options,
      WindowActions actions,
      Pictures pictures,
      Dialogs dialogs) {
    this.window = window;
    this.volume = volume;
    this.dialogs = dialogs;
    for (String input : MOUSE) {
      lines.add(
          new Line(
              List.of(Words.of("keys.mouse." + input).split(" {2}")),
              Words.of("keys.does." + input)));
    }
    group("mouse");
    moving();
    viewing();
    display(options);
    program(pictures);
    unlisted(options, actions);
  }

  private void moving() {
    line("step", step("stepBack", "", -1, ",", "pagedown"), step("stepOn", "", 1, ".", "pageup"));
    line(
        "stepFast",
        step("stepBackFast", "shift+", -10, ",", "pagedown"),
        step("stepOnFast", "shift+", 10, ".", "pageup"));
    line("move", moves("", 1));
    line("moveFast", moves("shift+", 10));
    line(ofVolume("goTo", v -> window.focusGoTo(), "ctrl+g"));
    line(ofWindow("paste", volume::paste, "ctrl+v"));
    line(command("back", volume.canGoBack(), onVolume(v -> v.navigator().back()), "alt+left"));
    line(
        command(
            "forward", volume.canGoForward(), onVolume(v -> v.navigator().forward()), "alt+right"));
    line(ofPane("menuKey", (v, pane) -> pane.openMenu(), "menu", "shift+f10"));
    line(ofVolume("bookmark", volume::bookmarkHere, "ctrl+b"));
    line("goBookmark", IntStream.range(0, 9).mapToObj(this::bookmark).toArray(Command[]::new));
    group("move");
  }

  private Command step(String id, String held, long voxels, String key, String second) {
    return ofPane(id, (v, pane) -> VolumeCommands.step(v, pane, voxels), held + key, held + second);
  }

  private Command[] moves(String held, long voxels) {
    return new Command[] {
      move(held + "left", -voxels, 0),
      move(held + "right", voxels, 0),
      move(held + "up", 0, -voxels),
      move(held + "down", 0, voxels)
    };
  }

  private Command move(String key, long right, long down) {
    return ofPane(key, (v, pane) -> VolumeCommands.move(v, pane, right, down), key);
  }

  private Command bookmark(int n) {
    String number = String.valueOf(n + 1);
    return ofVolume(
        "bookmark" + number, v -> volume.goToBookmark(v, n), "alt+" + number, "shift+f" + number);
  }

  private void viewing() {
    line(
        "zoom",
        zoom("zoomIn", s -> s.zoomTo(s.zoom() * ZOOM_STEP), "+", "ctrl+up", "ctrl++"),
        zoom("zoomOut", s -> s.zoomTo(s.zoom() / ZOOM_STEP), "-", "ctrl+down", "ctrl+-"));
    line(ofVolume("fit", v -> v.navigator().fit(), "0", "home"));
    line(zoom("oneToOne", s -> s.zoomTo(1), "1", "shift+home"));
    line(ofPane("alone", (v, pane) -> VolumeCommands.toggleAlone(v, pane.plane()), "space"));
    line("aloneAxis", alone(Axis.X), alone(Axis.Y), alone(Axis.Z));
    group("view");
  }

  private Command zoom(String id, UnaryOperator<ViewState> change, String... keys) {
    return ofVolume(id, v -> v.navigator().change(change), keys);
  }

  private Command alone(Axis axis) {
    String letter = String.valueOf(axis.letter());
    return ofVolume("alone" + letter, v -> VolumeCommands.alone(v, axis), letter);
  }

  private void display(PaneOptions options) {
    line(toggle("crosshair", ALWAYS, options.crosshair(), "a"));
    line(toggle("scaleBar", ALWAYS, options.scaleBar(), "b"));
    line(toggle("blockGrid", ALWAYS, options.blockGrid(), "g"));
    line(toggle("coverage", ALWAYS, options.coverage(), "c"));
    line(toggle("smooth", ALWAYS, options.smooth(), "i"));
    line(ofVolume("auto", v -> v.contrast().auto(1, 99), "s"));
    line(ofVolume("reset", v -> v.contrast().reset(), "shift+s"));
    line(ofPane("fetchAnyway", (v, pane) -> pane.fetchAnyway(), "f"));
    line(ofVolume("prefetch", v -> window.prefetch(), "p"));
    group("display");
  }

  private void program(Pictures pictures) {
    line(ofWindow("newWindow", window::another, "ctrl+n"));
    line(ofWindow("closeWindow", window::close, "ctrl+w"));
    line(ofWindow("quit", window::quit, "ctrl+q"));
    line(ofWindow("openFile", () -> window.open(dialog().files("choose.file")), "ctrl+o"));
    line(
        ofWindow("openOver", () -> window.openOver(dialog().files("choose.over")), "ctrl+shift+o"));
    line(ofWindow("openAddress", () -> dialog().address(to -> window.open(List.of(to))), "ctrl+l"));
    line(ofPane("savePicture", (v, pane) -> pictures.save(v.pictures(pane)), "ctrl+s"));
    line(ofPane("copyPicture", (v, pane) -> pictures.copy(v.pictures(pane)), "ctrl+c"));
    line(ofWindow("settings", window::showSettings, "ctrl+,"));
    line(toggle("statistics", ALWAYS, window.statisticsShown(), "\\", "ctrl+shift+s"));
    line(ofWindow("keys", () -> new KeysDialog(dialogs, help).show(), "h", "f1"));
    group("program");
  }

  /** What the help page does not list. */
  private void unlisted(PaneOptions options, WindowActions actions) {
    ofWindow("openFolder", () -> window.open(dialog().folder()));
    ofWindow("openSample", window::openSample);
    ofVolume("center", v -> v.navigator().change(ViewState::centered));
    ofWindow("failures", window::showFailures);
    ofWindow("openLog", actions::openLog);
    ofWindow("about", () -> new AboutDialog(dialogs, actions.build()).show());
    ofVolume(PaneEvent.PREFETCH_BOX, window::prefetchBox);
    toggle("cubes", ALWAYS, options.cubes());
    toggle("side", volume.present(), window.sideShown());
  }

  private LocationDialogs dialog() {
    return new LocationDialogs(dialogs);
  }

  private Command ofWindow(String id, Runnable action, String... keys) {
    return command(id, ALWAYS, action, keys);
  }

  private Command ofVolume(String id, Consumer<VolumeView> action, String... keys) {
    return command(id, volume.present(), onVolume(action), keys);
  }

  private Runnable onVolume(Consumer<VolumeView> action) {
    return () -> volume.with(action);
  }

  private Command ofPane(String id, BiConsumer<VolumeView, SlicePane> action, String... keys) {
    return command(id, volume.present(), () -> volume.withPane(action), keys);
  }

  private Command command(
      String id, ObservableValue<Boolean> enabled, Runnable action, String... keys) {
    return add(new Command(id, List.of(keys), enabled, action, Optional.empty()));
  }

  private Command toggle(
      String id, ObservableValue<Boolean> enabled, Property<Boolean> state, String... keys) {
    Runnable change = () -> state.setValue(!state.getValue());
    return add(new Command(id, List.of(keys), enabled, change, Optional.of(state)));
  }

  private Command add(Command command) {
    byId.put(command.id(), command);
    command.keys().forEach(key -> byKey.put(key, command));
    return command;
  }

  private void line(Command command) {
    line(command.id(), command);
  }

  /** A line of the help page: the first key of each command, then the second of each. */
  private void line(String id, Command... commands) {
    List<String> caps = new ArrayList<>();
    int columns = commands[0].shownKeys().size();
    for (int n = 0; n < columns; n++) {
      if (commands.length > 4) {
        caps.add(Keystroke.cap(commands[0].keys().get(n)));
        caps.add(KeysDialog.RANGE);
        caps.add(Keystroke.cap(commands[commands.length - 1].keys().get(n)));
      } else {
        for (Command command : commands) {
          caps.add(Keystroke.cap(command.keys().get(n)));
        }
      }
    }
    lines.add(new Line(caps, Words.of("keys.does." + id)));
  }

  private void group(String id) {
    help.add(new Group(Words.of("keys.group." + id), lines));
    lines = new ArrayList<>();
  }

  /**
   * One of the commands.
   *
   * @throws IllegalArgumentException when there is none of that id
   */
  Command get(String id) {
    return Optional.ofNullable(byId.get(id))
        .orElseThrow(() -> new IllegalArgumentException("no command " + id));
  }

  /** Does what a pane asks for, in that pane. */
  void asked(PaneEvent e) {
    volume.in(e.pane(), get(e.command())::run);
  }

  /** Listens to the keys of a scene. */
  void listen(Scene scene) {
    scene.addEventHandler(KeyEvent.KEY_PRESSED, e -> pressed(e, scene));
  }

  private void pressed(KeyEvent e, Scene scene) {
    boolean typing = scene.getFocusOwner() instanceof TextInputControl;
    Command command = byKey.get(Keystroke.of(e));
    if (command != null && (!typing || e.isShortcutDown() || e.isControlDown() || e.isAltDown())) {
      command.run();
      e.consume();
    }
  }
}
