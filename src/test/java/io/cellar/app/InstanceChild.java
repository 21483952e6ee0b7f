package io.cellar.app;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An {@link InstanceProcess}, with folders of its own. */
final class InstanceChild implements AutoCloseable {
  private static final long PATIENCE = 120;

  private final Process process;
  private final BufferedReader lines;
  private final BufferedWriter input;

  /** Starts the process and waits until it is ready to be told to go. */
  InstanceChild(Path home, Path folder, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dorg.slf4j.simpleLogger.log.io.cellar=error",
            "-cp",
            classPath(),
            InstanceProcess.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("CELLAR_HOME", home.toString());
    builder.environment().remove("XDG_RUNTIME_DIR");
    builder.redirectErrorStream(true);
    process = builder.start();
    lines = process.inputReader(StandardCharsets.UTF_8);
    input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** As seen from another working folder. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  InstanceChild ready() throws IOException {
    String line = line();
    if (!"ready".equals(line)) {
      throw new IOException("the process does not start: " + line);
    }
    return this;
  }

  InstanceChild tell(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
    return this;
  }

  /** The next line that it says; null when it has ended. */
  String line() throws IOException {
    return lines.readLine();
  }

  /** Ends its input and waits for its end; what it still says. */
  List<String> end() throws IOException, InterruptedException {
    input.close();
    List<String> rest = lines.lines().toList();
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      throw new IOException("the process does not end: " + rest);
    }
    return rest;
  }

  long pid() {
    return process.pid();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** SIGSTOP or SIGCONT. */
  void signal(String name) throws IOException, InterruptedException {
    int status = new ProcessBuilder("kill", "-" + name, "" + pid()).start().waitFor();
    if (status != 0) {
      throw new IOException("kill -" + name + " ended with " + status);
    }
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
