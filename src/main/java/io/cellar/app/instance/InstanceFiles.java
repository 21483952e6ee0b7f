package io.cellar.app.instance;

import io.cellar.settings.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the running program's lock and socket lie: one pair for each set of the user's folders and,
 * on Linux, each display, since a start over {@code ssh -X} wants its window there.
 *
 * @param folder this user's alone
 * @param name of both files, without their endings
 */
record InstanceFiles(Path folder, String name) {
  /** What every system takes as the address of a socket, in bytes: macOS has the least. */
  static final int LONGEST = 102;

  private static final String OWN = "cellar";
  private static final String BELOW_STATE = "run";

  Path socket() {
    return folder.resolve(name + ".socket");
  }

  Path lock() {
    return folder.resolve(name + ".lock");
  }

  /**
   * Where they lie for this process's system. Makes the folder, or sees that the one that is there
   * can be trusted.
   *
   * @param environment of which {@code XDG_RUNTIME_DIR}, {@code DISPLAY}, {@code WAYLAND_DISPLAY}
   *     and {@code HOME} are looked at
   * @throws IOException when there is no folder for them, saying why
   */
  static InstanceFiles of(Folders folders, Map<String, String> environment) throws IOException {
    return of(folders, environment, System.getProperty("os.name"));
  }

  static InstanceFiles of(Folders folders, Map<String, String> environment, String osName)
      throws IOException {
    String name = name(folders, environment, osName);
    Path state = folders.state().resolve(BELOW_STATE);
    Optional<Path> runtime = runtime(environment).map(r -> r.resolve(OWN));
    Path fallback = defaults(environment, osName).state().resolve(BELOW_STATE);
    for (Path folder :
        runtime.map(r -> List.of(r, state, fallback)).orElse(List.of(state, fallback))) {
      InstanceFiles files = new InstanceFiles(folder, name);
      if (files.socket().toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
        OwnFolder.make(folder);
        return files;
      }
    }
    throw new FileSystemException(
        state.toString(),
        null,
        "the folder's path is too long for a socket, expected at most " + LONGEST + " bytes");
  }

  /** The session's folder, where it keeps to the rules that the XDG specification has for it. */
  private static Optional<Path> runtime(Map<String, String> environment) {
    String value = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    try {
      if (value.isEmpty() || !Path.of(value).isAbsolute()) {
        return Optional.empty();
      }
      Path folder = Path.of(value);
      OwnFolder.check(folder);
      return Optional.of(folder);
    } catch (InvalidPathException | IOException _) {
      return Optional.empty(); // the state folder does as well
    }
  }

  /** The user's folders as they are without {@code CELLAR_HOME}, whose path may be long. */
  private static Folders defaults(Map<String, String> environment, String osName) {
    Map<String, String> without = new HashMap<>(environment);
    without.remove("CELLAR_HOME");
    String home = environment.getOrDefault("HOME", "");
    return Folders.of(
        without, osName, Path.of(home.isBlank() ? System.getProperty("user.home") : home));
  }

  private static String name(Folders folders, Map<String, String> environment, String osName)
      throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path folder :
        List.of(folders.config(), folders.data(), folders.cache(), folders.state())) {
      all.append(resolved(folder)).append('\0');
    }
    if (osName.toLowerCase(Locale.ROOT).startsWith("linux")) {
      // :0.0 is the first screen of the display :0
      all.append(environment.getOrDefault("DISPLAY", "").replaceFirst("\\.\\d+$", ""));
      all.append('\0').append(environment.getOrDefault("WAYLAND_DISPLAY", ""));
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Without links, as far as it exists: the same before the folder is made and after. */
  private static Path resolved(Path folder) throws IOException {
    Path whole = folder.toAbsolutePath().normalize();
    for (Path there = whole; there != null; there = there.getParent()) {
      if (Files.exists(there)) {
        return there.toRealPath().resolve(there.relativize(whole)).normalize();
      }
    }
    return whole;
  }
}
