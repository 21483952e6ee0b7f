package io.cellar.app;

import io.cellar.input.Redaction;
import java.awt.Desktop;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and links that macOS asks to open. It starts a program once, without arguments, and sends
 * what is to be opened as events, the first of them while the program starts; other systems give
 * arguments. What comes before somebody listens is kept. Any thread.
 */
final class MacOpenEvents {
  private static final Logger LOG = LoggerFactory.getLogger(MacOpenEvents.class);

  /** Where the events come from; in the program, the desktop of AWT. */
  interface Source {
    /** Hands over files, several at a time, from now on. */
    void onFiles(Consumer<List<File>> files);

    /** Hands over links of the schemes that the program's package declares, from now on. */
    void onLink(Consumer<URI> link);
  }

  private final List<List<String>> kept = new ArrayList<>();
  private Consumer<List<String>> listener = kept::add;

  MacOpenEvents(Source source) {
    source.onFiles(files -> hand(files.stream().map(File::getPath)));
    source.onLink(link -> hand(Stream.of(link.toString())));
  }

  /**
   * Begins to take events. JavaFX takes none over and its start replaces what the system had for
   * them: this comes before it. Elsewhere than on macOS there are none.
   */
  static MacOpenEvents begin() {
    return new MacOpenEvents(isMac(System.getProperty("os.name")) ? new Awt() : new Nowhere());
  }

  static boolean isMac(String osName) {
    return osName.toLowerCase(Locale.ROOT).startsWith("mac");
  }

  /**
   * Hands over what came so far, a call for each request in their order, and all that comes from
   * now on.
   *
   * @param locations called with paths and links, never none, one call at a time on whatever thread
   *     the request came; must not wait
   */
  synchronized void listen(Consumer<List<String>> locations) {
    listener = locations;
    kept.forEach(this::tell);
    kept.clear();
  }

  private synchronized void hand(Stream<String> asked) {
    List<String> locations = asked.filter(text -> !text.isBlank()).toList();
    if (!locations.isEmpty()) {
      tell(locations);
    }
  }

  /** What goes wrong with one request must not end AWT's thread, on which all others come. */
  private void tell(List<String> locations) {
    try {
      listener.accept(locations);
    } catch (RuntimeException e) {
      LOG.error(
          "what the system asked to open: {}",
          locations.stream().map(Redaction::address).toList(),
          e);
    }
  }

  private static final class Awt implements Source {
    @Override
    public void onFiles(Consumer<List<File>> files) {
      if (supported(Desktop.Action.APP_OPEN_FILE)) {
        Desktop.getDesktop().setOpenFileHandler(event -> files.accept(event.getFiles()));
      }
    }

    @Override
    public void onLink(Consumer<URI> link) {
      if (supported(Desktop.Action.APP_OPEN_URI)) {
        Desktop.getDesktop().setOpenURIHandler(event -> link.accept(event.getURI()));
      }
    }

    private static boolean supported(Desktop.Action action) {
      return Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(action);
    }
  }

  private static final class Nowhere implements Source {
    @Override
    public void onFiles(Consumer<List<File>> files) {}

    @Override
    public void onLink(Consumer<URI> link) {}
  }
}
