package io.cellar.ui.dialog;

import io.cellar.settings.Build;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.Comparator;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Says what the program is, which build, and what it runs on. JavaFX thread. */
public final class AboutDialog {
  /** Width and height of the program's icon, in logical pixels. */
  private static final double ICON = 64;

  private final Dialog<ButtonType> dialog;

  public AboutDialog(Dialogs dialogs, Build build) {
    AboutFacts facts = new AboutFacts(build, System::getProperty, Runtime.getRuntime().maxMemory());
    Label what = new Label(Words.of("about.what"));
    what.setWrapText(true);
    what.setMinHeight(Label.USE_PREF_SIZE);
    VBox name = new VBox(6, Controls.label(Words.of("about.name"), "about-name"), what);
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox head = new HBox(16);
    icon(dialogs.owner()).ifPresent(head.getChildren()::add);
    head.getChildren().add(name);
    VBox body =
        new VBox(16, head, grid(facts), Controls.label(Words.of("about.licence"), "field-label"));
    body.setPrefWidth(440);
    ButtonType copy = new ButtonType(Words.of("about.copy"), ButtonData.LEFT);
    ButtonType close = Dialogs.close();
    dialog = dialogs.dialog("about.title", body, copy, close);
    Button copyButton = (Button) dialog.getDialogPane().lookupButton(copy);
    copyButton.setDefaultButton(false);
    copyButton.addEventFilter(
        ActionEvent.ACTION,
        e -> {
          Dialogs.copy(facts.text());
          e.consume();
        });
    dialog.setOnShown(e -> dialog.getDialogPane().lookupButton(close).requestFocus());
  }

  /** The window's own icon: the smallest that needs not be enlarged, else the largest. */
  private static Optional<ImageView> icon(Window owner) {
    if (!(owner instanceof Stage stage)) {
      return Optional.empty();
    }
    double pixels = ICON * owner.getOutputScaleX();
    Comparator<Image> byWidth = Comparator.comparingDouble(Image::getWidth);
    return stage.getIcons().stream()
        .filter(i -> i.getWidth() >= pixels)
        .min(byWidth)
        .or(() -> stage.getIcons().stream().max(byWidth))
        .map(AboutDialog::view);
  }

  private static ImageView view(Image icon) {
    ImageView view = new ImageView(icon);
    view.setFitWidth(ICON);
    view.setFitHeight(ICON);
    view.setPreserveRatio(true);
    view.setSmooth(true);
    view.getStyleClass().add("about-icon");
    return view;
  }

  private static GridPane grid(AboutFacts facts) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("about-facts");
    facts
        .byName()
        .forEach(
            (name, value) -> {
              Label named = Controls.label(name, "field-label");
              named.setMinWidth(Label.USE_PREF_SIZE);
              Label told = new Label(value);
              told.setWrapText(true);
              told.setMinHeight(Label.USE_PREF_SIZE);
              grid.addRow(grid.getRowCount(), named, told);
            });
    return grid;
  }

  /** Shows it. */
  public void show() {
    dialog.show();
  }
}
