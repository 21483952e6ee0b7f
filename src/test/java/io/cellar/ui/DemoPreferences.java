package io.cellar.ui;

import io.cellar.settings.CredentialLine;
import io.cellar.settings.CredentialsFile.Entry;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Settings in memory. */
public final class DemoPreferences implements Preferences {
  private final Map<String, Entry> entries = new TreeMap<>();
  private Settings settings = Settings.DEFAULT;
  private Optional<Exception> trouble = Optional.empty();

  /** Puts in what a file would have. */
  public DemoPreferences with(Settings now, Entry... kept) {
    settings = now;
    List.of(kept).forEach(entry -> entries.put(entry.host(), entry));
    return this;
  }

  /** From now on nothing can be kept. */
  public void fail(Exception why) {
    trouble = Optional.of(why);
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Folders folders() {
    return Folders.of(Map.of(), "Linux", Path.of("/home/someone"));
  }

  @Override
  public long heap() {
    return 4L << 30;
  }

  @Override
  public boolean credentialsInEnvironment() {
    return false;
  }

  @Override
  public CompletableFuture<List<Entry>> credentials() {
    return CompletableFuture.completedFuture(List.copyOf(entries.values()));
  }

  @Override
  public CompletableFuture<Void> change(
      UnaryOperator<Settings> change, Map<String, Optional<CredentialLine>> credentials) {
    if (trouble.isPresent()) {
      return CompletableFuture.failedFuture(trouble.get());
    }
    settings = change.apply(settings);
    credentials.forEach(
        (host, line) ->
            line.ifPresentOrElse(
                l -> entries.put(host, new Entry(host, l.kind(), l.name())),
                () -> entries.remove(host)));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Optional<String>> checkCertificates(Path file) {
    return checkFolder(file);
  }

  @Override
  public CompletableFuture<Optional<String>> checkFolder(Path folder) {
    return CompletableFuture.completedFuture(
        Files.exists(folder) ? Optional.empty() : Optional.of("There is no such file."));
  }
}
