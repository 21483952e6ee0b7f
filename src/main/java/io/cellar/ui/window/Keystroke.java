package io.cellar.ui.window;

import java.util.Locale;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Names keystrokes as they are written: {@code ctrl+g}, {@code shift+,}, {@code left}, {@code +}.
 * {@code ctrl} is the platform's shortcut key. Where shift is only needed to type a sign it is left
 * out, so that {@code +} is the same on all keyboards.
 */
public final class Keystroke {
  private static final Map<KeyCode, String> NAMES =
      Map.ofEntries(
          Map.entry(KeyCode.COMMA, ","),
          Map.entry(KeyCode.PERIOD, "."),
          Map.entry(KeyCode.SPACE, "space"),
          Map.entry(KeyCode.LEFT, "left"),
          Map.entry(KeyCode.RIGHT, "right"),
          Map.entry(KeyCode.UP, "up"),
          Map.entry(KeyCode.DOWN, "down"),
          Map.entry(KeyCode.KP_LEFT, "left"),
          Map.entry(KeyCode.KP_RIGHT, "right"),
          Map.entry(KeyCode.KP_UP, "up"),
          Map.entry(KeyCode.KP_DOWN, "down"),
          Map.entry(KeyCode.PAGE_UP, "pageup"),
          Map.entry(KeyCode.PAGE_DOWN, "pagedown"),
          Map.entry(KeyCode.ESCAPE, "escape"),
          Map.entry(KeyCode.CONTEXT_MENU, "menu"),
          Map.entry(KeyCode.F10, "f10"),
          Map.entry(KeyCode.F1, "f1"));
  private static final Map<KeyCode, String> SIGNS =
      Map.of(
          KeyCode.PLUS, "+",
          KeyCode.ADD, "+",
          KeyCode.EQUALS, "+",
          KeyCode.MINUS, "-",
          KeyCode.SUBTRACT, "-",
          KeyCode.BACK_SLASH, "\\");

  private Keystroke() {}

  /** The name of a pressed key; empty text when it has none. */
  public static String of(KeyEvent e) {
    String sign = sign(e);
    if (!sign.isEmpty()) {
      return modifiers(e, false) + sign;
    }
    String name = name(e.getCode());
    return name.isEmpty() ? "" : modifiers(e, e.isShiftDown()) + name;
  }

  private static String sign(KeyEvent e) {
    String known = SIGNS.get(e.getCode());
    if (known != null) {
      return known;
    }
    boolean typed = e.getText().equals("+") || e.getText().equals("-") || e.getText().equals("\\");
    return typed ? e.getText() : "";
  }

  private static String name(KeyCode code) {
    if (code.isLetterKey()) {
      return code.getName().toLowerCase(Locale.ROOT);
    }
    if (code.isDigitKey()) {
      String name = code.getName();
      return name.substring(name.length() - 1);
    }
    return NAMES.getOrDefault(code, "");
  }

  private static String modifiers(KeyEvent e, boolean shift) {
    return (e.isShortcutDown() || e.isControlDown() ? "ctrl+" : "")
        + (e.isAltDown() ? "alt+" : "")
        + (shift ? "shift+" : "");
  }
}
