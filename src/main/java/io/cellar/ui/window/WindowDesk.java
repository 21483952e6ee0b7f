package io.cellar.ui.window;

import io.cellar.ui.WindowActions;
import io.cellar.ui.dialog.AboutDialog;
import io.cellar.ui.dialog.AddressDialog;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.dialog.KeysDialog;
import io.cellar.ui.pane.PaneEvent;
import io.cellar.ui.pane.SlicePane;
import io.cellar.ui.picture.PictureSource;
import io.cellar.ui.picture.Pictures;
import io.cellar.ui.words.Words;
import java.io.File;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.scene.input.Clipboard;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;

/** Does what the window itself can do: choosers, dialogs, panels. JavaFX thread. */
final class WindowDesk implements WindowCommands {
  private final MainWindow window;
  private final WindowActions actions;
  private final Commands commands;
  private final Dialogs dialogs;
  private final OpenFlow flow;
  private final Pictures pictures;
  private KeyBindings keys;

  WindowDesk(
      MainWindow window,
      WindowActions actions,
      Commands commands,
      Dialogs dialogs,
      OpenFlow flow,
      Pictures pictures) {
    this.window = window;
    this.actions = actions;
    this.commands = commands;
    this.dialogs = dialogs;
    this.flow = flow;
    this.pictures = pictures;
  }

  /** The keys that {@link #showKeys} lists. */
  void keys(KeyBindings bindings) {
    keys = bindings;
  }

  @Override
  public void chooseFile() {
    flow.open(descriptions("choose.file"));
  }

  @Override
  public void chooseOver() {
    flow.openOver(descriptions("choose.over"));
  }

  @Override
  public void openOver(List<String> locations) {
    flow.openOver(locations);
  }

  /** Files that the user chooses; none when he does not. */
  private List<String> descriptions(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Words.of(title));
    chooser
        .getExtensionFilters()
        .addAll(
            new ExtensionFilter(Words.of("choose.descriptions"), "*.json"),
            new ExtensionFilter(Words.of("choose.all"), "*"));
    List<File> files = chooser.showOpenMultipleDialog(window.stage());
    return files == null ? List.of() : files.stream().map(File::getPath).toList();
  }

  @Override
  public void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(Words.of("choose.folder"));
    File folder = chooser.showDialog(window.stage());
    if (folder != null) {
      flow.open(List.of(folder.getPath()));
    }
  }

  @Override
  public void askAddress() {
    new AddressDialog(dialogs).show(address -> flow.open(List.of(address)));
  }

  @Override
  public void openSample() {
    flow.openSample();
  }

  @Override
  public void openRecent(String location) {
    flow.open(List.of(location));
  }

  @Override
  public void focusGoTo() {
    window.focusGoTo();
  }

  @Override
  public void paste() {
    String text = Clipboard.getSystemClipboard().getString();
    if (text == null || text.isBlank()) {
      window.tell(Words.of("paste.empty"));
      return;
    }
    if (commands.goTo(text)) {
      return;
    }
    List<String> locations = DropText.locations(null, null, text);
    if (locations.isEmpty()) {
      window.tell(Words.of("paste.unknown"));
    } else {
      flow.open(locations);
    }
  }

  @Override
  public void prefetch() {
    window.prefetch();
  }

  @Override
  public void savePicture() {
    source(Optional.empty()).ifPresent(pictures::save);
  }

  @Override
  public void copyPicture() {
    source(Optional.empty()).ifPresent(pictures::copy);
  }

  /** What pictures can be taken of; a pane that asks is meant, else the active one. */
  private Optional<PictureSource> source(Optional<SlicePane> asking) {
    return window.view().get().flatMap(v -> asking.or(v::activePane).map(pane -> source(v, pane)));
  }

  private PictureSource source(VolumeView view, SlicePane pane) {
    return new PictureSource(
        view.context(), pane, view.panes(), view.grid(), window.stage().getScene().getRoot());
  }

  /** Does what a pane asks for. */
  void pane(PaneEvent e) {
    if (e.getEventType() == PaneEvent.SAVE_PICTURE) {
      source(Optional.of(e.pane())).ifPresent(pictures::save);
    } else if (e.getEventType() == PaneEvent.COPY_PICTURE) {
      source(Optional.of(e.pane())).ifPresent(pictures::copy);
    } else if (e.getEventType() == PaneEvent.BOX_DRAWN) {
      window.prefetchBox();
    }
  }

  @Override
  public void toggleStatistics() {
    toggle(window.statisticsShown());
  }

  @Override
  public void toggleSide() {
    toggle(window.sideShown());
  }

  private static void toggle(BooleanProperty property) {
    property.set(!property.get());
  }

  @Override
  public void showSettings() {
    window.showSettings();
  }

  @Override
  public void showKeys() {
    new KeysDialog(dialogs, keys.groups()).show();
  }

  @Override
  public void showFailures() {
    window.showFailures();
  }

  @Override
  public void showAbout() {
    new AboutDialog(dialogs, actions.version()).show();
  }

  @Override
  public void closeWindow() {
    window.close();
  }
}
