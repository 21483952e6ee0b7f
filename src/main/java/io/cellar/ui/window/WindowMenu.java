package io.cellar.ui.window;

import io.cellar.input.Redaction;
import io.cellar.settings.Theme;
import io.cellar.ui.WindowActions;
import io.cellar.ui.fx.Colours;
import io.cellar.ui.words.Elision;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;

/** The menu bar. */
final class WindowMenu extends MenuBar {
  /** Characters of a recent location. */
  private static final int LONGEST = 80;

  /** Stands for a line between the items. */
  private static final String LINE = "-";

  private final CommandTable commands;
  private final Menu recent = new Menu(Words.of("menu.recent"));

  WindowMenu(
      CommandTable commands,
      WindowActions actions,
      WindowSource source,
      Colours colours,
      Consumer<List<String>> open) {
    this.commands = commands;
    Menu file = menu("file", "newWindow", LINE, "openFile", "openOver", "openFolder");
    add(file, "openAddress", "openSample");
    file.getItems().add(recent);
    add(file, LINE, "prefetch", "savePicture", "copyPicture", LINE, "settings", LINE);
    add(file, "closeWindow", "quit");
    file.setOnShowing(e -> fillRecent(actions, open));
    fillRecent(actions, open);
    Menu go = menu("go", "goTo", "paste", "center", LINE, "bookmark", LINE, "back", "forward");
    Menu view =
        menu("view", "fit", "oneToOne", "zoomIn", "zoomOut", "alone", "cubes", "smooth", LINE);
    add(view, "crosshair", "scaleBar", "blockGrid", "coverage", LINE);
    add(view, "auto", "reset", "fetchAnyway");
    view.getItems().add(sources(view, source));
    add(view, LINE, "side", "statistics", "failures");
    view.getItems().add(themes(colours));
    getMenus().addAll(file, go, view, menu("help", "keys", "openLog", LINE, "about"));
    setUseSystemMenuBar(true);
  }

  private Menu menu(String id, String... items) {
    Menu menu = new Menu(Words.of("menu." + id));
    add(menu, items);
    return menu;
  }

  private void add(Menu menu, String... items) {
    for (String id : items) {
      menu.getItems().add(id.equals(LINE) ? new SeparatorMenuItem() : commands.get(id).menuItem());
    }
  }

  private void fillRecent(WindowActions actions, Consumer<List<String>> open) {
    List<String> locations = actions.recent();
    recent.getItems().clear();
    recent.setDisable(locations.isEmpty());
    for (String location : locations) {
      MenuItem item = new MenuItem(Elision.middle(Redaction.address(location), LONGEST));
      item.setMnemonicParsing(false);
      item.setOnAction(e -> open.accept(List.of(location)));
      recent.getItems().add(item);
    }
    MenuItem clear = new MenuItem(Words.of("menu.clearRecent"));
    clear.setOnAction(e -> actions.clearRecent());
    recent.getItems().addAll(new SeparatorMenuItem(), clear);
  }

  /** The modes of the volumes on show, as they are whenever the menu above is opened. */
  private static Menu sources(Menu above, WindowSource source) {
    Menu menu = new Menu(Words.of("menu.source"));
    above.setOnShowing(
        e -> {
          menu.getItems().setAll(SourceControl.items(source));
          menu.setDisable(menu.getItems().isEmpty());
        });
    return menu;
  }

  private static Menu themes(Colours colours) {
    Menu menu = new Menu(Words.of("menu.theme"));
    ToggleGroup group = new ToggleGroup();
    for (Theme choice : Theme.values()) {
      RadioMenuItem item =
          new RadioMenuItem(
              switch (choice) {
                case LIGHT -> Words.of("theme.light");
                case DARK -> Words.of("theme.dark");
                case SYSTEM -> Words.of("theme.system");
              });
      item.setToggleGroup(group);
      item.setSelected(colours.choice().get() == choice);
      item.setOnAction(e -> colours.choice().set(choice));
      colours.choice().addListener((o, was, is) -> item.setSelected(is == choice));
      menu.getItems().add(item);
    }
    return menu;
  }
}
