package io.cellar.ui;

import java.nio.file.Path;
import java.util.List;

/** What came of opening a location. */
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

  /**
   * It holds several things, and it has to be said which of them are meant.
   *
   * @param location file or URL, as it may be shown
   * @param what what it is, such as {@code an OME-Zarr plate}
   * @param choices in their own order, at least one
   */
  record Choose(String location, String what, List<Choice> choices) implements OpenOutcome {
    public Choose {
      choices = List.copyOf(choices);
    }
  }

  /**
   * One of several things that can be opened.
   *
   * @param location opens it
   * @param path from the whole to it
   * @param label what it is called
   */
  record Choice(String location, String path, String label) {}
}
