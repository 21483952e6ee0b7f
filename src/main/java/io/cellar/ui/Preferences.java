package io.cellar.ui;

import io.cellar.settings.CredentialLine;
import io.cellar.settings.CredentialsFile;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * The settings as the window changes them. Called on the JavaFX thread; everything returns at once
 * and touches the disk elsewhere.
 */
public interface Preferences {

  /** What holds now; from memory. */
  Settings settings();

  /** Where things lie by default. */
  Folders folders();

  /** Bytes that Java may use at most. */
  long heap();

  /** Whether credentials of the environment go before those of the file. */
  boolean credentialsInEnvironment();

  /**
   * The kept credentials, without their secrets.
   *
   * @return fails with an IOException when their file cannot be used
   */
  CompletableFuture<List<CredentialsFile.Entry>> credentials();

  /**
   * Changes settings and credentials. What can be followed at once is; all of it is on disk when
   * the result is done.
   *
   * @param change made to the settings of that moment
   * @param credentials by host; empty: removed
   * @return fails with an IOException when they cannot be kept
   */
  CompletableFuture<Void> change(
      UnaryOperator<Settings> change, Map<String, Optional<CredentialLine>> credentials);

  /** What is wrong with a file of certificates; empty when nothing is. */
  CompletableFuture<Optional<String>> checkCertificates(Path file);

  /** What is wrong with a folder in which files are to be made; empty when nothing is. */
  CompletableFuture<Optional<String>> checkFolder(Path folder);
}
