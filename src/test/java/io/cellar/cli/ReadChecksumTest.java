package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadChecksumTest {
  private static final String ROI = "0:8,0:9,0:10";

  @TempDir private Path folder;
  private BlockServer server;
  private Path description;
  private Path raw;

  @BeforeEach
  void serve() throws IOException {
    server =
        BlockServer.start(Map.of("tissue", new SyntheticVolume().level(4)), ServerOptions.DEFAULT);
    description = SampleDescription.of(server, "tissue", new long[] {16, 16, 16}).write(folder);
    raw = folder.resolve("voxels.raw");
  }

  @AfterEach
  void end() {
    server.close();
  }

  private CommandRun read(Object... more) {
    Object[] words = new Object[4 + more.length];
    words[0] = "read";
    words[1] = description;
    words[2] = "--roi";
    words[3] = ROI;
    System.arraycopy(more, 0, words, 4, more.length);
    CommandRun run = CommandRun.of(words);
    assertEquals(0, run.code(), run.err());
    return run;
  }

  @Test
  void aFileIsWrittenWithoutAChecksumUnlessItIsAskedFor() {
    assertEquals("shape: [8, 9, 10]\ndtype: uint8\n", read("--out", raw).out());
    assertEquals(
        "{\"shape\": [8, 9, 10], \"dtype\": \"uint8\"}\n", read("--out", raw, "--json").out());
  }

  @Test
  void theChecksumIsThatOfTheVoxelsInTheFile() throws Exception {
    CommandRun words = read("--out", raw, "--sha256");
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(raw));
    String sha256 = HexFormat.of().formatHex(sum);
    assertTrue(words.out().endsWith("sha256: " + sha256 + "\n"), words.out());
    CommandRun json = read("--out", raw, "--sha256", "--json");
    assertTrue(json.out().contains("\"sha256\": \"" + sha256 + "\""), json.out());
    CommandRun noFile = read();
    assertTrue(noFile.out().contains("sha256: " + sha256), noFile.out());
    assertFalse(read("--out", raw).out().contains(sha256));
  }
}
