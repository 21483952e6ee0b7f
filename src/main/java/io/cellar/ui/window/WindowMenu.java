package io.cellar.ui.window;

import io.cellar.input.Redaction;
import io.cellar.settings.Theme;
import io.cellar.ui.WindowActions;
import io.cellar.ui.fx.Colours;
import io.cellar.ui.pane.PaneOptions;
import io.cellar.ui.words.Elision;
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
  /** Characters of a recent location. */
  private static final int LONGEST = 80;

  private final WindowActions actions;
  private final WindowCommands window;
  private final Menu recent = new Menu(Words.of("menu.recent"));

  WindowMenu(
      WindowActions actions,
      WindowCommands window,
      Commands commands,
      PaneOptions options,
      WindowSource source,
      Colours colours,
      Property<Boolean> side,
      Property<Boolean> statistics) {
    this.actions = actions;
    this.window = window;
    getMenus()
        .addAll(
            file(),
            go(commands),
            view(commands, options, source, colours, side, statistics),
            help());
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
            shown("menu.prefetch", window::prefetch, "P"),
            item("menu.savePicture", window::savePicture, "Shortcut+S"),
            shown("menu.copyPicture", window::copyPicture, "Shortcut+C"),
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
      MenuItem item = new MenuItem(Elision.middle(Redaction.address(location), LONGEST));
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
      WindowSource source,
      Colours colours,
      Property<Boolean> side,
      Property<Boolean> statistics) {
    Menu menu = new Menu(Words.of("menu.view"));
    menu.getItems()
        .addAll(
            shown("menu.fit", commands::fit, "0"),
            shown("menu.oneToOne", commands::oneToOne, "1"),
            shown("menu.zoomIn", commands::zoomIn, "+"),
            shown("menu.zoomOut", commands::zoomOut, "-"),
            shown("menu.alone", commands::toggleAlone, "Space"),
            check("menu.cubes", options.cubes()),
            shown(check("menu.smooth", options.smooth()), "I"),
            new SeparatorMenuItem(),
            shown(check("menu.crosshair", options.crosshair()), "A"),
            shown(check("menu.scaleBar", options.scaleBar()), "B"),
            shown(check("menu.blockGrid", options.blockGrid()), "G"),
            shown(check("menu.coverage", options.coverage()), "C"),
            new SeparatorMenuItem(),
            shown("menu.auto", commands::autoContrast, "S"),
            shown("menu.reset", commands::resetContrast, "Shift+S"),
            shown("menu.fetchAnyway", commands::fetchAnyway, "F"),
            sources(menu, source),
            new SeparatorMenuItem(),
            check("menu.side", side),
            shown(check("menu.statistics", statistics), "\\"),
            item("menu.failures", window::showFailures, null),
            themes(colours));
    return menu;
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

  private static MenuItem shown(String key, Runnable action, String keystroke) {
    return shown(item(key, action, null), keystroke);
  }

  private static MenuItem shown(MenuItem item, String keystroke) {
    item.setAccelerator(new ShownKey(keystroke));
    return item;
  }

  private static CheckMenuItem check(String key, Property<Boolean> property) {
    CheckMenuItem item = new CheckMenuItem(Words.of(key));
    item.selectedProperty().bindBidirectional(property);
    return item;
  }
}
