package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.CachedCellImg;
import io.cellar.cell.CellCache;
import io.cellar.cell.CellSource;
import io.cellar.cell.ReadOptions;
import io.cellar.cell.RoiReader;
import io.cellar.cell.TestVolume;
import io.cellar.cell.VolatileCells;
import io.cellar.description.DescriptionReader;
import io.cellar.engine.BlockEngine;
import io.cellar.engine.DownloadEngine;
import io.cellar.engine.EngineSettings;
import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.slice.geometry.VisibleBlocks;
import io.cellar.slice.geometry.VisibleBlocks.VisibleBlock;
import io.cellar.source.HttpSettings;
import io.cellar.source.RestfulBlockSource;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.store.FilesetStore;
import io.cellar.store.StoreOptions;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.BlockState;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells and slices over the real engine, store, source and a server. */
class PaneOverHttpTest {
  private static final int LEVEL = 4;

  private final SyntheticVolume sample = new SyntheticVolume();
  private final LinkedBlockingQueue<SlicePicture> pictures = new LinkedBlockingQueue<>();
  private final CellCache memory = new CellCache(64 << 20);
  private BlockServer server;
  private VolumeDescription volume;
  private FilesetStore store;
  private SocketHttpFetcher http;
  private BlockEngine engine;
  private int fileset;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    server = BlockServer.start(Map.of("brain", sample.level(LEVEL)), ServerOptions.DEFAULT);
    Path file = SampleDescription.of(server, "brain", new long[] {16, 64, 64}).write(folder);
    volume = new DescriptionReader().read(file).volume();
    store = FilesetStore.open(volume.geometry(), volume.cache(), StoreOptions.cache());
    http = new SocketHttpFetcher(HttpSettings.defaults());
    engine = new DownloadEngine(EngineSettings.defaults());
    fileset =
        engine.open(
            store, Optional.of(store), Optional.of(new RestfulBlockSource(volume, http)), 0);
  }

  @AfterEach
  void close() {
    engine.close();
    http.close();
    store.close();
    server.close();
  }

  private SlicePicture next(Predicate<SlicePicture> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < deadline) {
      SlicePicture picture = pictures.poll(30, TimeUnit.SECONDS);
      assertNotNull(picture, "no picture");
      if (wanted.test(picture)) {
        return picture;
      }
    }
    throw new AssertionError("not the picture that was waited for");
  }

  private SliceView view(long z) {
    return new SliceView(Axis.X, Axis.Y, new long[] {z, 0, 0}, 100, 90, 1, 150, 140);
  }

  private void assertShows(SlicePicture picture, long z) {
    Block plane =
        sample.block(LEVEL, new Roi(new long[] {z, 20, 25}, new long[] {z + 1, 160, 175}));
    byte[] values = (byte[]) plane.values();
    for (int i = 0; i < values.length; i++) {
      int grey = values[i] & 0xff;
      assertEquals(0xff000000 | grey << 16 | grey << 8 | grey, picture.argb()[i]);
    }
  }

  private CellSource source() {
    return new CellSource(engine, fileset, "test", volume.geometry(), 0, memory);
  }

  @Test
  void aPaneFillsBlockByBlockAndShowsTheVoxels() throws InterruptedException {
    Display display = Display.of(volume);
    try (VolatileCells cells = new VolatileCells(source());
        SliceRenderer renderer = new SliceRenderer(cells, volume);
        Painter painter = new Painter(renderer, pictures::add)) {
      painter.request(view(20), display);
      SlicePicture full = next(p -> p.shown() == p.blocks());
      assertEquals(9, full.blocks());
      assertShows(full, 20);
      painter.request(view(21), display);
      assertShows(next(p -> p.view().equals(view(21)) && p.shown() == p.blocks()), 21);
    }
  }

  @Test
  void absentBlocksAreShownAsSuch() throws InterruptedException {
    server.setFaults(FaultPlan.always("404"));
    try (VolatileCells cells = new VolatileCells(source());
        SliceRenderer renderer = new SliceRenderer(cells, volume);
        Painter painter = new Painter(renderer, pictures::add)) {
      painter.request(view(20), Display.of(volume));
      SlicePicture done = next(p -> !p.loading());
      assertEquals(0, done.shown());
      assertInstanceOf(
          BlockState.Absent.class,
          new VoxelProbe(renderer).state(new long[] {20, 90, 100}).orElseThrow());
      server.setFaults(FaultPlan.NONE);
      for (VisibleBlock block : VisibleBlocks.of(volume.geometry(), view(20)).nearest(0, 0, 20)) {
        cells.retry(block.index());
      }
      assertShows(next(p -> p.shown() == p.blocks()), 20);
    }
  }

  @Test
  void regionsAndImagesReadTheSameVoxels() throws InterruptedException {
    Roi roi = new Roi(new long[] {10, 50, 60}, new long[] {40, 130, 140});
    RoiReader reader = new RoiReader(source(), ReadOptions.DEFAULT);
    assertTrue(TestVolume.same(sample.block(LEVEL, roi), reader.read(roi)));
    try (var img = CachedCellImg.open(source(), BlockEngine.WITHOUT_END, new UnsignedByteType())) {
      Block one = sample.block(LEVEL, Roi.at(new long[] {39, 77, 138}, new long[] {1, 1, 1}));
      assertEquals(((byte[]) one.values())[0], img.getAt(138, 77, 39).getByte());
    }
  }
}
