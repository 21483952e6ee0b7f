package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleLevels;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in volume with all its levels, through a server and the command line. */
class LevelsTest {
  private static final SyntheticVolume VOLUME = new SyntheticVolume();

  @TempDir Path folder;
  private BlockServer server;
  private Path description;

  @BeforeEach
  void serve() throws IOException {
    server = BlockServer.start(SampleLevels.volumes(VOLUME), ServerOptions.DEFAULT);
    description = SampleLevels.write(server, folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRoiIsReadAtTheLevelThatIsAskedFor() throws Exception {
    Roi roi = new Roi(new long[] {60, 100, 7}, new long[] {68, 140, 60});
    for (int level : new int[] {0, 3, 4}) {
      Block expected = VOLUME.block(level, roi);
      String sha256 =
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256").digest(Blocks.littleEndian(expected)));
      CommandRun run =
          CommandRun.of("read", description, "--level", level, "--roi", roi, "--sha256");
      assertEquals(0, run.code(), run.err());
      assertTrue(run.out().contains(sha256), run.out());
      Path root = description.resolveSibling("level-" + level);
      assertTrue(Files.isDirectory(root), root + " is missing");
    }
    assertTrue(Files.notExists(description.resolveSibling("level-1")));
  }

  @Test
  void aRoiIsInVoxelsOfItsLevel() throws IOException {
    CommandRun run = CommandRun.of("read", description, "--level", 4, "--roi", "0:8,0:8,250:257");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("256"), run.err());
  }

  @Test
  void aLevelThatIsNotThereIsRefused() throws IOException {
    for (String level : new String[] {"5", "-1"}) {
      CommandRun run = CommandRun.of("info", description, "--level", level);
      assertEquals(2, run.code(), run.out());
      assertTrue(run.err().contains("levels 0 to 4"), run.err());
    }
  }

  @Test
  void infoListsTheLevels() throws IOException {
    CommandRun run = CommandRun.of("info", description, "--json", "--level", 2);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("\"level\": 2"), run.out());
    assertTrue(run.out().contains("\"shape\": [512, 1024, 1024]"), run.out());
    assertTrue(run.out().contains("\"downsampling\": [16, 16, 16]"), run.out());
    CommandRun words = CommandRun.of("info", description);
    assertTrue(words.out().contains("level 4: shape [128, 256, 256]"), words.out());
  }

  @Test
  void levelsAreFetchedVerifiedAndForgottenOneByOne() throws IOException {
    String roi = "0:64,0:128,0:128";
    CommandRun fetch = CommandRun.of("fetch", description, "--level", 4, "--roi", roi);
    assertEquals(0, fetch.code(), fetch.err());
    assertTrue(fetch.out().contains("fetched: 4"), fetch.out());
    assertTrue(CommandRun.of("verify", description, "--level", 4).out().contains("good: 4"));
    assertTrue(CommandRun.of("verify", description).out().contains("good: 0"));
    CommandRun forget = CommandRun.of("forget", description, "--level", 4, "--roi", ":", "--yes");
    assertTrue(forget.out().contains("forgotten: 4"), forget.out());
  }

  @Test
  void theDescriptionIsGoodAndHasANormalForm() throws IOException {
    Path normal = description.resolveSibling("normal.json");
    CommandRun run = CommandRun.of("check", description, "--write", normal);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("several levels"), run.out());
    assertEquals(0, CommandRun.of("check", normal).code());
    assertTrue(Files.readString(normal).contains("\"dataset_root_dir\": \"level-3\""));
  }
}
