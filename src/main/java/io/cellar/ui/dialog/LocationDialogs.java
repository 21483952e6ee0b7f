package io.cellar.ui.dialog;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;

/** Asks what is to be opened; nothing is chosen when the user gives up. JavaFX thread. */
public final class LocationDialogs {
  private final Dialogs dialogs;

  public LocationDialogs(Dialogs dialogs) {
    this.dialogs = dialogs;
  }

  /** Files of formats that are opened, and of metadata, which stand for the folder around them. */
  private static final List<String> OPENABLE =
      List.of(
          "*.json",
          "*.cellar",
          "*.h5",
          "*.hdf5",
          "*.ilp",
          "*.mat",
          "*.xml",
          "zarr.json",
          ".zattrs",
          ".zgroup",
          ".zarray",
          "attributes.json",
          "info");

  /** Files of images and descriptions. */
  public List<String> files(String titleKey) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Words.of(titleKey));
    chooser
        .getExtensionFilters()
        .addAll(
            new ExtensionFilter(Words.of("choose.openable"), OPENABLE),
            new ExtensionFilter(Words.of("choose.descriptions"), "*.json", "*.cellar"),
            new ExtensionFilter(Words.of("choose.all"), "*"));
    List<File> files = chooser.showOpenMultipleDialog(dialogs.owner());
    return files == null ? List.of() : files.stream().map(File::getPath).toList();
  }

  /** One folder: an image, a container of several, or a cache. */
  public List<String> folder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(Words.of("choose.folder"));
    return Optional.ofNullable(chooser.showDialog(dialogs.owner())).map(File::getPath).stream()
        .toList();
  }

  /** A location that is typed; returns at once. */
  public void address(Consumer<String> chosen) {
    ButtonType open = Dialogs.ok("address.open");
    TextField field = new TextField();
    field.setPromptText(Words.of("address.prompt"));
    field.setPrefColumnCount(40);
    Label label = Controls.label(Words.of("address.label"), "dialog-summary");
    label.setLabelFor(field);
    Label note = Controls.label(Words.of("address.note"), "settings-note");
    note.setWrapText(true);
    note.setPrefWidth(460);
    note.setMinHeight(Label.USE_PREF_SIZE);
    Dialog<ButtonType> dialog =
        dialogs.dialog("address.title", new VBox(10, label, field, note), open, Dialogs.cancel());
    dialog
        .getDialogPane()
        .lookupButton(open)
        .disableProperty()
        .bind(field.textProperty().map(String::isBlank));
    dialog.setOnShown(e -> field.requestFocus());
    dialog.setOnHidden(
        e -> {
          if (dialog.getResult() == open) {
            chosen.accept(field.getText().strip());
          }
        });
    dialog.show();
  }
}
