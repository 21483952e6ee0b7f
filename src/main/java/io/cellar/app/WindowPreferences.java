package io.cellar.app;

import io.cellar.session.Reasons;
import io.cellar.session.Volumes;
import io.cellar.settings.CredentialLine;
import io.cellar.settings.Credentials;
import io.cellar.settings.CredentialsFile;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.source.CertificateFile;
import io.cellar.ui.Preferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** Changes the settings of the running program. Thread-safe. */
final class WindowPreferences implements Preferences {
  private final Memory memory;
  private final Volumes volumes;
  private final Folders folders;
  private final CredentialsFile credentials;
  private final Executor background;

  WindowPreferences(Memory memory, Volumes volumes, Folders folders, Executor background) {
    this.memory = memory;
    this.volumes = volumes;
    this.folders = folders;
    this.credentials = new CredentialsFile(folders.credentialsFile());
    this.background = background;
  }

  @Override
  public Settings settings() {
    return memory.settings();
  }

  @Override
  public Folders folders() {
    return folders;
  }

  @Override
  public long heap() {
    return Runtime.getRuntime().maxMemory();
  }

  @Override
  public boolean credentialsInEnvironment() {
    return !System.getenv().getOrDefault(Credentials.VARIABLE, "").isBlank();
  }

  /** Work on the disk that may fail with an IOException. */
  private interface DiskWork<T> {
    T run() throws IOException;
  }

  private <T> CompletableFuture<T> later(DiskWork<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.run();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        background);
  }

  @Override
  public CompletableFuture<List<CredentialsFile.Entry>> credentials() {
    return later(credentials::entries);
  }

  @Override
  public CompletableFuture<Void> change(
      UnaryOperator<Settings> change, Map<String, Optional<CredentialLine>> secrets) {
    return later(
        () -> {
          if (!secrets.isEmpty()) {
            credentials.change(secrets);
            volumes.reloadCredentials();
          }
          try {
            memory.changeNow(change);
          } finally {
            volumes.apply(memory.settings(), folders);
          }
          return null;
        });
  }

  @Override
  public CompletableFuture<Optional<String>> checkCertificates(Path file) {
    return problem(() -> CertificateFile.check(file));
  }

  @Override
  public CompletableFuture<Optional<String>> checkFolder(Path folder) {
    return problem(() -> requireUsable(folder));
  }

  private static void requireUsable(Path folder) throws IOException {
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there)) {
      throw new IOException((there == null ? folder : there) + " is not a folder.");
    }
    if (!Files.isWritable(there)) {
      throw new IOException("Nothing may be written in " + there + ".");
    }
  }

  /** A check that throws what is wrong. */
  private interface Check {
    void run() throws IOException;
  }

  private CompletableFuture<Optional<String>> problem(Check check) {
    return later(
        () -> {
          try {
            check.run();
            return Optional.empty();
          } catch (IOException e) {
            return Optional.of(Reasons.of(e));
          }
        });
  }
}
