package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands in a process of their own that has no JavaFX: whoever needed a class of it would die.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadlessTest {
  private static final String WITHOUT_JAVAFX =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> !entry.matches(".*(javafx|controlsfx).*\\.jar"))
          .collect(Collectors.joining(File.pathSeparator));

  private Path folder;
  private BlockServer server;
  private Path description;

  @BeforeAll
  void serve(@TempDir Path temporary) throws IOException {
    folder = temporary;
    server =
        BlockServer.start(Map.of("tissue", new SyntheticVolume().level(4)), ServerOptions.DEFAULT);
    description = SampleDescription.of(server, "tissue", new long[] {32, 32, 32}).write(folder);
    Files.writeString(
        folder.resolve("style.json"),
        "{\"computeWorkerKind\": \"CW_SUBPROC\", \"numComputeWorkers\": 1, "
            + "\"numReadWorkers\": 2, \"computeWorkersRead\": false}");
  }

  @AfterAll
  void end() {
    server.close();
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", WITHOUT_JAVAFX, "io.cellar.Main"));
    Arrays.stream(words)
        .map(word -> word.replace("FILE", description.toString()))
        .map(word -> word.replace("DIR", folder.toString()))
        .forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CELLAR_HOME", folder.resolve("home").toString());
    builder.environment().remove("DISPLAY");
    builder.redirectError(folder.resolve("messages").toFile());
    return builder.start();
  }

  private String messages() throws IOException {
    return Files.readString(folder.resolve("messages"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "help fetch",
        "check FILE",
        "info FILE --json",
        "fetch FILE --roi 0:32,0:32,0:64",
        "read FILE --roi 0:32,0:32,0:64 --out DIR/voxels.h5",
        "slice FILE --axis z --at 3 --roi 0:32,0:32,0:64 --out DIR/slice.png",
        "jobs add FILE --roi 0:32,0:32,0:64 --on here",
        "jobs add FILE --roi 0:32,0:32,0:64 --on here --style DIR/style.json",
        "jobs list",
        "verify FILE --repair",
        "locks FILE",
        "forget FILE --roi : --yes",
        "train upkeep voxels"
      })
  void endsWell(String line) throws Exception {
    printed(line);
  }

  @Test
  void worksOnAJob() throws Exception {
    String job = printed("jobs add FILE --roi 0:32,0:32,0:64 --name one --paused").strip();
    printed("work " + job);
    assertTrue(printed("jobs show one").contains("finished"), messages());
    job = printed("jobs add FILE --roi 0:32,0:32,0:96 --name two --paused").strip();
    printed("jobs run " + job);
    assertTrue(printed("jobs show two").contains("finished"), messages());
  }

  @Test
  void aJobGoesOnInTheBackground() throws Exception {
    printed("jobs add FILE --roi 32:64,0:32,0:64 --name three");
    long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    String shown = printed("jobs show three");
    while (!shown.contains("status: finished") && System.nanoTime() - end < 0) {
      shown = printed("jobs show three");
    }
    assertTrue(shown.contains("status: finished"), shown);
    printed("jobs remove three");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // which has no such signal
  void aFetchThatIsAskedToEndGivesBackWhatItHasNotDone() throws Exception {
    long before = server.log().requests();
    server.setFaults(FaultPlan.parse(List.of("outage=60"), 0));
    Process process = start("fetch", "FILE", "--roi", "32:128,:,:", "--parallel", "2");
    try {
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (server.log().requests() == before && System.nanoTime() - end < 0) {
        Thread.sleep(20);
      }
      process.toHandle().destroy(); // its streams stay open
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(130, process.waitFor(), out + messages());
      assertTrue(out.contains("not tried: "), out);
      assertTrue(messages().contains("to go on: cellar jobs run fetch-"), messages());
    } finally {
      process.destroyForcibly();
      server.setFaults(FaultPlan.NONE);
    }
    String listed = printed("jobs list");
    assertTrue(listed.lines().anyMatch(l -> l.matches("fetch-\\w+ .* paused .*")), listed);
    assertTrue(printed("jobs run fetch-").contains("failed: 0"), messages());
  }

  private String printed(String line) throws Exception {
    Process process = start(line.split(" "));
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), line + "\n" + out + messages());
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sample --cache DIR/sample", "serve DIR/served.h5 --cache DIR/cache"})
  void serves(String line) throws Exception {
    assertEquals(
        0,
        CommandRun.of(
                "read", description, "--roi", "0:8,0:8,0:8", "--out", folder.resolve("served.h5"))
            .code());
    Process process = start(line.split(" "));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String written = out.readLine();
      assertTrue(written != null && Files.exists(Path.of(written)), written + messages());
      CommandRun read = CommandRun.of("read", written, "--roi", "0:8,0:8,0:8", "--level", "0");
      assertEquals(0, read.code(), read.err());
    } finally {
      process.toHandle().destroy(); // its streams stay open
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
    }
  }

  /** That the processes above really had no JavaFX. */
  @Test
  void theWindowDoesNotOpenWithoutIt() throws Exception {
    Process process = start("open", "FILE", "--picture", folder.resolve("w.png").toString());
    process.getInputStream().readAllBytes();
    assertNotEquals(0, process.waitFor());
    assertTrue(messages().contains("NoClassDefFoundError: javafx/"), messages());
  }
}
