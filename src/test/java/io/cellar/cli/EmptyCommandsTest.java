package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.description.DescriptionReader;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.store.Coverage;
import io.cellar.store.FilesetStore;
import io.cellar.store.StoreOptions;
import io.cellar.volume.FillValue;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says of blocks that a cache knows to be empty in the source. */
class EmptyCommandsTest {
  @TempDir Path folder;
  private BlockServer server;
  private Path description;
  private VolumeDescription volume;

  @BeforeEach
  void prepare() throws Exception {
    server =
        BlockServer.start(Map.of("tissue", new SyntheticVolume().level(4)), ServerOptions.DEFAULT);
    description = SampleDescription.of(server, "tissue", new long[] {16, 32, 32}).write(folder);
    volume = new DescriptionReader().read(description).volume();
    try (FilesetStore store = open()) {
      for (long index : new long[] {0, 1, 5}) {
        store.noteEmpty(index);
      }
    }
  }

  private FilesetStore open() {
    return FilesetStore.open(
        volume.geometry(),
        volume.cache(),
        StoreOptions.cache().withFill(Optional.of(FillValue.zero(volume.dtype()))));
  }

  private long empty() {
    try (FilesetStore store = open()) {
      return store.coverage().count(Coverage.State.EMPTY);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void assertSays(CommandRun run, String text) {
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains(text), run.out());
  }

  @Test
  void infoCountsThem() {
    assertSays(CommandRun.of("info", description), "blocks empty: 3");
    assertSays(CommandRun.of("info", description), "blocks available: 0");
    CommandRun json = CommandRun.of("info", description, "--json", "--blocks");
    assertSays(json, "\"empty\": 3");
    assertSays(json, "\"available_blocks\": []");
    assertSays(json, "\"empty_blocks\": [[0, 0, 0], [0, 0, 32], [0, 0, 160]]");
    assertEquals("", CommandRun.of("info", description, "--blocks").out());
  }

  @Test
  void fetchCountsThemApartAndDoesNotAskForThem() {
    CommandRun run = CommandRun.of("fetch", description, "--json");
    long blocks = volume.geometry().grid().count();
    assertSays(run, "\"blocks\": " + blocks + ", \"fetched\": " + (blocks - 3));
    assertSays(run, "\"skipped\": 0, \"empty\": 3, \"absent\": 0, \"failed\": 0");
    assertSays(CommandRun.of("fetch", description), "empty: 3");
  }

  @Test
  void verifyCountsThemApart() throws Exception {
    try (FilesetStore store = open()) {
      store.writeEmpty(5);
    }
    assertSays(CommandRun.of("verify", description), "good: 1");
    CommandRun json = CommandRun.of("verify", description, "--json");
    long missing = volume.geometry().grid().count() - 3;
    assertSays(json, "\"empty\": 2, \"missing\": " + missing + ",");
    assertEquals(2, empty());
  }

  @Test
  void forgetOfALargeBoxLeavesWhatLiesOutside() {
    long blocks = volume.geometry().grid().count();
    assertTrue(blocks > 6, "more blocks than are empty");
    CommandRun run = CommandRun.of("forget", description, "--roi", ":,:,32:", "--yes");
    assertSays(run, "forgotten: 2");
    assertEquals(1, empty());
  }

  @Test
  void forgetMakesThoseInsideUnknown() throws Exception {
    try (FilesetStore store = open()) {
      store.writeEmpty(5);
    }
    assertSays(
        CommandRun.of("forget", description, "--roi", "0:16,0:32,0:40", "--json"),
        "{\"forgotten\": 1}");
    assertEquals(1, empty());
    CommandRun unsure = CommandRun.of("forget", description, "--roi", ":");
    assertEquals(2, unsure.code(), unsure.err());
    assertTrue(unsure.err().contains("2 cached blocks"), unsure.err());
    assertSays(CommandRun.of("forget", description, "--roi", ":", "--yes"), "forgotten: 2");
    assertEquals(0, empty());
  }
}
