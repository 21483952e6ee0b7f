package io.cellar.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
   * @param away whether it may be there all the same, since a server does not answer
   */
  record Refused(String location, List<String> problems, String details, boolean away)
      implements OpenOutcome {
    public Refused {
      problems = List.copyOf(problems);
    }

    /** It is known what is wrong with it. */
    public Refused(String location, List<String> problems, String details) {
      this(location, problems, details, false);
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
   * It came by a link, and nobody has agreed yet to ask the server that it names, or that what was
   * read there names. That server was not asked for anything.
   *
   * @param location the link as given
   * @param address what the link names, as it may be shown
   * @param host the server, as it may be shown
   * @param namedBy the server on which a description names it; empty: the link itself does
   * @param credentials whether something secret of the user's would be sent to it
   * @param agreed what to pass to {@link WindowActions#openLink} when the user agrees
   */
  record HostConsentNeeded(
      String location,
      String address,
      String host,
      Optional<String> namedBy,
      boolean credentials,
      Set<String> agreed)
      implements OpenOutcome {
    public HostConsentNeeded {
      agreed = Set.copyOf(agreed);
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
