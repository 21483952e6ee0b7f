package io.cellar.ui.preferences;

import io.cellar.ui.fx.Icon;
import io.cellar.ui.words.Words;
import java.util.function.Function;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListCell;

/** Names a page in the list, with a sign while something on it is wrong. JavaFX thread. */
final class PageCell extends ListCell<Page> {
  private final Node sign = Icon.FAILED.node();

  /**
   * A cell.
   *
   * @param ok tells whether a page can be used
   */
  PageCell(Function<Page, BooleanBinding> ok) {
    sign.getStyleClass().add("settings-sign");
    setGraphic(sign);
    setContentDisplay(ContentDisplay.RIGHT);
    setGraphicTextGap(8);
    sign.visibleProperty().bind(itemProperty().flatMap(ok::apply).map(fine -> !fine).orElse(false));
    accessibleTextProperty()
        .bind(
            textProperty()
                .flatMap(
                    text ->
                        sign.visibleProperty()
                            .map(wrong -> wrong ? Words.of("settings.wrongPage", text) : text)));
  }

  @Override
  protected void updateItem(Page page, boolean empty) {
    super.updateItem(page, empty);
    setText(empty || page == null ? null : page.name());
  }
}
