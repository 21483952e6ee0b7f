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
   * @param location file or URL, as it may be shown
   * @param problems all that is wrong with it, one sentence each, at least one
   * @param details more for whoever asks, such as a stack trace; may be empty text
   */
  record Refused(String location, List<String> problems, String details) implements OpenOutcome {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /**
   * It would write or read outside of its own folder and nobody has agreed to that yet.
   *
   * @param location file or URL as given
   * @param outside all folders where blocks would be kept and all files of levels that lie outside
   */
  record ConsentNeeded(String location, List<Path> outside) implements OpenOutcome {
    public ConsentNeeded {
      outside = List.copyOf(outside);
    }
  }
}
