package io.cellar.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The user's folders on each system. Nothing is created here.
 *
 * <p>Linux and others: the XDG base directories. macOS: {@code ~/Library}. Windows: {@code
 * %APPDATA%} and {@code %LOCALAPPDATA%}. The environment variable {@code CELLAR_HOME} replaces all
 * of them by one folder with {@code config}, {@code data}, {@code cache} and {@code state} in it.
 *
 * @param config settings and credentials
 * @param data bookmarks and what else must not be lost
 * @param cache what can be fetched again
 * @param state the log and the last session
 */
public record Folders(Path config, Path data, Path cache, Path state) {
  private static final String NAME = "cellar";

  /** The folders of this process. */
  public static Folders standard() {
    String home = System.getenv().getOrDefault("HOME", "");
    return of(
        System.getenv(),
        System.getProperty("os.name"),
        Path.of(home.isBlank() ? System.getProperty("user.home") : home));
  }

  /**
   * The folders of a given environment.
   *
   * @param osName as in the system property {@code os.name}
   * @param home the user's home folder
   */
  public static Folders of(Map<String, String> environment, String osName, Path home) {
    String own = environment.getOrDefault("CELLAR_HOME", "");
    if (!own.isBlank()) {
      Path root = Path.of(own).toAbsolutePath().normalize();
      return new Folders(
          root.resolve("config"),
          root.resolve("data"),
          root.resolve("cache"),
          root.resolve("state"));
    }
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return windows(environment, home);
    }
    return os.startsWith("mac") ? macOs(home) : xdg(environment, home);
  }

  private static Folders xdg(Map<String, String> environment, Path home) {
    return new Folders(
        base(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve(NAME),
        base(environment, "XDG_DATA_HOME", home.resolve(".local/share")).resolve(NAME),
        base(environment, "XDG_CACHE_HOME", home.resolve(".cache")).resolve(NAME),
        base(environment, "XDG_STATE_HOME", home.resolve(".local/state")).resolve(NAME));
  }

  private static Folders macOs(Path home) {
    Path library = home.resolve("Library");
    Path support = library.resolve("Application Support").resolve("Cellar");
    return new Folders(
        support,
        support,
        library.resolve("Caches").resolve("Cellar"),
        library.resolve("Logs").resolve("Cellar"));
  }

  private static Folders windows(Map<String, String> environment, Path home) {
    Path roaming = base(environment, "APPDATA", home.resolve("AppData").resolve("Roaming"));
    Path local = base(environment, "LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
    Path cellar = local.resolve("Cellar");
    return new Folders(
        roaming.resolve("Cellar"),
        cellar.resolve("Data"),
        cellar.resolve("Cache"),
        cellar.resolve("Logs"));
  }

  /** A relative path in such a variable is invalid and passed over (XDG base directory rules). */
  private static Path base(Map<String, String> environment, String variable, Path otherwise) {
    String value = environment.getOrDefault(variable, "");
    return !value.isEmpty() && Path.of(value).isAbsolute() ? Path.of(value) : otherwise;
  }

  public Path settingsFile() {
    return config.resolve("settings.properties");
  }

  /** The credentials, for the owner's eyes only. */
  public Path credentialsFile() {
    return config.resolve("credentials.properties");
  }

  /** Caches of volumes that have no usable folder of their own, such as those opened by URL. */
  public Path volumes() {
    return cache.resolve("volumes");
  }

  /** One file of bookmarks for each volume. */
  public Path bookmarks() {
    return data.resolve("bookmarks");
  }

  /** The user's list of jobs, a small file each. */
  public Path jobs() {
    return data.resolve("jobs");
  }

  /** What was on show. */
  public Path sessionFile() {
    return state.resolve("session.properties");
  }

  public Path logFile() {
    return state.resolve("cellar.log");
  }
}
