package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {
  @TempDir private Path folder;
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();

  @BeforeEach
  void catchMessages() {
    System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveBack() {
    System.setErr(before);
  }

  @Test
  void messagesGoToBoth() throws Exception {
    Path file = folder.resolve("state/cellar.log");
    LogFile.start(file, false);
    System.err.println("something");
    assertTrue(Files.readString(file).contains("something"));
    assertTrue(console.toString(StandardCharsets.UTF_8).contains("something"));
  }

  @Test
  void warningsOfWhatIsToldInTheEndGoToTheFileAlone() throws Exception {
    Path file = folder.resolve("state/cellar.log");
    LogFile.start(file, true);
    System.err.println("[app-open-0] WARN Opening - it was not opened");
    System.err.println("[main] ERROR Program - an error");
    System.err.println("cellar: the reason");
    assertTrue(Files.readString(file).contains("WARN Opening - it was not opened"));
    assertEquals(
        List.of("[main] ERROR Program - an error", "cellar: the reason"),
        console.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void whatIsLoggedHasNoSecrets() throws Exception {
    Path file = folder.resolve("state/cellar.log");
    LogFile.start(file, false);
    LoggerFactory.getLogger(LogFileTest.class)
        .error(
            "{} was not opened\u001b[2J",
            "http://u:SECRET@h/d.json?token=SECRET",
            new IllegalArgumentException("at index 3: https://h/" + "x".repeat(9000) + "?SECRET"));
    String log = Files.readString(file);
    assertTrue(log.contains("http://h/d.json was not opened\\u001b[2J"), log);
    assertTrue(log.contains("    at io.cellar.app.LogFileTest"), log);
    assertFalse(log.contains("SECRET"), log);
    assertEquals(
        log.replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d ", ""),
        console.toString(StandardCharsets.UTF_8));
    assertTrue(log.matches("(?s)\\d{4}-\\d\\d-\\d\\d .*"), log);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsNotWaitedFor() throws Exception {
    Path pipe = folder.resolve("cellar.log");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    Path link = Files.createSymbolicLink(folder.resolve("linked.log"), pipe);
    for (Path log : new Path[] {pipe, link, folder}) {
      console.reset();
      assertTimeoutPreemptively(Duration.ofSeconds(60), () -> LogFile.start(log, false));
      String said = console.toString(StandardCharsets.UTF_8);
      assertTrue(said.contains("no log is kept: " + log + " is a "), said);
    }
    assertFalse(Files.isRegularFile(pipe));
  }
}
