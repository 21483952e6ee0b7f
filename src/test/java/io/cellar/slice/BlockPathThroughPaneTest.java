package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.CellCache;
import io.cellar.cell.CellSource;
import io.cellar.cell.VolatileCells;
import io.cellar.description.DescriptionReader;
import io.cellar.engine.DownloadEngine;
import io.cellar.engine.EngineSettings;
import io.cellar.engine.EngineTime;
import io.cellar.engine.PathRecorder;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.slice.geometry.VisibleBlocks;
import io.cellar.source.BlockSource;
import io.cellar.source.HttpSettings;
import io.cellar.source.RestfulBlockSource;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.store.FilesetStore;
import io.cellar.store.StoreOptions;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockState;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one block costs that comes over HTTP into a pane which shimmers meanwhile. */
class BlockPathThroughPaneTest {
  private static final int LEVEL = 4;

  /** From the look at the disk until it is there. */
  private static final int TO_DISK = 2;

  /** To the picture. */
  private static final int TO_PICTURE = 2;

  /**
   * About 75 were counted when progress was told to the pane and states were asked under the lock.
   */
  private static final int LOCKS = 25;

  private final PathRecorder recorder = new PathRecorder();
  private final PathRecorder toPicture = new PathRecorder();
  private final LinkedBlockingQueue<SliceView> pictures = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Long> onDisk = new LinkedBlockingQueue<>();
  private SliceView complete;

  /** Told of each picture; the first that is complete is the end of a block's way. */
  private void painted(SlicePicture picture) {
    if (picture.shown() == picture.blocks()) {
      toPicture.step("picture");
      pictures.add(picture.view());
    }
  }

  @Test
  void fewHandOversAndFewDecisions(@TempDir Path folder) throws Exception {
    SyntheticVolume sample = new SyntheticVolume();
    CellCache memory = new CellCache(64 << 20);
    try (BlockServer server =
        BlockServer.start(Map.of("brain", sample.level(LEVEL)), ServerOptions.DEFAULT)) {
      Path file = SampleDescription.of(server, "brain", new long[] {16, 64, 64}).write(folder);
      VolumeDescription volume = new DescriptionReader().read(file).volume();
      try (FilesetStore store =
              FilesetStore.open(volume.geometry(), volume.cache(), StoreOptions.cache());
          SocketHttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults());
          DownloadEngine engine = recorder.engine(EngineSettings.defaults(), EngineTime.system())) {
        BlockSource source = new RestfulBlockSource(volume, http);
        int fileset =
            engine.open(
                toPicture.around(
                    BlockReader.class, recorder.around(BlockReader.class, store, "read"), "read"),
                Optional.of(
                    toPicture.around(
                        BlockWriter.class,
                        recorder.around(BlockWriter.class, store, "tryLock", "publish"),
                        "tryLock")),
                Optional.of(
                    toPicture.around(
                        BlockSource.class,
                        recorder.around(BlockSource.class, source, "fetch", "decode"),
                        "fetch",
                        "decode")),
                0);
        engine.addListener(
            (key, state) -> {
              if (state instanceof BlockState.Available) {
                onDisk.add(key.index());
              }
            });
        try (VolatileCells cells =
                new VolatileCells(
                    new CellSource(engine, fileset, "test", volume.geometry(), 0, memory));
            SliceRenderer renderer = new SliceRenderer(cells, volume);
            Painter painter = new Painter(renderer, this::painted)) {
          for (int z = 8; z < 100; z += 16) {
            recorder.reset();
            toPicture.reset();
            SliceView view = new SliceView(Axis.X, Axis.Y, new long[] {z, 0, 0}, 96, 96, 1, 40, 40);
            painter.request(view, Display.of(volume));
            long index =
                VisibleBlocks.of(volume.geometry(), view).nearest(0, 0, 1).getFirst().index();
            assertEquals(index, onDisk.poll(30, TimeUnit.SECONDS), recorder.toString());
            while (!view.equals(complete)) {
              complete = pictures.poll(30, TimeUnit.SECONDS);
              assertNotNull(complete, toPicture.toString());
            }
            if (z > 8) { // while classes are loaded the pane repaints more often
              assertTrue(recorder.locks() <= LOCKS, recorder.toString());
            }
            assertTrue(recorder.handOvers("read") <= TO_DISK, recorder.toString());
            assertTrue(toPicture.handOvers("read") <= TO_PICTURE, toPicture.toString());
          }
        }
      }
    }
  }
}
