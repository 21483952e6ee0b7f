package io.cellar.job.work;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words that start this program a second time, as a list that no shell reads, and the
 * environment that it gets. There are no secrets in either: who can list processes sees both.
 */
final class WorkerCommand {
  /** Set by the launchers: the path of the one for commands. */
  static final String LAUNCHER = "cellar.launcher";

  /** Set by the launchers that jpackage makes: the path of the one that was started. */
  private static final String STARTED = "jpackage.app-path";

  private static final String MAIN = "io.cellar.Main";

  /** What is over before much compiling pays; the same as in the launcher script. */
  private static final List<String> QUICK =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=0.3",
          "-XX:+UseSerialGC",
          "-Xmn32m",
          "-Djdk.virtualThreadScheduler.parallelism=1");

  private static final Pattern SECRET =
      Pattern.compile(
          ".*(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|APIKEY"
              + "|(API|ACCESS|PRIVATE|ACCOUNT|AUTH)_KEY).*");

  /** These name files and accounts, and the files are read by the worker itself. */
  private static final Pattern NO_SECRET =
      Pattern.compile(".*_(FILE|PATH|PROFILE)|GOOGLE_APPLICATION_CREDENTIALS");

  /** Secrets that this program reads from the environment. */
  static final Set<String> READ_BY_US =
      Set.of(
          "CELLAR_CREDENTIALS", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

  private WorkerCommand() {}

  /**
   * The words before those of the command itself.
   *
   * @param quick whether it will be over soon
   */
  static List<String> program(boolean quick) {
    boolean windows = File.separatorChar == '\\';
    return program(
        Stream.of(LAUNCHER, STARTED).map(System::getProperty).filter(Objects::nonNull).toList(),
        Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java").toString(),
        System.getProperty("java.class.path"),
        quick);
  }

  /**
   * The same.
   *
   * @param launchers paths, the best first; those that are no files are passed over
   */
  static List<String> program(
      List<String> launchers, String java, String classPath, boolean quick) {
    Optional<String> own =
        launchers.stream()
            .filter(path -> !isInterpreted(path) && Files.isRegularFile(Path.of(path)))
            .findFirst();
    if (own.isPresent()) {
      return List.of(own.get());
    }
    List<String> words = new ArrayList<>();
    words.add(java);
    words.addAll(quick ? QUICK : List.of());
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djdk.util.jar.version=21"));
    words.addAll(List.of("-cp", classPath, MAIN));
    return words;
  }

  /** Whether the command interpreter of Windows would read the words that follow. */
  private static boolean isInterpreted(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".bat") || name.endsWith(".cmd");
  }

  /**
   * What gives a process a session of its own, so that it does not end with its terminal; nothing
   * where the system has none.
   *
   * @param path as the variable {@code PATH} holds it
   */
  static Optional<String> ownSession(String path) {
    return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "setsid").toAbsolutePath())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .map(Path::toString)
        .findFirst();
  }

  /** The variables whose names tell of a secret, in alphabetical order. */
  static SortedSet<String> secrets(Collection<String> names) {
    SortedSet<String> secrets = new TreeSet<>();
    for (String name : names) {
      String upper = name.toUpperCase(Locale.ROOT);
      if (SECRET.matcher(upper).matches() && !NO_SECRET.matcher(upper).matches()) {
        secrets.add(name);
      }
    }
    return secrets;
  }
}
