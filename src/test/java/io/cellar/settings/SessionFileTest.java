package io.cellar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {
  @TempDir private Path folder;
  private Path path;
  private SessionFile file;

  @BeforeEach
  void open() {
    path = folder.resolve("state/session.properties");
    file = new SessionFile(path);
  }

  static Session session(long at) {
    return new Session(
        List.of(
            new Session.Entry(
                Optional.of("/data/a = ü.json"), true, 1, new Tones(-1.5, 255, "GREY", false)),
            new Session.Entry(Optional.empty(), false, 0.25, new Tones(0, 1e-7, "FIRE", true))),
        Optional.of(ViewPlace.of(new long[] {at, 2, 3}, new double[] {0.5, 1e9, 3}, 0.0625)),
        Optional.of("XY"),
        Optional.of(new Session.Corner(-1920, 33.5)),
        OptionalDouble.of(0.75),
        at % 3 == 0 ? Optional.empty() : Optional.of(new Session.Size(800.5, 600, at % 3 == 1)));
  }

  @Test
  void whatIsSavedIsLoaded() throws IOException {
    for (int windows : new int[] {1, 0, 3, 12, 2}) {
      List<Session> all = IntStream.range(0, windows).mapToObj(SessionFileTest::session).toList();
      file.save(all);
      assertEquals(new Loaded<>(all, Optional.empty()), file.load());
    }
  }

  @Test
  void withoutAFileNothingWasOnShow() {
    assertEquals(new Loaded<>(List.of(), Optional.empty()), file.load());
  }

  @Test
  void aDamagedFileIsKeptAside() throws IOException {
    Random random = new Random(11);
    for (int n = 0; n < 60; n++) {
      file.save(List.of(session(n), session(n + 1)));
      byte[] bytes = Files.readAllBytes(path);
      int at = random.nextInt(bytes.length - 1);
      byte[] damaged =
          n % 3 == 0 ? Arrays.copyOf(bytes, at) : n % 3 == 1 ? new byte[at + 1] : bytes;
      if (n % 3 == 2) {
        damaged[at] ^= (byte) (1 << random.nextInt(7));
      }
      Files.write(path, damaged);
      Loaded<List<Session>> loaded = file.load();
      if (loaded.broken().isPresent()) {
        assertEquals(List.of(), loaded.value());
        assertTrue(Arrays.equals(damaged, Files.readAllBytes(loaded.broken().get())));
      } else {
        assertEquals(
            List.of(session(n), session(n + 1)),
            loaded.value(),
            "only what changes nothing passes, turn " + n);
      }
    }
  }

  @Test
  void brokenFilesAreNotOverwritten() throws IOException {
    for (int n = 0; n < 3; n++) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, "no session " + n);
      assertTrue(file.load().broken().isPresent());
    }
    try (Stream<Path> all = Files.list(path.getParent())) {
      assertEquals(3, all.count());
    }
  }

  /** Saves without end. */
  static final class Saver {
    public static void main(String[] args) throws IOException {
      SessionFile file = new SessionFile(Path.of(args[0]));
      for (long n = 1; ; n++) {
        file.save(List.of(session(n), session(n + 1)));
        if (n == 20) {
          System.out.println("going");
        }
      }
    }
  }

  @Test
  void aKilledProcessLeavesAWholeSession() throws Exception {
    for (int n = 0; n < 3; n++) {
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-Xshare:auto",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Saver.class.getName(),
                  path.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertEquals("going", process.inputReader().readLine());
      process.destroyForcibly();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      Loaded<List<Session>> loaded = file.load();
      assertEquals(Optional.empty(), loaded.broken());
      assertEquals(2, loaded.value().size());
      assertTrue(loaded.value().getFirst().place().orElseThrow().position().getFirst() >= 20);
      Files.delete(path);
    }
  }
}
