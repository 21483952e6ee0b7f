package io.cellar.ui.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.settings.Settings;
import io.cellar.settings.Theme;
import io.cellar.ui.DemoPreferences;
import io.cellar.ui.Fx;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.Colours;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class PreferencesDialogTest {
  private final DemoPreferences preferences = new DemoPreferences();
  private final List<Settings> changed = new ArrayList<>();
  private PreferencesDialog dialog;
  private Parent root;

  private void open() {
    Fx.run(
        () -> {
          Stage owner = new Stage();
          owner.setScene(new Scene(new Pane(), 800, 600));
          owner.show();
          dialog =
              new PreferencesDialog(
                  new Dialogs(owner, new Colours(Theme.LIGHT)),
                  preferences,
                  Theme.LIGHT,
                  Platform::runLater,
                  path -> {},
                  changed::add);
          dialog.show();
          root = Window.getWindows().getLast().getScene().getRoot();
        });
    Fx.frames(3);
  }

  @AfterEach
  void close() {
    Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
  }

  private void page(int n) {
    Fx.run(() -> ((ListView<?>) root.lookup(".settings-list")).getSelectionModel().select(n));
    Fx.frames(2);
  }

  private TextField field(String accessible) {
    return Fx.call(
        () ->
            root.lookupAll(".text-field").stream()
                .map(TextField.class::cast)
                .filter(f -> f.getAccessibleText() != null)
                .filter(f -> f.getAccessibleText().startsWith(accessible))
                .findFirst()
                .orElseThrow());
  }

  private void type(String accessible, String text) {
    TextField field = field(accessible);
    Fx.run(() -> field.setText(text));
    Fx.frames(2);
  }

  private Button button(String text) {
    return Fx.call(
        () ->
            root.lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(b -> b.getText().equals(text))
                .findFirst()
                .orElseThrow());
  }

  private void press(String text) {
    Button button = button(text);
    Fx.run(button::fire);
    Fx.frames(4);
  }

  private boolean shows(String part) {
    return Fx.call(
        () ->
            root.lookupAll(".label").stream()
                .filter(Node::isVisible)
                .map(n -> ((Labeled) n).getText())
                .anyMatch(t -> t != null && t.contains(part)));
  }

  @Test
  void okChangesWhatWasTypedOnAnyPage() {
    open();
    type("Memory", "512");
    page(1);
    type("Requests", "12");
    type("Most megabytes", "0.5");
    type("Most blocks", "99");
    page(2);
    type("Proxy", "proxy.example.org:3128");
    press("OK");
    assertFalse(Fx.call(dialog::isShowing));
    Settings now = preferences.settings();
    assertEquals(OptionalLong.of(512L << 20), now.memory());
    assertEquals(OptionalInt.of(12), now.downloads().parallel());
    assertEquals(OptionalLong.of(500_000), now.downloads().bytesPerSecond());
    assertEquals(99, now.downloads().limitBlocks());
    assertEquals("proxy.example.org", now.network().proxy().orElseThrow().getHost());
    assertEquals(List.of(now), changed);
  }

  @Test
  void whatIsWrongIsToldAtTheFieldAndKeepsOkAway() {
    open();
    type("Memory", "-3");
    assertTrue(button("OK").isDisabled());
    assertTrue(shows("Not an amount of memory"));
    page(2);
    assertTrue(button("OK").isDisabled(), "also from another page");
    type("PEM", "/no/such/file.pem");
    assertTrue(shows("There is no such file."));
    type("PEM", "");
    type("Proxy", "proxy.example.org");
    assertTrue(shows("The port is missing"));
    type("Proxy", "");
    page(0);
    assertEquals("-3", field("Memory").getText(), "nothing typed is lost");
    type("Memory", "64");
    assertFalse(button("OK").isDisabled());
    assertEquals(Settings.DEFAULT, preferences.settings());
  }

  @Test
  void whatCannotBeKeptIsToldAndTheDialogStays() {
    preferences.fail(new IOException("the disk is full"));
    open();
    type("Memory", "64");
    press("OK");
    assertTrue(Fx.call(dialog::isShowing));
    assertTrue(shows("the disk is full"));
    assertEquals("64", field("Memory").getText());
  }

  @Test
  void aCredentialThatWasTypedButNotAddedIsNotLost() throws Exception {
    open();
    page(3);
    Fx.run(
        () -> {
          List<TextField> fields =
              root.lookupAll(".text-field").stream().map(TextField.class::cast).toList();
          fields.get(0).setText("data.example.org");
          fields.get(1).setText("anna");
        });
    assertTrue(button("OK").isDisabled());
    assertTrue(shows("secret for data.example.org is missing"));
    Fx.run(() -> ((PasswordField) root.lookup(".password-field")).setText("geheim"));
    press("OK");
    var entries = preferences.credentials().get();
    assertEquals(
        Optional.of("anna"), entries.stream().map(e -> e.name()).findFirst(), entries.toString());
  }
}
