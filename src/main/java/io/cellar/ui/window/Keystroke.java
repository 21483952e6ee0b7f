package io.cellar.ui.window;

import io.cellar.ui.words.Words;
import java.util.Locale;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Keystrokes as they are written: {@code ctrl+g}, {@code shift+,}, {@code left}, {@code +}. {@code
 * ctrl} is the platform's shortcut key.
 *
 * <p>The code of a key event is that of the sign which the key types alone, and undefined for
 * letters with an accent; its text is what is typed with shift and AltGr. So {@code 1} of a French
 * keyboard comes as {@code &} with shift and the text {@code 1}, and {@code +} of a Swiss one as
 * {@code 1} with shift and the text {@code +}. Where shift is only needed to type a sign or a digit
 * it is left out: these are the same on all keyboards.
 */
final class Keystroke {
  private static final Map<KeyCode, String> NAMES =
      Map.ofEntries(
          Map.entry(KeyCode.COMMA, ","),
          Map.entry(KeyCode.PERIOD, "."),
          Map.entry(KeyCode.KP_LEFT, "left"),
          Map.entry(KeyCode.KP_RIGHT, "right"),
          Map.entry(KeyCode.KP_UP, "up"),
          Map.entry(KeyCode.KP_DOWN, "down"),
          Map.entry(KeyCode.PAGE_UP, "pageup"),
          Map.entry(KeyCode.PAGE_DOWN, "pagedown"),
          Map.entry(KeyCode.CONTEXT_MENU, "menu"));
  private static final Map<KeyCode, String> SIGNS =
      Map.of(
          KeyCode.PLUS, "+",
          KeyCode.ADD, "+",
          KeyCode.EQUALS, "+",
          KeyCode.MINUS, "-",
          KeyCode.SUBTRACT, "-",
          KeyCode.BACK_SLASH, "\\");

  private Keystroke() {}

  /** The keystroke of a pressed key; one that no command has when the key has no name. */
  static String of(KeyEvent e) {
    String sign = sign(e);
    return sign.isEmpty()
        ? modifiers(e) + (e.isShiftDown() ? "shift+" : "") + name(e.getCode())
        : modifiers(e) + sign;
  }

  private static String sign(KeyEvent e) {
    String text = e.getText();
    boolean typed = text.equals("+") || text.equals("-") || text.equals("\\");
    boolean shifted = e.isShiftDown() && text.matches("[0-9.]");
    return SIGNS.getOrDefault(e.getCode(), typed || shifted ? text : "");
  }

  private static String name(KeyCode code) {
    String name = code.getName().toLowerCase(Locale.ROOT);
    return code.isDigitKey() ? name.substring(name.length() - 1) : NAMES.getOrDefault(code, name);
  }

  private static String modifiers(KeyEvent e) {
    return (e.isShortcutDown() || e.isControlDown() ? "ctrl+" : "") + (e.isAltDown() ? "alt+" : "");
  }

  /** A keystroke as the help page shows it, such as {@code Ctrl G}. */
  static String cap(String keystroke) {
    String key = key(keystroke);
    String modifiers =
        keystroke
            .substring(0, keystroke.length() - key.length())
            .replace("shift+", "⇧ ")
            .replace("ctrl+", Words.of("keys.ctrl") + " ")
            .replace("alt+", Words.of("keys.alt") + " ");
    return modifiers
        + switch (key) {
          case "left" -> "←";
          case "right" -> "→";
          case "up" -> "↑";
          case "down" -> "↓";
          case "space", "menu", "home", "pageup", "pagedown" -> Words.of("keys." + key);
          default -> key.toUpperCase(Locale.ROOT);
        };
  }

  /** The key alone; a sign, also {@code +}, stands last. */
  private static String key(String keystroke) {
    return keystroke.substring(keystroke.lastIndexOf('+', keystroke.length() - 2) + 1);
  }

  /** A keystroke as menus and tooltips show it, such as {@code Ctrl+G}. */
  static String text(String keystroke) {
    return keystroke.length() == 1 ? cap(keystroke) : combination(keystroke).getDisplayText();
  }

  /** A keystroke with a key that JavaFX has a name for, as a menu listens to it. */
  static KeyCombination combination(String keystroke) {
    String key = key(keystroke);
    String modifiers =
        keystroke
            .substring(0, keystroke.length() - key.length())
            .replace("shift+", "Shift+")
            .replace("ctrl+", "Shortcut+")
            .replace("alt+", "Alt+");
    String name = key.equals(",") ? "Comma" : key.substring(0, 1).toUpperCase(Locale.ROOT);
    return KeyCombination.valueOf(modifiers + name + (key.length() > 1 ? key.substring(1) : ""));
  }
}
