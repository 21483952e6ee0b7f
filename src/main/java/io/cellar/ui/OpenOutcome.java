package io.cellar.ui;

import java.nio.file.Path;
import java.util.List;

/** What came of opening a description. */
public sealed interface OpenOutcome {

  /** It is open; the receiver closes it. */
  record Opened(OpenVolume volume) implements OpenOutcome {}

  /**
   * It cannot be opened.
   *
   * @param location file or URL as given
   * @param problems all that is wrong with it, one sentence each, at least one
   * @param details more for whoever asks, such as a stack trace; may be empty text
   */
  record Refused(String location, List<String> problems, String details) implements OpenOutcome {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /**
   * It would write outside of its own folder and nobody has agreed to that yet.
   *
   * @param location file or URL as given
   * @param folder where blocks would be kept
   */
  record ConsentNeeded(String location, Path folder) implements OpenOutcome {}
}
