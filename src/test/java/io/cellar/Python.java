package io.cellar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs h5py and numpy for tests that compare with them. Such tests are skipped without them. */
public final class Python {
  private static final List<String> NAMES = List.of("/usr/bin/python3", "python3", "python");
  private static final Optional<String> FOUND =
      NAMES.stream().filter(Python::hasLibraries).findFirst();
  private static final int SECONDS = 120;

  private Python() {}

  /**
   * Runs a script of src/test/resources to its end.
   *
   * @param script path below the resources
   * @return what it printed
   * @throws IOException if it fails; the message holds what it printed
   */
  public static String run(String script, String... arguments)
      throws IOException, InterruptedException {
    String python =
        FOUND.orElseGet(
            () -> Assumptions.abort("SKIPPED: no Python with h5py and numpy among " + NAMES));
    List<String> command = new java.util.ArrayList<>();
    command.add(python);
    command.add(Path.of(System.getProperty("cellar.test.resources"), script).toString());
    command.addAll(List.of(arguments));
    return execute(command);
  }

  /** Runs any program to its end and gives what it printed. */
  public static String execute(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("output", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        throw new IOException(
            command + (ended ? " failed: " : " took more than " + SECONDS + " s: ") + text);
      }
      return text;
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static boolean hasLibraries(String python) {
    try {
      execute(List.of(python, "-c", "import h5py, numpy"));
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
