package io.cellar.ui.preferences;

import io.cellar.settings.Settings;
import io.cellar.settings.Theme;
import io.cellar.ui.Preferences;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Colours, memory, folders. JavaFX thread. */
final class GeneralPage extends Page {
  private final Preferences preferences;
  private final Choosers choosers;
  private final ToggleGroup theme = new ToggleGroup();

  /**
   * A page.
   *
   * @param shown the theme of the window, which may have been changed elsewhere
   */
  GeneralPage(Preferences preferences, Theme shown, Choosers choosers, Executor fx) {
    super("settings.general");
    this.preferences = preferences;
    this.choosers = choosers;
    Settings now = preferences.settings();
    heading("settings.look");
    themes(shown);
    heading("settings.memory.heading");
    memory(now);
    heading("settings.folders");
    volumes(now, fx);
    log();
  }

  private void themes(Theme shown) {
    HBox choices = new HBox(16);
    choices.getStyleClass().addAll("row", "settings-choices");
    for (Theme choice : Theme.values()) {
      RadioButton button =
          new RadioButton(
              switch (choice) {
                case LIGHT -> Words.of("theme.light");
                case DARK -> Words.of("theme.dark");
                case SYSTEM -> Words.of("theme.system");
              });
      button.setToggleGroup(theme);
      button.setUserData(choice);
      button.setSelected(choice == shown);
      choices.getChildren().add(button);
    }
    row("settings.theme", choices.getChildren().getFirst(), choices);
    changes(s -> s.withTheme((Theme) theme.getSelectedToggle().getUserData()));
  }

  private void memory(Settings now) {
    String text = now.memory().isPresent() ? FieldRules.mebibytes(now.memory().getAsLong()) : "";
    TypedField<OptionalLong> memory =
        new TypedField<>(new TextField(text), "settings.memory.tip", FieldRules::memory)
            .columns(9)
            .prompt(Words.of("settings.automatic"))
            .then(Controls.label(Words.of("settings.mebibytes"), "field-label"))
            .note(this::memoryNote);
    row("settings.memory", memory, s -> s.withMemory(value(memory)));
  }

  private String memoryNote(OptionalLong bytes) {
    long used = Settings.DEFAULT.withMemory(bytes).memoryBytes(preferences.heap());
    boolean cut = bytes.isPresent() && used < bytes.getAsLong();
    return cut
        ? Words.of("settings.memory.cut", Figures.bytes(preferences.heap()), Figures.bytes(used))
        : Words.of("settings.memory.note", Figures.bytes(used));
  }

  private void volumes(Settings now, Executor fx) {
    TextField field = new TextField(now.volumesFolder().map(Path::toString).orElse(""));
    Button choose =
        Controls.button(
            "settings.choose", () -> choosers.folder().ifPresent(p -> field.setText(p.toString())));
    TypedField<Optional<Path>> folder =
        new TypedField<>(field, "settings.volumes.tip", FieldRules::path)
            .wide()
            .prompt(preferences.folders().volumes().toString())
            .then(choose)
            .note(path -> Words.of("settings.volumes.note"))
            .check(
                fx,
                path ->
                    path.map(preferences::checkFolder)
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    row("settings.volumes", folder, s -> s.withVolumesFolder(value(folder)));
  }

  private void log() {
    Path folder = preferences.folders().state();
    TextField shown = new TextField(folder.toString());
    shown.setEditable(false);
    shown.setAccessibleText(Words.of("settings.log"));
    HBox.setHgrow(shown, Priority.ALWAYS);
    HBox line = new HBox(8, shown, Controls.button("settings.show", () -> choosers.show(folder)));
    line.getStyleClass().add("row");
    row("settings.log", shown, line);
  }
}
