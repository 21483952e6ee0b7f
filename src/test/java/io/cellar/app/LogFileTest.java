package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {

  @Test
  void whatIsLoggedHasNoSecrets(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state/cellar.log");
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    PrintStream before = System.err;
    try {
      System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
      LogFile.start(file);
      LoggerFactory.getLogger(LogFileTest.class)
          .error(
              "{} was not opened\u001b[2J",
              "http://u:SECRET@h/d.json?token=SECRET",
              new IllegalArgumentException(
                  "at index 3: https://h/" + "x".repeat(9000) + "?SECRET"));
    } finally {
      System.setErr(before);
    }
    String log = Files.readString(file);
    assertTrue(log.contains("http://h/d.json was not opened\\u001b[2J"), log);
    assertTrue(log.contains("    at io.cellar.app.LogFileTest"), log);
    assertFalse(log.contains("SECRET"), log);
    assertEquals(log, console.toString(StandardCharsets.UTF_8));
  }
}
