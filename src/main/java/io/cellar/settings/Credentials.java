package io.cellar.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

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

  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Map<String, Credential> byHost;

  private Credentials(Map<String, Credential> byHost) {
    this.byHost = Map.copyOf(byHost);
  }

  /** No credentials. */
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
    try {
      requireOwnerOnly(file);
      all.putAll(parse(Files.readString(file), file.toString()));
    } catch (NoSuchFileException e) {
      // no file, no credentials from it
      all.clear();
    }
    all.putAll(parse(environment.getOrDefault(VARIABLE, ""), VARIABLE));
    return new Credentials(all);
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && !OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
      throw new IOException(
          file + " may be read by others: allow its owner alone (chmod 600) and start again");
    }
  }

  private static Map<String, Credential> parse(String text, String where) throws IOException {
    Properties lines = new Properties();
    try {
      lines.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      throw new IOException(where + " is not in the form host = kind value");
    }
    Map<String, Credential> byHost = new HashMap<>();
    for (String host : lines.stringPropertyNames()) {
      byHost.put(host.toLowerCase(Locale.ROOT), credential(lines.getProperty(host), where, host));
    }
    return byHost;
  }

  private static Credential credential(String line, String where, String host) throws IOException {
    String[] words = line.strip().split("\\s+", 2);
    String value = words.length == 2 ? words[1] : "";
    int colon = value.indexOf(':');
    try {
      String before = colon > 0 ? value.substring(0, colon) : "";
      String after = colon > 0 ? value.substring(colon + 1) : "";
      return switch (words[0]) {
        case "bearer" -> Credential.bearer(value);
        case "basic" -> Credential.basic(before, after);
        case "header" -> new Credential(before.strip(), after.strip());
        default ->
            throw new IllegalArgumentException(
                "expected basic user:password, bearer TOKEN or header Name: value");
      };
    } catch (IllegalArgumentException e) {
      throw new IOException(where + ", host " + host + ": " + e.getMessage(), e);
    }
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
