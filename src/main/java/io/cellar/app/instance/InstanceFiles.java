package io.cellar.app.instance;

import io.cellar.input.RegularFile;
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
 * on Linux, each display, since a start over {@code ssh -X} wants its window there. What is kept of
 * the windows for the next start is one program's, on whatever display.
 *
 * @param folder this user's alone
 * @param name of lock and socket, without their endings
 * @param home name of the lock for what is kept, without its ending
 */
record InstanceFiles(Path folder, String name, String home) {
  /** What every system takes as the address of a socket, in bytes: macOS has the least. */
  static final int LONGEST = 102;

  private static final String OWN = "cellar";
  private static final String BELOW_STATE = "run";
  private static final int LONGEST_HOST = 256;

  Path socket() {
    return folder.resolve(name + ".socket");
  }

  Path lock() {
    return folder.resolve(name + ".lock");
  }

  /** Held by the program that keeps what its windows show. */
  Path session() {
    return folder.resolve(home + ".session");
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
    boolean linux = osName.toLowerCase(Locale.ROOT).startsWith("linux");
    String home = described(folders);
    String screen = linux ? display(environment) : "";
    Optional<Path> session = runtime(environment).map(folder -> folder.resolve(OWN));
    if (session.isPresent()) {
      InstanceFiles files = new InstanceFiles(session.get(), hash(home + screen), hash(home));
      if (files.fit()) {
        return files.made();
      }
    }
    // A home may be on several computers, a socket is on one.
    String host = linux ? hostName() : "";
    String here = hash(home + screen + host);
    Path state = folders.state().resolve(BELOW_STATE);
    Path shorter = defaults(environment, osName).state().resolve(BELOW_STATE);
    for (Path folder : List.of(state, shorter)) {
      InstanceFiles files = new InstanceFiles(folder, here, hash(home + host));
      if (files.fit()) {
        return files.made();
      }
    }
    throw new FileSystemException(
        state.toString(),
        null,
        "the folder's path is too long for a socket, expected at most " + LONGEST + " bytes");
  }

  private boolean fit() {
    return socket().toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
  }

  private InstanceFiles made() throws IOException {
    OwnFolder.make(folder);
    return this;
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

  private static String described(Folders folders) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path folder :
        List.of(folders.config(), folders.data(), folders.cache(), folders.state())) {
      all.append(resolved(folder)).append('\0');
    }
    return all.toString();
  }

  /** The screen behind the point does not matter: {@code :0.0} is the display {@code :0}. */
  private static String display(Map<String, String> environment) {
    return environment.getOrDefault("DISPLAY", "").replaceFirst("\\.\\d+$", "")
        + '\0'
        + environment.getOrDefault("WAYLAND_DISPLAY", "")
        + '\0';
  }

  private static String hostName() throws IOException {
    return RegularFile.readIfExists(Path.of("/proc/sys/kernel/hostname"), LONGEST_HOST)
        .map(name -> new String(name, StandardCharsets.UTF_8).strip())
        .orElse("");
  }

  private static String hash(String what) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
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
