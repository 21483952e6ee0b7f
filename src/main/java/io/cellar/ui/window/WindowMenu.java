package io.cellar.ui.window;

import io.cellar.settings.Theme;
import io.cellar.ui.WindowActions;
import io.cellar.ui.fx.Colours;
import io.cellar.ui.pane.PaneOptions;
import io.cellar.ui.words.Words;
import java.util.List;
import javafx.beans.property.Property;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCombination;

/** The menu bar. Keys without ctrl or alt are not accelerators, since one types them. */
final class WindowMenu extends MenuBar {
  private final WindowActions actions;
  private final WindowCommands window;
  private final Menu recent = new Menu(Words.of("menu.recent"));

  WindowMenu(
      WindowActions actions,
      WindowCommands window,
      Commands commands,
      PaneOptions options,
      Colours colours,
      Property<Boolean> side,
      Property<Boolean> statistics) {
    this.actions = actions;
    this.window = window;
    getMenus()
        .addAll(file(), go(commands), view(commands, options, colours, side, statistics), help());
    setUseSystemMenuBar(true);
  }

  private Menu file() {
    Menu menu = new Menu(Words.of("menu.file"));
    menu.getItems()
        .addAll(
            item("menu.openFile", window::chooseFile, "Shortcut+O"),
            item("menu.addOver", window::chooseOver, "Shortcut+Shift+O"),
            item("menu.openFolder", window::chooseFolder, null),
            item("menu.openAddress", window::askAddress, "Shortcut+L"),
            item("menu.openSample", window::openSample, null),
            recent,
            new SeparatorMenuItem(),
            item("menu.prefetch", window::prefetch, null),
            item("menu.savePicture", window::savePicture, "Shortcut+S"),
            item("menu.copyPicture", window::copyPicture, null),
            new SeparatorMenuItem(),
            item("menu.settings", window::showSettings, "Shortcut+Comma"),
            new SeparatorMenuItem(),
            item("menu.close", window::closeWindow, "Shortcut+Q"));
    menu.setOnShowing(e -> fillRecent());
    fillRecent();
    return menu;
  }

  private void fillRecent() {
    List<String> locations = actions.recent();
    recent.getItems().clear();
    recent.setDisable(locations.isEmpty());
    for (String location : locations) {
      MenuItem item = new MenuItem(location);
      item.setMnemonicParsing(false);
      item.setOnAction(e -> window.openRecent(location));
      recent.getItems().add(item);
    }
    recent
        .getItems()
        .addAll(new SeparatorMenuItem(), item("menu.clearRecent", actions::clearRecent, null));
  }

  private Menu go(Commands commands) {
    Menu menu = new Menu(Words.of("menu.go"));
    menu.getItems()
        .addAll(
            item("menu.goTo", window::focusGoTo, "Shortcut+G"),
            item("menu.paste", window::paste, "Shortcut+V"),
            item("menu.center", commands::center, null),
            new SeparatorMenuItem(),
            item("menu.bookmark", commands::bookmarkHere, "Shortcut+B"),
            new SeparatorMenuItem(),
            item("menu.back", commands::back, "Alt+Left"),
            item("menu.forward", commands::forward, "Alt+Right"));
    return menu;
  }

  private Menu view(
      Commands commands,
      PaneOptions options,
      Colours colours,
      Property<Boolean> side,
      Property<Boolean> statistics) {
    Menu menu = new Menu(Words.of("menu.view"));
    menu.getItems()
        .addAll(
            item("menu.fit", commands::fit, null),
            item("menu.oneToOne", commands::oneToOne, null),
            item("menu.alone", commands::toggleAlone, null),
            new SeparatorMenuItem(),
            check("menu.crosshair", options.crosshair()),
            check("menu.scaleBar", options.scaleBar()),
            check("menu.blockGrid", options.blockGrid()),
            check("menu.coverage", options.coverage()),
            new SeparatorMenuItem(),
            item("menu.auto", commands::autoContrast, null),
            item("menu.reset", commands::resetContrast, null),
            item("menu.fetchAnyway", commands::fetchAnyway, null),
            new SeparatorMenuItem(),
            check("menu.side", side),
            check("menu.statistics", statistics),
            item("menu.failures", window::showFailures, null),
            themes(colours));
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

  private Menu help() {
    Menu menu = new Menu(Words.of("menu.help"));
    menu.getItems()
        .addAll(
            item("menu.keys", window::showKeys, "F1"),
            item("menu.openLog", actions::openLog, null),
            new SeparatorMenuItem(),
            item("menu.about", window::showAbout, null));
    return menu;
  }

  private static MenuItem item(String key, Runnable action, String accelerator) {
    MenuItem item = new MenuItem(Words.of(key));
    item.setOnAction(e -> action.run());
    if (accelerator != null) {
      item.setAccelerator(KeyCombination.valueOf(accelerator));
    }
    return item;
  }

  private static CheckMenuItem check(String key, Property<Boolean> property) {
    CheckMenuItem item = new CheckMenuItem(Words.of(key));
    item.selectedProperty().bindBidirectional(property);
    return item;
  }
}
