package io.cellar.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another process on the class path of the tests, with folders of its own. */
final class Child implements AutoCloseable {
  private static final Duration PATIENCE = FaultRig.PATIENCE;
  private static final int KILLED = 128 + 9;

  private final Process process;
  private final Path output;

  /**
   * Starts a main class.
   *
   * @param home its settings, log and caches
   */
  Child(Path home, String main, List<String> arguments) throws IOException {
    this(home, List.of(), main, arguments);
  }

  /** A program under a shell, which waits for it: {@link #kill} is the shell's end alone. */
  static Child underShell(Path home, String main, List<String> arguments) throws IOException {
    return new Child(home, List.of("sh", "-c", "\"$@\"; exit $?", "sh"), main, arguments);
  }

  private Child(Path home, List<String> before, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
            "-Dglass.platform=Headless", // for those that have a window
            "-Dprism.order=sw",
            "-cp",
            System.getProperty("java.class.path"),
            main));
    command.addAll(arguments);
    Files.createDirectories(home);
    output = Files.createTempFile(home, "output", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CELLAR_HOME", home.toString());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    process = builder.start();
  }

  /** {@code cellar fetch} with so many requests at a time. */
  static Child fetch(FaultRig rig, int parallel) throws IOException {
    return new Child(
        rig.folder().resolve("home"),
        "io.cellar.Main",
        List.of("fetch", rig.file().toString(), "--parallel", "" + parallel, "--json"));
  }

  /** True for its temporary files, by their names. */
  boolean made(Path temporary) {
    return temporary.getFileName().toString().contains("." + process.pid() + "-");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Stops it with SIGSTOP, or lets it go on with SIGCONT. */
  void signal(String name) throws IOException, InterruptedException {
    int status = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    if (status != 0) {
      throw new IOException("kill -" + name + " ended with " + status);
    }
  }

  /** True when it writes to a cache: it then has a journal there. */
  boolean writesTo(Path root) throws IOException {
    Path journals = root.resolve(".cellar/journal");
    if (!Files.isDirectory(journals)) {
      return false;
    }
    try (Stream<Path> all = Files.list(journals)) {
      return all.anyMatch(file -> file.toString().contains("-" + process.pid() + "-"));
    }
  }

  /** Ends it with SIGKILL; false if it had ended by itself before. */
  boolean kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
    return process.exitValue() == KILLED;
  }

  /** Ends with SIGKILL the program below a shell; false if there was none any more. */
  boolean killBelow() throws InterruptedException {
    boolean hit =
        process.toHandle().children().map(ProcessHandle::destroyForcibly).anyMatch(k -> k);
    process.waitFor();
    return hit;
  }

  /** Waits for its end; it must end well. */
  void finish(Score score, String what) throws IOException, InterruptedException {
    score.limit(PATIENCE);
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      score.hung(what + ": " + output());
      kill();
      return;
    }
    score.require(
        process.exitValue() == 0, what + " ended with " + process.exitValue() + ": " + output());
  }

  /** What it printed so far. */
  String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
