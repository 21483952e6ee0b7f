package io.cellar.ui.pane;

import io.cellar.download.SourceMode;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.words.BlockWords;
import io.cellar.ui.words.Words;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.util.Optional;
import javafx.event.EventType;
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
            new SeparatorMenuItem(),
            item("menu.pane.copyPosition", true, () -> copy(position)),
            valueItem(voxel),
            item("menu.pane.savePicture", true, () -> ask(PaneEvent.SAVE_PICTURE)),
            item("menu.pane.copyPicture", true, () -> ask(PaneEvent.COPY_PICTURE)));
    pane.probe().block(voxel).ifPresent(block -> addBlockItems(voxel, block));
    menu.show(pane, screenX, screenY);
  }

  private void ask(EventType<PaneEvent> type) {
    PaneEvent.fire(type, pane);
  }

  private void goTo(long[] voxel) {
    context.navigator().jump(s -> s.goTo(voxel));
  }

  private MenuItem valueItem(long[] voxel) {
    Optional<String> value = pane.probe().text(voxel);
    return item("menu.pane.copyValue", value.isPresent(), () -> copy(value));
  }

  private void addBlockItems(long[] voxel, BlockKey block) {
    String place = BlockWords.place(context.volume(), block);
    BlockState state = pane.probe().state(voxel).orElse(BlockState.NOT_CACHED);
    boolean retry = state instanceof BlockState.Failed || state instanceof BlockState.Absent;
    MenuItem about = new MenuItem(Words.of("menu.pane.block", place, BlockWords.state(state)));
    about.setDisable(true);
    about.setMnemonicParsing(false);
    menu.getItems()
        .addAll(
            new SeparatorMenuItem(),
            about,
            item("menu.pane.retry", retry, () -> context.volume().retry(block)),
            item("menu.pane.fetch", fetchable(state), () -> context.volume().fetch(block)),
            item(
                "menu.pane.forget",
                state instanceof BlockState.Available,
                () -> context.volume().forget(block)),
            item("menu.pane.copyBlock", true, () -> copy(place)));
  }

  /** True for a hole that nobody is filling and that may be filled. */
  private boolean fetchable(BlockState state) {
    return state instanceof BlockState.NotCached
        && context.volume().sourceMode() != SourceMode.CACHE_ONLY;
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
