package io.cellar.app;

import io.cellar.session.AgreedServers;
import io.cellar.settings.Consents;
import io.cellar.settings.Settings;
import io.cellar.settings.SettingsFile;
import io.cellar.settings.WindowLayout;
import io.cellar.settings.WindowPlace;
import io.cellar.source.AllowedHosts;
import io.cellar.thread.Threads;
import io.cellar.ui.WindowMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings while the program runs: read once, changed in memory, written in the background.
 * Thread-safe.
 */
final class Memory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  private final Optional<SettingsFile> file;
  private final AtomicReference<Settings> settings;
  private final ExecutorService writer = Threads.inOrder("settings");
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /**
   * Settings in memory.
   *
   * @param file where changes are written; empty: nowhere
   */
  Memory(Optional<SettingsFile> file, Settings settings) {
    this.file = file;
    this.settings = new AtomicReference<>(settings);
  }

  Settings settings() {
    return settings.get();
  }

  /** Calls somebody when settings have changed, on the thread that changed them. */
  void onChange(Runnable news) {
    listeners.add(news);
  }

  /** Changes the settings and has them written soon. */
  void change(UnaryOperator<Settings> change) {
    Settings before = settings.get();
    Settings after = settings.updateAndGet(change);
    if (!after.equals(before)) {
      file.ifPresent(any -> writer.execute(this::save));
      listeners.forEach(Runnable::run);
    }
  }

  /**
   * Changes the settings and writes them before it returns. Not on the window's thread.
   *
   * @throws IOException when they cannot be written; they are changed for this run all the same
   */
  void changeNow(UnaryOperator<Settings> change) throws IOException {
    settings.updateAndGet(change);
    listeners.forEach(Runnable::run);
    if (file.isPresent()) {
      file.get().save(settings.get());
    }
  }

  private void save() {
    try {
      file.orElseThrow().save(settings.get());
    } catch (IOException e) {
      LOG.warn("the settings were not saved: {}", e.getMessage());
    }
  }

  List<String> recent() {
    return settings().recent();
  }

  void opened(String location) {
    change(s -> s.withOpened(location));
  }

  void clearRecent() {
    change(s -> s.withRecent(List.of()));
  }

  boolean agreed(Path description, Path folder) {
    return settings().consents().allow(description, folder);
  }

  void agree(Path description, Path folder) {
    change(
        s -> {
          Consents more = s.consents().with(description, folder);
          return s.withConsents(more);
        });
  }

  /** The servers that may be asked for a location: every one, but for what a link led to. */
  AllowedHosts servers(String location) {
    return AgreedServers.of(settings().consents().links(), location);
  }

  /** Remembers that a link led to a location, and which servers the user agreed to. */
  void agreeForLink(String location, Set<String> servers) {
    change(
        s -> {
          Consents all = s.consents();
          return s.withConsents(
              all.withLinks(all.links().with(AgreedServers.place(location), servers)));
        });
  }

  /** How the window was left. */
  WindowMemory window() {
    Settings s = settings();
    WindowPlace first =
        new WindowPlace(0, 0, WindowMemory.FIRST.width(), WindowMemory.FIRST.height(), false);
    WindowPlace place = s.window().orElse(first);
    WindowLayout layout = s.layout();
    return new WindowMemory(
        s.theme(),
        place.width(),
        place.height(),
        place.maximised(),
        layout.sidePanel(),
        layout.statistics(),
        layout.splitH(),
        layout.splitV(),
        layout.panes(),
        layout.greeted());
  }

  void remember(WindowMemory w) {
    change(
        s ->
            s.withTheme(w.theme())
                .withWindow(new WindowPlace(0, 0, w.width(), w.height(), w.maximized()))
                .withLayout(
                    new WindowLayout(
                        w.sidePanel(),
                        w.statistics(),
                        w.splitH(),
                        w.splitV(),
                        w.panes(),
                        w.greeted())));
  }

  /** Waits until everything is written. */
  @Override
  public void close() {
    writer.close();
  }
}
