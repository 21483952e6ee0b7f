package io.cellar.ui.pane;

import io.cellar.engine.SourceMode;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.words.BlockWords;
import io.cellar.ui.words.Words;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** The menu of a place in a pane. JavaFX thread. */
final class PaneMenu {
  private final SlicePane pane;
  private final PaneContext context;
  private final ContextMenu menu = new ContextMenu();

  PaneMenu(SlicePane pane, PaneContext context) {
    this.pane = pane;
    this.context = context;
    menu.setAutoHide(true);
  }

  void hide() {
    menu.hide();
  }

  void show(long[] voxel, double screenX, double screenY) {
    menu.getItems().setAll(item("menu.pane.goHere", true, () -> goTo(voxel)));
    String position = GoToText.format(context.navigator().state().axes(), voxel);
    menu.getItems()
        .addAll(
            new SeparatorMenuItem(), item("menu.pane.copyPosition", true, () -> copy(position)));
    menu.getItems().addAll(valueItems(voxel));
    menu.getItems()
        .addAll(
            item("menu.pane.savePicture", true, () -> ask("savePicture")),
            item("menu.pane.copyPicture", true, () -> ask("copyPicture")));
    pane.blockAt(voxel).ifPresent(this::addBlockItems);
    menu.show(pane, screenX, screenY);
  }

  private void ask(String command) {
    pane.fireEvent(new PaneEvent(pane, command));
  }

  private void goTo(long[] voxel) {
    context.navigator().jump(s -> s.goTo(voxel));
  }

  private List<MenuItem> valueItems(long[] voxel) {
    return context.layers().list().stream()
        .filter(layer -> layer.visible().get())
        .map(layer -> valueItem(layer, voxel))
        .toList();
  }

  private MenuItem valueItem(Layer layer, long[] voxel) {
    Optional<String> value =
        pane.probe(layer).flatMap(probe -> probe.text(layer.placement().voxel(voxel)));
    MenuItem item = item("menu.pane.copyValue", value.isPresent(), () -> copy(value));
    if (context.layers().list().size() > 1) {
      item.setMnemonicParsing(false);
      item.setText(Words.of("menu.pane.copyValueOf", layer.name()));
    }
    return item;
  }

  private void addBlockItems(BlockAt spot) {
    OpenVolume volume = spot.volume();
    BlockKey block = spot.block();
    String place = BlockWords.place(volume, block);
    BlockState state = spot.state();
    boolean own = volume.level(block.fileset()).filter(l -> l.volume().isOriginal()).isPresent();
    boolean retry = state instanceof BlockState.Failed || state instanceof BlockState.Absent;
    menu.getItems()
        .addAll(
            new SeparatorMenuItem(),
            note(Words.of("menu.pane.block", place, BlockWords.state(state))));
    if (own) {
      menu.getItems().add(note(Words.of("menu.pane.own")));
    }
    menu.getItems()
        .addAll(
            item("menu.pane.retry", retry, () -> volume.retry(block)),
            item("menu.pane.fetch", fetchable(spot), () -> volume.fetch(block)),
            item(
                "menu.pane.forget",
                !own
                    && (state instanceof BlockState.Available || state instanceof BlockState.Empty),
                () -> volume.forget(block)),
            item("menu.pane.copyBlock", true, () -> copy(place)));
  }

  /** What the menu tells and does not do. */
  private static MenuItem note(String text) {
    MenuItem note = new MenuItem(text);
    note.setDisable(true);
    note.getStyleClass().add("menu-note");
    note.setMnemonicParsing(false);
    return note;
  }

  /** True for a hole that nobody is filling and that may be filled. */
  private static boolean fetchable(BlockAt spot) {
    return spot.state() instanceof BlockState.NotCached
        && spot.volume().sourceMode() != SourceMode.CACHE_ONLY;
  }

  private static MenuItem item(String key, boolean enabled, Runnable action) {
    MenuItem item = new MenuItem(Words.of(key));
    item.setDisable(!enabled);
    item.setOnAction(e -> action.run());
    return item;
  }

  private static void copy(Optional<String> text) {
    text.ifPresent(PaneMenu::copy);
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
