package io.cellar.job.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Styles from files, good and bad. */
class StyleFileTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("style.json"), text);
  }

  private static StyleException refused(Path file) {
    StyleException e = assertThrows(StyleException.class, () -> StyleFile.read(file, 4));
    assertTrue(e.getMessage().contains(": " + file + ": "), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    return e;
  }

  private void refused(String text, String field, String beginning) throws IOException {
    StyleException e = refused(file(text));
    assertEquals(Optional.of(field).filter(f -> !f.isEmpty()), e.field(), e.getMessage());
    assertTrue(e.getMessage().startsWith(beginning), e.getMessage());
  }

  @Test
  void aStyleIsRead() throws IOException {
    ConcurrencyStyle style =
        StyleFile.read(
            file(
                """
                { "numReadWorkers": 8, "numComputeWorkers": 2, "computeWorkerKind": "CW_SUBPROC",
                  "computeBufferPopTimeout": 2.5, "computeBarrierTimeout": null }
                """),
            1);
    assertEquals(8, style.numReadWorkers());
    assertEquals(WorkerKind.SUBPROC, style.computeWorkerKind());
    assertEquals(Optional.of(Duration.ofMillis(2500)), style.computeBufferPopTimeout());
    assertEquals(Optional.empty(), style.computeBarrierTimeout());
    assertEquals(ConcurrencyStyle.DEFAULT, StyleFile.read(file("{}"), 1));
  }

  @Test
  void aWrongFieldIsNamedWithTheFile() throws IOException {
    Path file = file("{\"numReadWorker\": 8}");
    assertEquals(
        "there is no such field: "
            + file
            + ": \"numReadWorker\": expected one of numReadWorkers, numComputeWorkers,"
            + " computeWorkerKind, computeWorkersRead, singleBlockComputeWorkers, haveSharedTemp,"
            + " readBufferInsertTimeout, readBufferPopTimeout, computeBufferInsertTimeout,"
            + " computeBufferPopTimeout, computeBarrierTimeout; did you mean numReadWorkers?",
        refused(file).getMessage());
    refused("{\"numReadWorkers\": \"8\"}", "numReadWorkers", "no integer: ");
    refused("{\"numReadWorkers\": 8.0}", "numReadWorkers", "no integer: ");
    refused("{\"numReadWorkers\": 99999999999999999999}", "numReadWorkers", "too large: ");
    refused("{\"numReadWorkers\": {\"a\": 1}}", "numReadWorkers", "no integer: ");
    refused("{\"readBufferPopTimeout\": 1e999999999}", "readBufferPopTimeout", "far too long");
    refused("{\"readBufferPopTimeout\": [10]}", "readBufferPopTimeout", "no time: ");
    refused("{\"haveSharedTemp\": false}", "haveSharedTemp", "workers know of each other");
    refused(
        "{\"numComputeWorkers\": 5, \"computeWorkerKind\": \"CW_THREADS\"}",
        "numComputeWorkers",
        "5 threads are more than the 4 processors");
  }

  @Test
  void aFieldThatIsThereTwice() throws IOException {
    refused(
        "{\"numReadWorkers\": 8, \"numReadWorkers\": 9}",
        "numReadWorkers",
        "a field is there twice: ");
  }

  @Test
  void whatIsNoObject() throws IOException {
    refused("", "", "the file is empty: ");
    refused("  \n", "", "the file is empty: ");
    refused("[8]", "", "the file holds no JSON object: ");
    refused("8", "", "the file holds no JSON object: ");
    refused("null", "", "the file holds no JSON object: ");
  }

  @Test
  void whatIsNoJson() throws IOException {
    refused("{\"numReadWorkers\": 8", "", "the file is not JSON: ");
    refused("{'numReadWorkers': 8}", "", "the file is not JSON: ");
    refused("{} {}", "", "the file is not JSON: ");
    refused("{\"numReadWorkers\": NaN}", "", "the file is not JSON: ");
    refused("[".repeat(60_000), "", "the file is not JSON: ");
    Path binary = folder.resolve("binary.json");
    Files.write(binary, new byte[] {(byte) 0x89, 'H', 'D', 'F', 13, 10, 26, 10});
    assertTrue(refused(binary).getMessage().startsWith("the file is not JSON: "));
    assertTrue(refused(file("{\n\n oops}")).getMessage().contains("line 3"));
  }

  @Test
  void whatIsTooLongOrNoFile() throws IOException {
    refused("{}" + " ".repeat(64 * 1024), "", "the file is longer than 65536 bytes: ");
    assertEquals(ConcurrencyStyle.DEFAULT, StyleFile.read(file("{}" + " ".repeat(65_534)), 1));
    assertTrue(refused(folder).getMessage().startsWith("is a folder, not a file: "));
    assertTrue(
        refused(folder.resolve("none.json"))
            .getMessage()
            .startsWith("there is no such file or folder: "));
  }

  @Test
  void namesFromStrangersStayOnOneLine() throws IOException {
    String name = "x\\u001b[31m\\n" + "y".repeat(5000);
    StyleException e = refused(file("{\"" + name + "\": 1}"));
    assertTrue(e.getMessage().length() < 700, e.getMessage());
    assertTrue(e.getMessage().contains("\"x\\u001b[31m\\u000ay"), e.getMessage());
    byte[] bytes = e.getMessage().getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      assertTrue(b < 0 || b >= ' ', e.getMessage());
    }
  }
}
