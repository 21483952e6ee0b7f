package io.cellar.ui.window;

import io.cellar.download.SourceMode;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.status.StatusText;
import io.cellar.ui.words.Words;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

/** Says where blocks come from; a menu when there is a choice. JavaFX thread. */
final class SourceControl extends StackPane {
  private final MenuButton menu = new MenuButton();
  private final Label only = Controls.label("", "source-label");
  private Optional<OpenVolume> volume = Optional.empty();

  SourceControl() {
    menu.setAccessibleText(Words.of("tool.source"));
    menu.setTooltip(new Tooltip(Words.of("tool.source")));
    only.setTooltip(new Tooltip(Words.of("tool.source")));
    getChildren().addAll(menu, only);
    show(Optional.empty());
  }

  /** Shows the modes of a volume. */
  void show(Optional<OpenVolume> next) {
    volume = next;
    boolean choice = next.filter(v -> v.sourceModes().size() > 1).isPresent();
    menu.setVisible(choice);
    menu.setManaged(choice);
    only.setVisible(next.isPresent() && !choice);
    only.setManaged(only.isVisible());
    menu.getItems().clear();
    ToggleGroup group = new ToggleGroup();
    for (SourceMode mode : SourceMode.values()) {
      if (next.filter(v -> v.sourceModes().contains(mode)).isPresent()) {
        RadioMenuItem item = new RadioMenuItem(StatusText.mode(mode));
        item.setToggleGroup(group);
        item.setUserData(mode);
        item.setOnAction(e -> next.get().sourceMode(mode));
        menu.getItems().add(item);
      }
    }
    refresh();
  }

  /** Writes the present mode anew. */
  void refresh() {
    if (volume.isEmpty()) {
      return;
    }
    SourceMode mode = volume.get().sourceMode();
    menu.setText(StatusText.mode(mode));
    only.setText(StatusText.mode(mode));
    menu.getItems().stream()
        .filter(i -> i.getUserData() == mode)
        .forEach(i -> ((RadioMenuItem) i).setSelected(true));
  }
}
