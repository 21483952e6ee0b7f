package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.SourceMode;
import io.cellar.sample.BlockServer;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.settings.SettingsFile;
import io.cellar.settings.SourceChoice;
import io.cellar.ui.Fx;
import io.cellar.ui.OpenVolume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where blocks come from is the window's: over volumes, layers, sessions and starts. */
@ExtendWith(Fx.class)
class SourceModeKeptTest {
  private static final int COARSE = 4;

  @TempDir Path folder;
  private BlockServer server;
  private ProgramWindow program;
  private Path first;
  private Path second;

  @BeforeEach
  void open() throws Exception {
    server =
        BlockServer.start(
            Map.of(
                "first", new SyntheticVolume().level(COARSE),
                "second", new SyntheticVolume().level(COARSE)),
            ServerOptions.DEFAULT);
    program = new ProgramWindow(folder);
    first = program.describe(server, "first");
    second = program.describe(server, "second");
    program.start();
    program.open(first);
    Fx.await("blocks have come", () -> blocks(program.view().volume()) > 0);
  }

  @AfterEach
  void close() {
    program.close();
    server.close();
  }

  private static long blocks(OpenVolume volume) {
    return volume.figures().blocksOnDisk();
  }

  /** Requests for blocks of the second volume. */
  private long requested() {
    return server.log().requestsByPath().keySet().stream()
        .filter(path -> path.contains("second"))
        .count();
  }

  private SourceMode mode() {
    return Fx.call(() -> program.view().volume().sourceMode());
  }

  /** The panes have asked for what they need, and got what they can. */
  private void awaitPictures() {
    Fx.await(
        "there are pictures of which nothing is to come",
        () ->
            program.view().panes().stream()
                .allMatch(
                    p -> p.shownPicture().filter(s -> s.blocks() > 0 && !s.loading()).isPresent()));
  }

  private void awaitKept(SourceChoice choice) {
    SettingsFile file = new SettingsFile(program.folders.settingsFile());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (file.load().source() != choice) {
      assertTrue(System.nanoTime() < deadline, "the choice is on disk");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Test
  void anotherVolumeIsAskedForNothingInCacheOnly() {
    program.source("Cache only");
    program.open(second);
    awaitPictures();
    assertEquals(SourceMode.CACHE_ONLY, mode());
    assertTrue(Fx.call(() -> program.status().contains("Cache only")));
    assertEquals(0, requested());

    program.source("Online");
    Fx.await("blocks have come", () -> blocks(program.view().volume()) > 0);
    assertTrue(requested() > 0);
  }

  @Test
  void theNextStartAsksForNothingEitherWhateverIsOpened() throws Exception {
    program.source("Cache only");
    awaitKept(SourceChoice.CACHE_ONLY);
    program.openOver(second);
    awaitPictures();
    program.end();
    program.start();
    program.again();
    awaitPictures();
    assertEquals(
        List.of(SourceMode.CACHE_ONLY, SourceMode.CACHE_ONLY),
        Fx.call(
            () -> program.view().layers().volumes().stream().map(OpenVolume::sourceMode).toList()));
    Fx.run(() -> program.window().open(Stream.of(second, first).map(Path::toString).toList()));
    Fx.await(
        "both are open the other way round",
        () ->
            program.view().volume().location().contains("second")
                && program.view().layers().list().size() == 2);
    awaitPictures();
    assertEquals(0, requested());
  }

  @Test
  void refreshIsKeptTooAndIsSaid() throws Exception {
    program.source("Refresh");
    awaitKept(SourceChoice.REFRESH);
    program.end();
    program.start();
    program.open(second);
    assertEquals(SourceMode.REFRESH, mode());
    Fx.await("the status line says so", () -> program.status().contains("Refresh"));
  }

  @Test
  void aVolumeWithoutASourceHasItsOwnModeAndChangesNothing() throws Exception {
    Path local = folder.resolve("local.json");
    Files.writeString(
        local,
        """
        {"_schema_name": "blockwise-fileset-description", "_schema_version": 1.0,
         "name": "local", "format": "hdf5", "axes": "zyx", "dtype": "uint8",
         "shape": [8, 8, 8], "block_shape": [8, 8, 8],
         "block_file_name_format": "block-{roiString}.h5/cube",
         "dataset_root_dir": "caches/local"}
        """);
    program.open(local);
    Fx.await("it says where blocks come from", () -> program.status().contains("Cache only"));
    program.open(second);
    assertEquals(SourceMode.ONLINE, mode());
    assertEquals(
        SourceChoice.ONLINE, new SettingsFile(program.folders.settingsFile()).load().source());
  }
}
