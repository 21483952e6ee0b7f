package io.cellar.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.Python;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The tests of {@code bench/bench.py} are in Python too. */
class BenchScriptTest {
  private static final Path BENCH =
      Path.of(System.getProperty("cellar.test.resources")).resolve("../../../bench").normalize();

  @Test
  void scriptPassesItsOwnTests() throws Exception {
    String said = Python.execute(List.of(python(), BENCH.resolve("test_bench.py").toString()));
    assertTrue(said.endsWith("OK" + System.lineSeparator()), said);
  }

  private static String python() throws InterruptedException {
    try {
      Python.execute(List.of("python3", "--version"));
      return "python3";
    } catch (IOException e) {
      return Assumptions.abort("SKIPPED: no python3");
    }
  }
}
