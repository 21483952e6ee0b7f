package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.volume.Axis;
import java.util.List;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Key events as JavaFX reports them of keyboards of several countries, recorded with X11. */
@ExtendWith(Fx.class)
class KeyboardLayoutsTest {
  private static TestWindow test;

  @BeforeAll
  static void open() {
    test = TestWindow.showing(DemoVolume.tissue());
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @BeforeEach
  void reset() {
    Fx.run(
        () -> {
          test.view().navigator().change(s -> s.goTo(new long[] {128, 256, 256}).zoomTo(3));
          test.window.statisticsShown().set(false);
          test.pane(0).requestFocus();
        });
  }

  /** Held keys as letters: s for shift, c for ctrl, a for alt. */
  private static KeyEvent event(KeyCode code, String text, String held) {
    return new KeyEvent(
        KeyEvent.KEY_PRESSED,
        KeyEvent.CHAR_UNDEFINED,
        text,
        code,
        held.contains("s"),
        held.contains("c"),
        held.contains("a"),
        false);
  }

  private static void press(KeyCode code, String text, String held) {
    Fx.run(
        () -> {
          Node focused = test.window.stage().getScene().getFocusOwner();
          Event.fireEvent(focused, event(code, text, held));
        });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "US-plus EQUALS + s +",
        "US-equals EQUALS = - +",
        "US-exclamation DIGIT1 ! s shift+1",
        "US-backslash BACK_SLASH \\ - \\",
        "US-less COMMA < s shift+,",
        "German-plus PLUS + - +",
        "German-minus MINUS - - -",
        "German-backslash UNDEFINED \\ - \\",
        "German-semicolon COMMA ; s shift+,",
        "German-sz UNDEFINED ß - undefined",
        "French-1 AMPERSAND 1 s 1",
        "French-0 UNDEFINED 0 s 0",
        "French-ampersand AMPERSAND & - ampersand",
        "French-minus MINUS - - -",
        "French-plus EQUALS + s +",
        "French-period SEMICOLON . s .",
        "French-semicolon SEMICOLON ; - semicolon",
        "French-question COMMA ? s shift+,",
        "French-backslash UNDERSCORE \\ - \\",
        "French-alt-1 AMPERSAND 1 sa alt+1",
        "French-alt-2 UNDEFINED 2 sa alt+2",
        "French-digits-by-code DIGIT1 1 s 1",
        "Belgian-minus MINUS - - -",
        "Belgian-backslash LESS \\ - \\",
        "Swiss-plus DIGIT1 + s +",
        "Swiss-ctrl-plus DIGIT1 + sc ctrl++",
        "Swiss-1 DIGIT1 1 - 1",
        "Swiss-backslash LESS \\ - \\",
        "Swiss-apostrophe QUOTE ' - quote",
        "any-home HOME `` - home",
        "any-statistics S S sc ctrl+shift+s",
        "any-bookmark F3 `` s shift+f3"
      })
  void aKeystrokeIsWhatIsTyped(
      String key, KeyCode code, String text, String held, String keystroke) {
    String typed = text == null ? "" : text;
    assertEquals(keystroke, Keystroke.of(event(code, typed, held)), key);
  }

  @Test
  void zoomsWithoutPlusAndDigits() {
    press(KeyCode.UP, "", "c");
    assertEquals(4.5, test.state().zoom(), 1e-9);
    press(KeyCode.DOWN, "", "c");
    assertEquals(3, test.state().zoom(), 1e-9);
    press(KeyCode.HOME, "", "s");
    assertEquals(1, test.state().zoom());
    press(KeyCode.HOME, "", "");
    assertNotEquals(1, test.state().zoom());
  }

  @Test
  void aFrenchKeyboardTypesDigitsAndThePeriodWithShift() {
    press(KeyCode.AMPERSAND, "1", "s");
    assertEquals(1, test.state().zoom());
    press(KeyCode.UNDEFINED, "0", "s");
    assertNotEquals(1, test.state().zoom());
    press(KeyCode.SEMICOLON, ".", "s");
    assertEquals(129, test.state().position(Axis.Z));
    press(KeyCode.PAGE_DOWN, "", "");
    assertEquals(128, test.state().position(Axis.Z));
    press(KeyCode.PAGE_UP, "", "s");
    assertEquals(138, test.state().position(Axis.Z));
  }

  @Test
  void aSwissKeyboardTypesPlusWithShift() {
    press(KeyCode.DIGIT1, "+", "s");
    assertEquals(4.5, test.state().zoom(), 1e-9);
    press(KeyCode.DIGIT1, "1", "");
    assertEquals(1, test.state().zoom());
  }

  @Test
  void statisticsNeedNoBackslash() {
    press(KeyCode.S, "S", "sc");
    assertTrue(Fx.call(() -> test.window.statisticsShown().get()));
    press(KeyCode.UNDEFINED, "\\", "");
    assertEquals(false, Fx.call(() -> test.window.statisticsShown().get()), "AltGr of a German");
  }

  @Test
  void bookmarksNeedNoDigits() {
    Fx.run(() -> test.view().navigator().change(s -> s.goTo(new long[] {20, 30, 40})));
    press(KeyCode.B, "\u0002", "c");
    Fx.run(() -> test.view().navigator().change(s -> s.goTo(new long[] {128, 256, 256})));
    press(KeyCode.F1, "", "s");
    assertEquals(20, test.state().position(Axis.Z));
    Fx.run(() -> test.view().navigator().change(s -> s.goTo(new long[] {128, 256, 256})));
    press(KeyCode.AMPERSAND, "1", "sa");
    assertEquals(20, test.state().position(Axis.Z), "as a French keyboard sends alt+1");
  }

  @Test
  void theHelpPageShowsTheSecondKeys() {
    press(KeyCode.H, "h", "");
    Window dialog = test.dialog();
    List<String> caps =
        Fx.call(
            () ->
                dialog.getScene().getRoot().lookupAll(".key-cap").stream()
                    .map(n -> ((Label) n).getText())
                    .toList());
    Fx.run(dialog::hide);
    List<String> second =
        List.of("PgDn", "⇧ PgUp", "Ctrl ↑", "Ctrl ↓", "Home", "⇧ Home", "Ctrl ⇧ S", "⇧ F9");
    assertTrue(caps.containsAll(second), caps.toString());
  }

  @Test
  void theMenusShowTheSecondKeys() {
    List<String> shown =
        Fx.call(
            () -> {
              MenuBar bar = (MenuBar) test.window.stage().getScene().lookup(".menu-bar");
              return bar.getMenus().stream()
                  .flatMap(m -> m.getItems().stream())
                  .map(MenuItem::getAccelerator)
                  .flatMap(Stream::ofNullable)
                  .map(key -> key.getDisplayText())
                  .toList();
            });
    List<String> both =
        List.of("0 or Home", "1 or Shift+Home", "+ or Ctrl+↑", "- or Ctrl+↓", "F", "Alt+←");
    assertTrue(shown.containsAll(both), shown.toString());
    assertTrue(
        shown.stream().anyMatch(s -> s.startsWith("\\ or ") && s.endsWith("S")), shown.toString());
  }
}
