package io.cellar.session;

import io.cellar.source.Credentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The user's credentials as the HTTP client asks for them; can be read again while it works. */
final class KeptCredentials implements Credentials {
  private final Path file;
  private volatile io.cellar.settings.Credentials kept = io.cellar.settings.Credentials.none();

  /** None as long as {@link #load} has not been called. */
  KeptCredentials(Path file) {
    this.file = file;
  }

  /**
   * Reads file and environment; requests from now on use them.
   *
   * @throws IOException when the file cannot be used; the earlier ones hold
   */
  void load() throws IOException {
    kept = io.cellar.settings.Credentials.load(file, System.getenv());
  }

  @Override
  public Optional<Header> forHost(String origin) {
    int port = origin.lastIndexOf(':');
    String host = origin.substring(origin.indexOf("://") + 3, port);
    return kept.of(host, Integer.parseInt(origin.substring(port + 1)))
        .map(secret -> new Header(secret.header(), secret.value()));
  }
}
