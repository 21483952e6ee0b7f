package io.cellar.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program with a window in a JVM of its own: on the display that there is, else on an Xvfb of its
 * own, else off-screen.
 */
final class WindowProcess {
  private WindowProcess() {}

  /**
   * Runs a main class to its end.
   *
   * @param options of the JVM
   * @param patience how long it may take
   * @param arguments of the program
   * @return what it printed
   * @throws IOException if it did not end well
   */
  static String run(Class<?> main, List<String> options, Duration patience, Object... arguments)
      throws IOException, InterruptedException {
    Optional<Process> server = System.getenv("DISPLAY") == null ? xvfb() : Optional.empty();
    try {
      List<String> platform =
          System.getenv("DISPLAY") != null
              ? List.of()
              : server.isPresent()
                  ? List.of("-Dprism.order=sw", "-Dwindow.display=Xvfb")
                  : List.of("-Dprism.order=sw", "-Dglass.platform=Headless");
      ProcessBuilder builder = new ProcessBuilder(command(main, options, platform, arguments));
      if (server.isPresent()) {
        builder.environment().put("DISPLAY", ":" + number(server.get()));
        builder.environment().put("GDK_BACKEND", "x11");
      }
      return run(builder, patience);
    } finally {
      server.ifPresent(Process::destroy);
    }
  }

  /**
   * Starts a main class off-screen, which is to be ended by whoever asked.
   *
   * @param output gets what it prints
   * @param arguments of the program
   */
  static Process start(Class<?> main, Path output, Object... arguments) throws IOException {
    List<String> platform = List.of("-Dprism.order=sw", "-Dglass.platform=Headless");
    return new ProcessBuilder(command(main, List.of("-Xmx512m"), platform, arguments))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static List<String> command(
      Class<?> main, List<String> options, List<String> platform, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(platform);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }

  private static String run(ProcessBuilder builder, Duration patience)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("window", ".txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
      String printed = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        String how = ended ? "ended with " + process.exitValue() : "took longer than " + patience;
        throw new IOException("the window's process " + how + ": " + printed);
      }
      return printed;
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  /** A display of 1920 x 1080 pixels in memory, if the system can make one. */
  private static Optional<Process> xvfb() {
    try {
      return Optional.of(
          new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1920x1080x24", "-noreset")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** The display's number, which it prints when it is ready. */
  private static String number(Process xvfb) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(xvfb.getInputStream(), StandardCharsets.US_ASCII));
    String number = lines.readLine();
    if (number == null) {
      throw new IOException("Xvfb does not start");
    }
    return number.strip();
  }
}
