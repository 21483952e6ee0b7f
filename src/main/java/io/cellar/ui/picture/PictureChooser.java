package io.cellar.ui.picture;

import io.cellar.ui.words.Words;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/** The system's dialog for a file to write; it asks before a file is replaced. JavaFX thread. */
public final class PictureChooser implements FileAsker {
  private static final String PNG = ".png";

  private final Window owner;
  private Optional<File> folder = Optional.empty();

  public PictureChooser(Window owner) {
    this.owner = owner;
  }

  @Override
  public Optional<Chosen> ask(String suggestedName) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Words.of("choose.picture"));
    chooser.setInitialFileName(suggestedName);
    folder.filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
    chooser.getExtensionFilters().add(new ExtensionFilter(Words.of("choose.pictures"), "*" + PNG));
    File file = chooser.showSaveDialog(owner);
    if (file == null) {
      return Optional.empty();
    }
    folder = Optional.ofNullable(file.getParentFile());
    boolean named = file.getName().toLowerCase(Locale.ROOT).endsWith(PNG);
    // A name that we complete is another one than the user was asked about.
    return Optional.of(
        named ? new Chosen(file.toPath(), true) : new Chosen(Path.of(file.getPath() + PNG), false));
  }
}
