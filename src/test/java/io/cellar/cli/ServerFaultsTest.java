package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user of the command line sees of good and bad servers: clear words, the right exit code,
 * nothing stored.
 */
class ServerFaultsTest {
  private static final SyntheticVolume VOLUME = new SyntheticVolume();

  @TempDir Path folder;
  private BlockServer server;
  private Path description;

  @BeforeEach
  void serve() throws IOException {
    server = BlockServer.start(Map.of("tissue", VOLUME.level(4)), ServerOptions.DEFAULT);
    description = SampleDescription.of(server, "tissue", new long[] {16, 32, 32}).write(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsReadThroughAServerIsExactAndIsKept() throws Exception {
    Roi roi = new Roi(new long[] {3, 5, 7}, new long[] {40, 70, 60});
    Block expected = VOLUME.block(4, roi);
    String sha256 =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Blocks.littleEndian(expected)));
    CommandRun online = CommandRun.of("read", description, "--roi", roi, "--sha256");
    assertEquals(0, online.code(), online.err());
    assertTrue(online.out().contains(sha256), online.out());

    server.close();
    CommandRun offline = CommandRun.of("read", description, "--roi", roi, "--offline", "--sha256");
    assertEquals(0, offline.code(), offline.err());
    assertTrue(offline.out().contains(sha256), offline.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", "empty", "wrong-shape", "wrong-dtype", "wrong-dataset", "random"})
  void whatIsNoBlockIsNeverStored(String fault) throws IOException {
    server.setFaults(FaultPlan.always(fault));
    CommandRun run = CommandRun.of("read", description, "--roi", "0:8,0:8,0:8");
    assertEquals(3, run.code(), run.err());
    assertFalse(run.err().isBlank());
    assertTrue(server.log().faults(fault) > 0, "the fault was never injected");
    assertNothingStored();
  }

  @Test
  void aFetchTellsTheFirstCauseInFull() {
    server.setFaults(FaultPlan.always("redirect-file"));
    CommandRun run = CommandRun.of("fetch", description, "--roi", "0:8,0:8,0:8");
    assertEquals(3, run.code(), run.err());
    assertTrue(run.err().contains("1 block failed: refused; the first: http://127.0.0.1:"));
    assertTrue(run.err().contains("redirected (302)"), run.err());
    assertTrue(run.err().contains("file:"), run.err());
  }

  @Test
  void aDescriptionThatIsNotThereIsNothingUnexpected() {
    CommandRun run = CommandRun.of("check", "http://127.0.0.1:" + server.port() + "/no/such.json");
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("404 (not found)"), run.err());
    assertFalse(run.err().contains("unexpected"), run.err());
  }

  @Test
  void aServerThatIsDownIsSaidToBe() throws IOException {
    server.close();
    CommandRun run =
        CommandRun.of("read", description, "--roi", "0:8,0:8,0:8", "--wait-for-host", "1s");
    assertEquals(5, run.code(), run.err());
    assertTrue(run.err().contains("127.0.0.1"), run.err());
    assertNothingStored();
  }

  private void assertNothingStored() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertEquals(
          0,
          files
              .filter(p -> p.toString().endsWith(".h5") || p.endsWith("STATUS.txt"))
              .filter(p -> !p.toString().contains(".cellar"))
              .count());
    }
  }
}
