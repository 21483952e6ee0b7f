package io.cellar.app;

import java.nio.file.Path;
import java.util.List;

/** A description would write outside of its own folder, and nobody has agreed to that. */
public final class ConsentRequiredException extends Exception {
  private static final long serialVersionUID = 1;
  private final transient List<Path> folders;

  ConsentRequiredException(String location, List<Path> folders) {
    super(
        location
            + ": its blocks would be kept outside its own folder, in "
            + String.join(", ", folders.stream().map(Path::toString).toList())
            + ". If you trust whoever made it, agree with --allow-outside");
    this.folders = List.copyOf(folders);
  }

  /** The folders that blocks would be written to. */
  public List<Path> folders() {
    return folders;
  }
}
