package io.cellar.ui.preferences;

import io.cellar.ui.words.Words;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/** The desktop's own dialogs. JavaFX thread; they return when they are closed. */
final class SystemChoosers implements Choosers {
  private final Supplier<Window> owner;
  private final Consumer<Path> showFolder;

  SystemChoosers(Supplier<Window> owner, Consumer<Path> showFolder) {
    this.owner = owner;
    this.showFolder = showFolder;
  }

  @Override
  public Optional<Path> folder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(Words.of("settings.volumes.choose"));
    return Optional.ofNullable(chooser.showDialog(owner.get())).map(File::toPath);
  }

  @Override
  public Optional<Path> certificates() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Words.of("settings.certificates.choose"));
    chooser
        .getExtensionFilters()
        .addAll(
            new ExtensionFilter(Words.of("settings.certificates.files"), "*.pem", "*.crt", "*.cer"),
            new ExtensionFilter(Words.of("choose.all"), "*"));
    return Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(File::toPath);
  }

  @Override
  public void show(Path folder) {
    showFolder.accept(folder);
  }
}
