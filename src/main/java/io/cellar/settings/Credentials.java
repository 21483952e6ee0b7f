package io.cellar.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials per host, from a file that only its owner may read, and from the environment, which
 * wins. Never logged: the text form hides the values.
 *
 * <p>The file has one line per host: {@code host = kind value}, or {@code host\:port = …} for one
 * port alone, with the kinds {@code basic user:password}, {@code bearer TOKEN} and {@code header
 * Name: value}. The environment variable {@code CELLAR_CREDENTIALS} holds lines of the same form.
 */
public final class Credentials {
  /** Holds lines like those of the file. */
  public static final String VARIABLE = "CELLAR_CREDENTIALS";

  private final Map<String, Credential> byHost;

  private Credentials(Map<String, Credential> byHost) {
    this.byHost = Map.copyOf(byHost);
  }

  public static Credentials none() {
    return new Credentials(Map.of());
  }

  /**
   * Reads the file, if there is one, and the environment.
   *
   * @throws IOException when the file cannot be read, is open to others, or a line cannot be used;
   *     the message names the line's host and never its value
   */
  public static Credentials load(Path file, Map<String, String> environment) throws IOException {
    Map<String, Credential> all = new HashMap<>();
    new CredentialsFile(file).lines().forEach((host, line) -> all.put(host, line.credential()));
    CredentialsFile.parse(environment.getOrDefault(VARIABLE, ""), VARIABLE)
        .forEach((host, line) -> all.put(host, line.credential()));
    return new Credentials(all);
  }

  /**
   * What to show a host.
   *
   * @param host name as in the address
   * @param port port of the connection; an entry for host and port goes before one for the host
   */
  public Optional<Credential> of(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(byHost.get(name + ":" + port))
        .or(() -> Optional.ofNullable(byHost.get(name)));
  }

  /** The hosts alone. */
  @Override
  public String toString() {
    return "credentials for " + byHost.keySet();
  }
}
