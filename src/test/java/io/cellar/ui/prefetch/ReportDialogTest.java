package io.cellar.ui.prefetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.settings.Theme;
import io.cellar.ui.Fx;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.Colours;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.picture.FileAsker.Chosen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A report is read, copied and kept. */
@ExtendWith(Fx.class)
class ReportDialogTest {
  @TempDir Path folder;
  private final List<String> suggested = Collections.synchronizedList(new ArrayList<>());
  private Pulse pulse;
  private Stage owner;

  @BeforeEach
  void open() {
    Fx.run(
        () -> {
          pulse = new Pulse();
          pulse.start();
          owner = new Stage();
          owner.setScene(new Scene(new Pane(), 400, 300));
          owner.show();
        });
  }

  @AfterEach
  void close() {
    Fx.run(
        () -> {
          pulse.stop();
          List.copyOf(Window.getWindows()).forEach(Window::hide);
        });
  }

  private DialogPane show(CompletableFuture<String> text, boolean replace) {
    Fx.run(
        () ->
            new ReportDialog(
                    new Dialogs(owner, new Colours(Theme.DARK)),
                    pulse,
                    "tissue 0:64,0:64",
                    json -> json ? CompletableFuture.completedFuture("{\"blocks\": 1}") : text,
                    name -> {
                      suggested.add(name);
                      return Optional.of(new Chosen(folder.resolve(name), replace));
                    })
                .show());
    return Fx.call(
        () ->
            (DialogPane)
                Window.getWindows().stream()
                    .filter(w -> !w.equals(owner))
                    .findFirst()
                    .orElseThrow()
                    .getScene()
                    .getRoot());
  }

  private static void press(DialogPane pane, String text) {
    Fx.run(
        () ->
            ((Button)
                    pane.lookupButton(
                        pane.getButtonTypes().stream()
                            .filter(t -> t.getText().equals(text))
                            .findFirst()
                            .orElseThrow()))
                .fire());
  }

  private static boolean says(DialogPane pane, String text) {
    return pane.lookupAll(".label").stream().anyMatch(n -> ((Label) n).getText().equals(text));
  }

  private static void awaitText(DialogPane pane, String text) {
    TextArea area = Fx.call(() -> (TextArea) pane.lookup(".details"));
    Fx.await("it is read", () -> area.getText().equals(text));
  }

  @Test
  void itIsCopied() {
    DialogPane pane = show(CompletableFuture.completedFuture("blocks: 1\n"), true);
    awaitText(pane, "blocks: 1\n");
    press(pane, "Copy");
    assertTrue(Fx.call(() -> says(pane, "Copied.")));
    assertEquals("blocks: 1\n", Fx.call(() -> Clipboard.getSystemClipboard().getString()));
  }

  @Test
  void itIsKeptAsTextAndAsJson() throws IOException {
    DialogPane pane = show(CompletableFuture.completedFuture("blocks: 1\n"), true);
    awaitText(pane, "blocks: 1\n");
    press(pane, "Save as text…");
    Path text = folder.resolve("tissue_0_64_0_64.txt");
    Fx.await("it is kept", () -> says(pane, "Saved " + text));
    press(pane, "Save as JSON…");
    Path json = folder.resolve("tissue_0_64_0_64.json");
    Fx.await("it is kept too", () -> says(pane, "Saved " + json));
    assertEquals("blocks: 1\n", Files.readString(text));
    assertEquals("{\"blocks\": 1}", Files.readString(json));
    assertEquals(2, suggested.size());
  }

  @Test
  void aFileThatNobodyAgreedToReplaceStays() throws IOException {
    Path there = Files.writeString(folder.resolve("tissue_0_64_0_64.txt"), "mine");
    DialogPane pane = show(CompletableFuture.completedFuture("blocks: 1\n"), false);
    awaitText(pane, "blocks: 1\n");
    press(pane, "Save as text…");
    Fx.await(
        "it is told",
        () -> says(pane, there + " exists already. Choose it in the dialog to replace it."));
    assertEquals("mine", Files.readString(there));
  }

  @Test
  void whyThereIsNoneIsTold() {
    DialogPane pane =
        show(CompletableFuture.failedFuture(new IOException("its folder is gone")), true);
    Fx.await("it is told", () -> says(pane, "The report could not be made: its folder is gone"));
  }
}
