package io.cellar.ui.window;

import io.cellar.download.SourceMode;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.layer.Layers;
import io.cellar.ui.status.StatusText;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Optional;
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
    menu.getItems().clear();
    ToggleGroup group = new ToggleGroup();
    for (SourceMode mode : SourceMode.values()) {
      if (volumes.stream().anyMatch(v -> v.sourceModes().contains(mode))) {
        RadioMenuItem item = new RadioMenuItem(StatusText.mode(mode));
        item.setToggleGroup(group);
        item.setUserData(mode);
        item.setOnAction(e -> choose(mode));
        menu.getItems().add(item);
      }
    }
  }

  private static boolean hasChoice(OpenVolume volume) {
    return volume.sourceModes().size() > 1;
  }

  private void choose(SourceMode mode) {
    known.stream().filter(v -> v.sourceModes().contains(mode)).forEach(v -> v.sourceMode(mode));
  }

  /** Writes the present mode anew; called once per frame. */
  void refresh() {
    List<OpenVolume> now = layers.map(Layers::volumes).orElse(List.of());
    if (!now.equals(known)) {
      fill(now);
    }
    now.stream()
        .filter(SourceControl::hasChoice)
        .findFirst()
        .or(() -> now.stream().findFirst())
        .map(OpenVolume::sourceMode)
        .ifPresent(this::write);
  }

  private void write(SourceMode mode) {
    menu.setText(StatusText.mode(mode));
    only.setText(StatusText.mode(mode));
    menu.getItems().stream()
        .filter(i -> i.getUserData() == mode)
        .forEach(i -> ((RadioMenuItem) i).setSelected(true));
  }
}
