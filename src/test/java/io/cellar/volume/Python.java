package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks a real Python, the test's judge. Where there is none the test is skipped. */
public final class Python {
  private Python() {}

  /** Runs a script that answers each line of its input with one line. */
  public static List<String> lines(String script, List<String> input)
      throws IOException, InterruptedException {
    return run(script, input, false);
  }

  /** The same for scripts that need numpy. */
  public static List<String> linesWithNumpy(String script, List<String> input)
      throws IOException, InterruptedException {
    return run(script, input, true);
  }

  private static List<String> run(String script, List<String> input, boolean numpy)
      throws IOException, InterruptedException {
    String python =
        Stream.of("/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3")
            .filter(path -> works(path, numpy ? "import numpy" : "pass"))
            .findFirst()
            .orElse("");
    assumeTrue(!python.isEmpty(), "no python3" + (numpy ? " with numpy" : "") + " is installed");
    Path in = Files.createTempFile("cellar-python", ".in");
    Path out = Files.createTempFile("cellar-python", ".out");
    try {
      Files.write(in, input, StandardCharsets.UTF_8);
      Process process =
          new ProcessBuilder(python, "-c", script)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "python did not end");
      assertEquals(0, process.exitValue(), "exit code of python");
      return Files.readAllLines(out, StandardCharsets.UTF_8);
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }

  private static boolean works(String python, String statement) {
    if (!Files.isExecutable(Path.of(python))) {
      return false;
    }
    try {
      Process process =
          new ProcessBuilder(python, "-c", statement)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
