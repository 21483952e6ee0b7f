package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobStatus;
import io.cellar.sample.BlockServer;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.JobRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A window in a process of its own is killed while it works on a job. */
@ExtendWith(Fx.class)
class KilledWindowTest {
  private static final int COARSE = 4;
  private static final int BLOCKS = 64;

  @TempDir Path folder;

  @Test
  void theJobIsThereAtTheNextStartAndNoBlockOnDiskIsAskedForAgain() throws Exception {
    try (BlockServer server =
            BlockServer.start(
                Map.of("tissue", new SyntheticVolume().level(COARSE)),
                ServerOptions.DEFAULT.withLatency(Duration.ofMillis(200)));
        ProgramWindow program = new ProgramWindow(folder)) {
      Path description = program.describe(server, "tissue");
      killed(program, description);
      assertTrue(server.log().awaitConnections(0, Duration.ofSeconds(60)), "all requests are read");
      Set<String> there = onDisk(description.getParent());
      Map<String, Integer> before = server.log().requestsByPath();
      assertTrue(there.size() > 10 && there.size() < BLOCKS, there.size() + " blocks");

      program.start();
      await("its row", () -> program.jobs().rows().size() == 1);
      await("seen", () -> row(program).state().isPresent());
      JobRow row = row(program);
      assertEquals(JobStatus.PAUSED, row.state().get().status());
      assertFalse(row.here());
      assertEquals(before, server.log().requestsByPath(), "nothing is begun without a click");
      program.jobs().resume(row.id());
      await(
          "all of it",
          () -> row(program).state().filter(s -> s.status() == JobStatus.FINISHED).isPresent());
      assertEquals(BLOCKS, onDisk(description.getParent()).size());
      Map<String, Integer> asked = server.log().requestsByPath();
      assertEquals(BLOCKS, asked.size());
      asked.replaceAll((path, times) -> times - before.getOrDefault(path, 0));
      asked.values().removeIf(times -> times == 0);
      assertEquals(Set.of(1), Set.copyOf(asked.values()), "each once after the start");
      assertEquals(BLOCKS - there.size(), asked.size(), "those that were not on disk");
      asked.keySet().forEach(path -> assertFalse(there.contains(file(path)), path));
    }
  }

  /** The name of the file of a block, from the path that a server is asked for, x first. */
  private static String file(String path) {
    Matcher m =
        Pattern.compile("/tissue/(\\d+)-(\\d+)_(\\d+)-(\\d+)_(\\d+)-(\\d+)\\.h5").matcher(path);
    assertTrue(m.matches(), path);
    return "block-([%s, %s, %s], [%s, %s, %s]).h5"
        .formatted(m.group(5), m.group(3), m.group(1), m.group(6), m.group(4), m.group(2));
  }

  private void killed(ProgramWindow program, Path description) throws Exception {
    Path output = folder.resolve("output.txt");
    Process window = WindowProcess.start(FetchingWindow.class, output, folder, description);
    try {
      await(
          "some blocks on disk",
          () -> {
            assertTrue(window.isAlive(), () -> read(output));
            return onDisk(description.getParent()).size() > 15 && isWorkedOn(program);
          });
    } finally {
      window.destroyForcibly();
      assertTrue(window.waitFor(60, TimeUnit.SECONDS));
    }
  }

  private static boolean isWorkedOn(ProgramWindow program) {
    try {
      for (JobList.Entry entry : new JobList(program.folders.jobs()).all()) {
        if (entry.job().isPresent() && !entry.require().look().living().isEmpty()) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static JobRow row(ProgramWindow program) {
    return program.jobs().rows().getFirst();
  }

  private static Set<String> onDisk(Path cache) {
    try (Stream<Path> files = Files.walk(cache)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".h5") && !name.startsWith("."))
          .collect(Collectors.toSet());
    } catch (IOException | java.io.UncheckedIOException e) {
      return Set.of(); // a file was renamed in this moment
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, what);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
