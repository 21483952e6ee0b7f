package io.cellar.ui.prefetch;

import io.cellar.ui.picture.FileAsker;
import io.cellar.ui.words.Words;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/**
 * The system's dialog for the file of a report; it asks before a file is replaced. JavaFX thread.
 */
final class ReportChooser implements FileAsker {
  private final Window owner;

  ReportChooser(Window owner) {
    this.owner = owner;
  }

  @Override
  public Optional<Chosen> ask(String suggestedName) {
    String ending = suggestedName.substring(suggestedName.lastIndexOf('.'));
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Words.of("choose.report"));
    chooser.setInitialFileName(suggestedName);
    chooser
        .getExtensionFilters()
        .add(new ExtensionFilter(Words.of("choose.reports", "*" + ending), "*" + ending));
    File file = chooser.showSaveDialog(owner);
    if (file == null) {
      return Optional.empty();
    }
    boolean named = file.getName().endsWith(ending);
    // A name that we complete is another one than the user was asked about.
    return Optional.of(
        named
            ? new Chosen(file.toPath(), true)
            : new Chosen(Path.of(file.getPath() + ending), false));
  }
}
