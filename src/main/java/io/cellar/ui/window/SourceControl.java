package io.cellar.ui.window;

import io.cellar.download.SourceMode;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.layer.Layers;
import io.cellar.ui.status.StatusText;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

/**
 * Says where blocks come from; a menu when there is a choice. It is made for all volumes on show at
 * once, as far as each has it. JavaFX thread.
 */
final class SourceControl extends StackPane {
  private final MenuButton menu = new MenuButton();
  private final Label only = Controls.label("", "source-label");
  private Optional<Layers> layers = Optional.empty();
  private List<OpenVolume> known = List.of();

  SourceControl() {
    menu.setAccessibleText(Words.of("tool.source"));
    menu.setTooltip(new Tooltip(Words.of("tool.source")));
    only.setTooltip(new Tooltip(Words.of("tool.source")));
    menu.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(menu, only);
    fill(List.of());
  }

  /** Shows the modes of volumes. */
  void show(Optional<Layers> next) {
    layers = next;
    refresh();
  }

  private void fill(List<OpenVolume> volumes) {
    known = volumes;
    boolean choice = volumes.stream().anyMatch(SourceControl::hasChoice);
    menu.setVisible(choice);
    menu.setManaged(choice);
    only.setVisible(!volumes.isEmpty() && !choice);
    only.setManaged(only.isVisible());
    menu.getItems().setAll(items(volumes));
  }

  private static boolean hasChoice(OpenVolume volume) {
    return volume.sourceModes().size() > 1;
  }

  /** An item for each mode that one of the volumes can be in. */
  static List<RadioMenuItem> items(List<OpenVolume> volumes) {
    ToggleGroup group = new ToggleGroup();
    return Stream.of(SourceMode.values())
        .filter(mode -> volumes.stream().anyMatch(v -> v.sourceModes().contains(mode)))
        .map(mode -> item(volumes, mode, group))
        .toList();
  }

  private static RadioMenuItem item(List<OpenVolume> volumes, SourceMode mode, ToggleGroup group) {
    RadioMenuItem item = new RadioMenuItem(StatusText.mode(mode));
    item.setToggleGroup(group);
    item.setUserData(mode);
    item.setSelected(mode(volumes).filter(mode::equals).isPresent());
    item.setOnAction(
        e ->
            volumes.stream()
                .filter(v -> v.sourceModes().contains(mode))
                .forEach(v -> v.sourceMode(mode)));
    return item;
  }

  /** The mode that was chosen; empty when there is no choice. */
  static Optional<SourceMode> chosen(List<OpenVolume> volumes) {
    return volumes.stream()
        .filter(SourceControl::hasChoice)
        .findFirst()
        .map(OpenVolume::sourceMode);
  }

  private static Optional<SourceMode> mode(List<OpenVolume> volumes) {
    return chosen(volumes).or(() -> volumes.stream().findFirst().map(OpenVolume::sourceMode));
  }

  /** Writes the present mode anew; called once per frame. */
  void refresh() {
    List<OpenVolume> now = layers.map(Layers::volumes).orElse(List.of());
    if (!now.equals(known)) {
      fill(now);
    }
    mode(now).ifPresent(this::write);
  }

  private void write(SourceMode mode) {
    menu.setText(StatusText.mode(mode));
    only.setText(StatusText.mode(mode));
    menu.getItems().stream()
        .filter(i -> i.getUserData() == mode)
        .forEach(i -> ((RadioMenuItem) i).setSelected(true));
  }
}
