package io.cellar.ui.window;

import io.cellar.engine.SourceMode;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.status.StatusText;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

/** Says where the window's blocks come from; a menu when there is a choice. JavaFX thread. */
final class SourceControl extends StackPane {
  private final WindowSource source;
  private final MenuButton menu = new MenuButton();
  private final Label only = Controls.label("", "source-label");
  private List<OpenVolume> known = List.of();

  SourceControl(WindowSource source) {
    this.source = source;
    menu.setAccessibleText(Words.of("tool.source"));
    menu.setTooltip(new Tooltip(Words.of("tool.source")));
    only.setTooltip(new Tooltip(Words.of("tool.source.only")));
    menu.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(menu, only);
    fill(List.of());
  }

  private void fill(List<OpenVolume> volumes) {
    known = volumes;
    boolean choice = source.hasChoice();
    menu.setVisible(choice);
    menu.setManaged(choice);
    only.setVisible(!volumes.isEmpty() && !choice);
    only.setManaged(only.isVisible());
    menu.getItems().setAll(items(source));
  }

  /** An item for each mode that one of the volumes can be in. */
  static List<RadioMenuItem> items(WindowSource source) {
    ToggleGroup group = new ToggleGroup();
    return Stream.of(SourceMode.values())
        .filter(mode -> source.volumes().stream().anyMatch(v -> v.sourceModes().contains(mode)))
        .map(mode -> item(source, mode, group))
        .toList();
  }

  private static RadioMenuItem item(WindowSource source, SourceMode mode, ToggleGroup group) {
    RadioMenuItem item = new RadioMenuItem(StatusText.mode(mode));
    item.setToggleGroup(group);
    item.setUserData(mode);
    item.setSelected(source.shown().filter(mode::equals).isPresent());
    item.setOnAction(e -> source.choose(mode));
    return item;
  }

  /** Writes the present mode anew; called once per frame. */
  void refresh() {
    List<OpenVolume> now = source.volumes();
    if (!now.equals(known)) {
      fill(now);
    }
    source.shown().ifPresent(this::write);
  }

  private void write(SourceMode mode) {
    menu.setText(StatusText.mode(mode));
    only.setText(Words.of("source.computer"));
    menu.getItems().stream()
        .filter(i -> i.getUserData() == mode)
        .forEach(i -> ((RadioMenuItem) i).setSelected(true));
  }
}
