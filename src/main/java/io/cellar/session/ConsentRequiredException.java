package io.cellar.session;

import io.cellar.input.Redaction;
import java.nio.file.Path;
import java.util.List;

/** A description would write outside of its own folder, and nobody has agreed to that. */
public final class ConsentRequiredException extends Exception {
  private static final long serialVersionUID = 1;
  private final transient List<Path> folders;

  public ConsentRequiredException(String location, List<Path> folders) {
    super(
        "it would use what lies outside its own folder ("
            + String.join(", ", folders.stream().map(Path::toString).toList())
            + "): "
            + Redaction.address(location)
            + "; if you trust whoever made it, agree with --allow-outside");
    this.folders = List.copyOf(folders);
  }

  /** All folders that blocks would be written to, and files of levels, outside its own folder. */
  public List<Path> folders() {
    return folders;
  }
}
