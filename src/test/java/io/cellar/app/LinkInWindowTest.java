package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.description.Problem;
import io.cellar.settings.Session;
import io.cellar.settings.SessionFile;
import io.cellar.settings.SettingsFile;
import io.cellar.ui.Fx;
import io.cellar.ui.OpenOutcome.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links in the whole program: the question, its keys, and what is asked of servers when. */
@ExtendWith(Fx.class)
class LinkInWindowTest {
  @TempDir Path folder;
  private final LinkHost first = new LinkHost();
  private final LinkHost second = new LinkHost();
  private ProgramWindow program;

  @BeforeEach
  void start() throws Exception {
    program = new ProgramWindow(folder.resolve("program"));
    Path credentials = program.folders.credentialsFile();
    Files.createDirectories(credentials.getParent());
    Files.writeString(credentials, first.name().replace(":", "\\:") + " = bearer FIRST\n");
    Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
    program.start();
  }

  @AfterEach
  void close() {
    program.close();
    first.close();
    second.close();
  }

  private void open(String... locations) {
    Fx.run(() -> program.window().open(List.of(locations)));
  }

  private static boolean shows(DialogPane dialog, String part) {
    return dialog.lookupAll(".label").stream()
        .anyMatch(label -> label instanceof Label l && l.getText().contains(part));
  }

  private void question(LinkHost host) {
    Fx.await(
        "the question names " + host.name(),
        () -> program.dialog().filter(d -> shows(d, host.name())).isPresent());
    Fx.frames(5);
  }

  private void press(String button) {
    Fx.run(() -> program.button(program.dialog().orElseThrow(), button).orElseThrow().fire());
  }

  private void noQuestion() {
    Fx.await("no question is left", () -> program.dialog().isEmpty());
    Fx.frames(5);
  }

  private static void type(KeyCode key) {
    Fx.run(() -> new Robot().keyType(key));
    Fx.frames(5);
  }

  private List<String> recent() {
    return new SettingsFile(program.folders.settingsFile()).load().recent();
  }

  private void onShow() {
    Fx.await("a volume is on show", () -> program.window().view().get().isPresent());
  }

  @Test
  void nothingIsRequestedBeforeTheAnswerAndWhatIsKeptIsNoLink() throws Exception {
    String inner = first.withImage("/a.zarr").url("/a.zarr");
    open("cellar:" + inner);
    question(first);
    assertTrue(Fx.call(() -> shows(program.dialog().orElseThrow(), "credentials")));
    assertEquals(List.of(), first.requests());
    press("Open");
    onShow();
    Fx.await("all is there", () -> program.view().isSettled());
    assertEquals(Set.of("Bearer FIRST"), Set.copyOf(first.credentials()));
    program.end();
    assertEquals(List.of(inner), recent());
    program.start();
    program.again();
    assertEquals(inner, Fx.call(() -> program.view().volume().location()));
    assertTrue(Fx.call(() -> program.dialog().isEmpty()));
  }

  @ParameterizedTest
  @EnumSource(names = {"ENTER", "ESCAPE", "SPACE"})
  void aKeyThatWasMeantForSomethingElseSaysNo(KeyCode key) {
    open("cellar:" + first.withImage("/a.zarr").url("/a.zarr"));
    question(first);
    type(key);
    noQuestion();
    assertEquals(List.of(), first.requests());
    assertTrue(Fx.call(() -> program.window().view().get().isEmpty()));
  }

  @Test
  void theKeyboardAloneCanAgree() {
    open("cellar:" + first.withImage("/a.zarr").url("/a.zarr"));
    question(first);
    Fx.run(
        () -> program.button(program.dialog().orElseThrow(), "Open").orElseThrow().requestFocus());
    type(KeyCode.SPACE);
    onShow();
  }

  @Test
  void openIsNotTheDefault() {
    open("cellar:" + first.withImage("/a.zarr").url("/a.zarr"));
    question(first);
    Fx.run(
        () -> {
          DialogPane dialog = program.dialog().orElseThrow();
          Button yes = program.button(dialog, "Open").orElseThrow();
          Button no = program.button(dialog, "Cancel").orElseThrow();
          assertFalse(yes.isDefaultButton());
          assertTrue(no.isDefaultButton() && no.isCancelButton() && no.isFocused());
        });
  }

  @Test
  void aRefusalAsksForNothingAndTheOtherLocationsOpen() {
    second.withImage("/b.zarr");
    open("cellar:" + first.withImage("/a.zarr").url("/a.zarr"), "cellar:" + second.url("/b.zarr"));
    question(first);
    press("Cancel");
    question(second);
    assertEquals(List.of(), second.requests());
    press("Open");
    onShow();
    assertEquals(second.url("/b.zarr"), Fx.call(() -> program.view().volume().location()));
    assertEquals(List.of(), first.requests());
    assertEquals(List.of(), first.credentials());
  }

  @Test
  void theServerOfTheBlocksIsAskedAboutToo() {
    second.with("/d.cellar", LinkHost.blocksOf(first.url("/"), "blocks"));
    open("cellar:" + second.url("/d.cellar"));
    question(second);
    press("Open");
    question(first);
    assertEquals(List.of("/d.cellar"), second.requests());
    press("Cancel");
    noQuestion();
    assertEquals(List.of(), first.requests());
    assertEquals(List.of(), first.credentials());
    program.end();
    assertEquals(List.of(), recent());
  }

  @Test
  void aLinkOnTheClipboardIsAskedAbout() {
    String link = "cellar:" + first.withImage("/a.zarr").url("/a.zarr");
    Fx.run(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(link);
          Clipboard.getSystemClipboard().setContent(content);
        });
    program.press(KeyCode.V, true);
    question(first);
    assertEquals(List.of(), first.requests());
    press("Open");
    onShow();
  }

  @Test
  void aLinkInTheAddressDialogIsAskedAbout() {
    program.press(KeyCode.L, true);
    Fx.await(
        "the dialog for addresses is open",
        () -> program.dialog().filter(d -> d.lookup(".text-field") != null).isPresent());
    Fx.run(
        () -> {
          DialogPane dialog = program.dialog().orElseThrow();
          ((TextField) dialog.lookup(".text-field"))
              .setText(" cellar:" + first.withImage("/a.zarr").url("/a.zarr"));
        });
    press("Open");
    question(first);
    assertEquals(List.of(), first.requests());
    press("Open");
    onShow();
  }

  @Test
  void aLinkThatIsNoneIsToldWithTheOthers() {
    open("cellar:/etc/passwd", "cellar://https//h/x");
    Fx.await(
        "they are told",
        () -> program.dialog().filter(d -> shows(d, "cannot be opened")).isPresent());
    assertEquals(2, Fx.call(() -> program.window().refused().size()));
    assertTrue(
        Fx.call(() -> program.window().refused().getLast().problems().getFirst())
            .contains("expected cellar:https://host/path"));
  }

  @Test
  void whoTakesAPictureIsToldInOneSentenceThatNobodyHasAgreed() {
    open("cellar:" + first.url("/a.zarr"));
    question(first);
    Refused refused = Fx.call(() -> program.window().refused().getFirst());
    assertEquals(
        "a link wants to open it from http://%s, and nobody has agreed to that yet: cellar:%s"
            .formatted(first.name(), first.url("/a.zarr")),
        Problem.at(refused.problems().getFirst(), refused.location()));
  }

  @Test
  void theSessionAsksNoServerThatIsNew() throws Exception {
    String location = first.withImage("/a.zarr").url("/a.zarr");
    open("cellar:" + location);
    question(first);
    press("Open");
    onShow();
    Fx.await("all is there", () -> program.view().isSettled());
    program.end();
    assertEquals(List.of(location), recent());
    second.withImage("/a.zarr");
    first.redirecting("/a.zarr/.zarray", second.url("/a.zarr/.zarray"));
    program.start();
    Session last = new SessionFile(program.folders.sessionFile()).load().value().getFirst();
    Fx.run(() -> program.window().again(last));
    Fx.await("it is told", () -> shows(program.window().stage().getScene(), "nobody has agreed"));
    assertTrue(Fx.call(() -> program.window().view().get().isEmpty()));
    assertEquals(List.of(), second.requests());
    open(location);
    question(second);
    press("Open");
    onShow();
  }

  private static boolean shows(Scene scene, String part) {
    return scene.getRoot().lookupAll(".label").stream()
        .anyMatch(label -> label instanceof Label l && l.getText().contains(part));
  }
}
