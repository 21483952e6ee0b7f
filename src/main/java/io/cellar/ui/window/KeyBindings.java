package io.cellar.ui.window;

import io.cellar.ui.dialog.KeysDialog.Group;
import io.cellar.ui.dialog.KeysDialog.Line;
import io.cellar.ui.pane.PaneOptions;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/**
 * Which key does what, and the list of it. A control that has the focus takes its keys first; while
 * text is typed only keys with ctrl or alt are commands. JavaFX thread.
 */
public final class KeyBindings {
  private final Map<String, Runnable> actions = new LinkedHashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private final Commands commands;
  private final WindowCommands window;
  private List<Line> lines = new ArrayList<>();

  /** The keys of a window. */
  KeyBindings(Commands commands, WindowCommands window, PaneOptions options) {
    this.commands = commands;
    this.window = window;
    mouse();
    slices();
    views();
    overlays(options);
    program();
  }

  private void mouse() {
    for (String key :
        List.of(
            "drag",
            "shiftDrag",
            "click",
            "doubleClick",
            "rightClick",
            "wheel",
            "shiftWheel",
            "altWheel",
            "ctrlWheel")) {
      lines.add(new Line(Words.of("keys.mouse." + key), Words.of("keys.does." + key)));
    }
    group("keys.group.mouse");
  }

  private void slices() {
    bind("keys.does.step", () -> commands.step(-1), ",", "pagedown");
    pair(() -> commands.step(1), ".", "pageup");
    bind("keys.does.stepFast", () -> commands.step(-10), "shift+,", "shift+pagedown");
    pair(() -> commands.step(10), "shift+.", "shift+pageup");
    bind("keys.does.move", () -> commands.move(-1, 0), "left");
    pair(() -> commands.move(1, 0), "right");
    pair(() -> commands.move(0, -1), "up");
    pair(() -> commands.move(0, 1), "down");
    bind("keys.does.moveFast", () -> commands.move(-10, 0), "shift+left");
    pair(() -> commands.move(10, 0), "shift+right");
    pair(() -> commands.move(0, -10), "shift+up");
    pair(() -> commands.move(0, 10), "shift+down");
    bind("keys.does.goTo", window::focusGoTo, "ctrl+g");
    bind("keys.does.paste", window::paste, "ctrl+v");
    bind("keys.does.back", commands::back, "alt+left");
    bind("keys.does.forward", commands::forward, "alt+right");
    bind("keys.does.menuKey", commands::openMenu, "menu");
    pair(commands::openMenu, "shift+f10");
    bind("keys.does.bookmark", commands::bookmarkHere, "ctrl+b");
    bind("keys.does.goBookmark", () -> commands.goToBookmark(0), "alt+1");
    range(() -> commands.goToBookmark(8), "alt+9");
    for (int n = 1; n < 8; n++) {
      int bookmark = n;
      actions.put("alt+" + (n + 1), () -> commands.goToBookmark(bookmark));
    }
    group("keys.group.move");
  }

  private void views() {
    bind("keys.does.zoom", commands::zoomIn, "+", "ctrl++");
    pair(commands::zoomOut, "-", "ctrl+-");
    bind("keys.does.fit", commands::fit, "0");
    bind("keys.does.oneToOne", commands::oneToOne, "1");
    bind("keys.does.alone", commands::toggleAlone, "space");
    bind("keys.does.aloneAxis", () -> commands.alone(Axis.X), "x");
    pair(() -> commands.alone(Axis.Y), "y");
    pair(() -> commands.alone(Axis.Z), "z");
    group("keys.group.view");
  }

  private void overlays(PaneOptions options) {
    bind("keys.does.crosshair", toggle(options.crosshair()), "a");
    bind("keys.does.scaleBar", toggle(options.scaleBar()), "b");
    bind("keys.does.blockGrid", toggle(options.blockGrid()), "g");
    bind("keys.does.coverage", toggle(options.coverage()), "c");
    bind("keys.does.smooth", toggle(options.smooth()), "i");
    bind("keys.does.auto", commands::autoContrast, "s");
    bind("keys.does.reset", commands::resetContrast, "shift+s");
    bind("keys.does.fetchAnyway", commands::fetchAnyway, "f");
    bind("keys.does.prefetch", window::prefetch, "p");
    group("keys.group.display");
  }

  private void program() {
    bind("keys.does.open", window::chooseFile, "ctrl+o");
    bind("keys.does.openOver", window::chooseOver, "ctrl+shift+o");
    bind("keys.does.openAddress", window::askAddress, "ctrl+l");
    bind("keys.does.savePicture", window::savePicture, "ctrl+s");
    bind("keys.does.copyPicture", window::copyPicture, "ctrl+c");
    bind("keys.does.settings", window::showSettings, "ctrl+,");
    bind("keys.does.statistics", window::toggleStatistics, "\\");
    bind("keys.does.keys", window::showKeys, "h");
    pair(window::showKeys, "f1");
    group("keys.group.program");
  }

  private static Runnable toggle(BooleanProperty option) {
    return () -> option.set(!option.get());
  }

  private void bind(String does, Runnable action, String... keys) {
    lines.add(new Line(label(keys[0]), Words.of(does)));
    for (String key : keys) {
      actions.put(key, action);
    }
  }

  /** Another key on the line of the last one. */
  private void pair(Runnable action, String... keys) {
    Line last = lines.removeLast();
    lines.add(new Line(last.keys() + "  " + label(keys[0]), last.does()));
    for (String key : keys) {
      actions.put(key, action);
    }
  }

  /** The last of several keys, the first of which is on the last line. */
  private void range(Runnable action, String key) {
    pair(action, key);
    Line last = lines.removeLast();
    lines.add(new Line(last.keys().replace("  ", "  …  "), last.does()));
  }

  private void group(String key) {
    groups.add(new Group(Words.of(key), lines));
    lines = new ArrayList<>();
  }

  /** A keystroke as it is shown. */
  static String label(String keystroke) {
    String last = keystroke.substring(Math.max(0, keystroke.length() - 1));
    String shown =
        keystroke.length() == 1 || keystroke.endsWith("+" + last)
            ? keystroke.substring(0, keystroke.length() - 1) + last.toUpperCase(Locale.ROOT)
            : keystroke;
    return shown
        .replace("shift+", "⇧ ")
        .replace("ctrl+", Words.of("keys.ctrl") + " ")
        .replace("alt+", Words.of("keys.alt") + " ")
        .replace("left", "←")
        .replace("right", "→")
        .replace("up", "↑")
        .replace("down", "↓")
        .replace("space", Words.of("keys.space"))
        .replace("menu", Words.of("keys.menu"))
        .replaceFirst("^f1$", "F1")
        .replace("f10", "F10");
  }

  /** All of it, to be read. */
  public List<Group> groups() {
    return List.copyOf(groups);
  }

  /** Listens to a scene. */
  void attach(Scene scene) {
    scene.addEventHandler(KeyEvent.KEY_PRESSED, e -> pressed(e, scene));
  }

  private void pressed(KeyEvent e, Scene scene) {
    boolean typing = scene.getFocusOwner() instanceof TextInputControl;
    Runnable action = actions.get(Keystroke.of(e));
    boolean command = e.isShortcutDown() || e.isControlDown() || e.isAltDown();
    if (action != null && (!typing || command)) {
      action.run();
      e.consume();
    }
  }
}
