package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.CachedCellImg;
import io.cellar.cell.CellCache;
import io.cellar.cell.CellSource;
import io.cellar.cell.ImgLibOrder;
import io.cellar.cell.ReadOptions;
import io.cellar.cell.RoiReader;
import io.cellar.cell.TestVolume;
import io.cellar.cell.VolatileCells;
import io.cellar.engine.BlockEngine;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.DownloadEngine;
import io.cellar.engine.EngineSettings;
import io.cellar.engine.SourceMode;
import io.cellar.hdf5.Hdf5Writer;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.store.Hdf5FileReader;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import io.cellar.volume.Described;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An HDF5 file on this computer, through the real engine to cells, images and slices. */
@Timeout(120)
class LocalFileTest {
  private static final long[] SHAPE = {50, 130, 150};

  @TempDir Path folder;
  private final CellCache memory = new CellCache(8 << 20);
  private final TestVolume data =
      TestVolume.whole("zyx", DType.UINT8, SHAPE, new long[] {16, 64, 64});
  private Hdf5FileReader reader;
  private BlockEngine engine;
  private CellSource source;

  @BeforeEach
  void open() throws Exception {
    BlockEncoding gzip =
        new BlockEncoding(Optional.of(new long[] {16, 64, 64}), BlockEncoding.Compression.GZIP, 1);
    Path file = folder.resolve("volume.h5");
    Files.write(file, Hdf5Writer.encode(data.voxels(Roi.ofShape(SHAPE)), "/raw", gzip));
    reader = Hdf5FileReader.open(file, Optional.empty());
    engine = new DownloadEngine(EngineSettings.defaults());
    int fileset = engine.open(reader, Optional.empty(), Optional.empty(), 0);
    source = new CellSource(engine, fileset, reader.name(), reader.geometry(), 0, memory);
  }

  @AfterEach
  void close() {
    engine.close();
    reader.close();
  }

  private VolumeDescription description() {
    return Described.volume("volume.h5", reader.geometry());
  }

  @Test
  void aSliceShowsTheVoxelsOfTheFile() throws InterruptedException {
    assertEquals(data.geometry(), reader.geometry());
    LinkedBlockingQueue<SlicePicture> pictures = new LinkedBlockingQueue<>();
    try (VolatileCells cells = new VolatileCells(source);
        SliceRenderer renderer = new SliceRenderer(cells, description());
        Painter painter = new Painter(renderer, pictures::add)) {
      Axis[][] planes = {{Axis.X, Axis.Y}, {Axis.Z, Axis.Y}, {Axis.X, Axis.Z}};
      for (Axis[] plane : planes) {
        SliceView view =
            new SliceView(plane[0], plane[1], new long[] {20, 70, 80}, 24, 24, 1, 40, 40);
        painter.request(view, Display.of(description()));
        SlicePicture full = whole(pictures, view);
        for (int p = 0; p < 1600; p++) {
          long[] voxel = view.position();
          Axes axes = reader.geometry().axes();
          voxel[axes.indexOf(plane[0])] = (long) view.coordinateH(p % 40);
          voxel[axes.indexOf(plane[1])] = (long) view.coordinateV(p / 40);
          int grey = (byte) data.voxel(voxel) & 0xff;
          assertEquals(0xff000000 | grey * 0x010101, full.argb()[p], "pixel " + p);
        }
      }
    }
  }

  private static SlicePicture whole(LinkedBlockingQueue<SlicePicture> pictures, SliceView view)
      throws InterruptedException {
    while (true) {
      SlicePicture next = pictures.poll(60, TimeUnit.SECONDS);
      if (next.view().equals(view) && next.shown() == next.blocks()) {
        return next;
      }
    }
  }

  @Test
  void boxesAndImagesHoldTheVoxelsOfTheFile() throws InterruptedException {
    Random random = new Random(1);
    RoiReader boxes = new RoiReader(source, ReadOptions.DEFAULT);
    assertTrue(TestVolume.same(data.voxels(Roi.ofShape(SHAPE)), boxes.read(Roi.ofShape(SHAPE))));
    try (CachedCellImg<UnsignedByteType, ?> image =
        CachedCellImg.open(source, BlockEngine.WITHOUT_END, new UnsignedByteType())) {
      for (int n = 0; n < 2000; n++) {
        long[] at = {random.nextInt(50), random.nextInt(130), random.nextInt(150)};
        assertEquals(
            (byte) data.voxel(at), image.getAt(ImgLibOrder.turn(at)).getByte(), "step " + n);
      }
    }
  }

  @Test
  void allIsAvailableAndNothingIsEverAskedOfAServer() throws Exception {
    assertEquals(SourceMode.CACHE_ONLY, engine.mode(source.fileset()));
    assertEquals(BlockState.AVAILABLE, engine.state(source.key(7)));
    engine
        .requester("all")
        .store(source.key(7), io.cellar.engine.Priority.visible(0, 0))
        .stored()
        .get();
    assertThrows(
        IllegalArgumentException.class, () -> engine.mode(source.fileset(), SourceMode.ONLINE));
  }

  @Test
  void blockThatCannotBeReadHasFailedWithTheReason() throws Exception {
    Path file = folder.resolve("damaged.h5");
    BlockEncoding gzip =
        new BlockEncoding(Optional.of(new long[] {64, 64}), BlockEncoding.Compression.GZIP, 1);
    TestVolume flat =
        TestVolume.whole("yx", DType.UINT8, new long[] {256, 256}, new long[] {64, 64});
    byte[] bytes = Hdf5Writer.encode(flat.voxels(Roi.ofShape(256, 256)), "/raw", gzip);
    java.util.Arrays.fill(bytes, bytes.length - 300, bytes.length - 100, (byte) 0xff);
    Files.write(file, bytes);
    try (Hdf5FileReader damaged =
        Hdf5FileReader.open(
            file, Optional.empty(), Optional.empty(), Optional.of(new long[] {64, 64}))) {
      int fileset = engine.open(damaged, Optional.empty(), Optional.empty(), 0);
      ArrayGeometry geometry = damaged.geometry();
      CellSource cells = new CellSource(engine, fileset, damaged.name(), geometry, 0, memory);
      RoiReader boxes = new RoiReader(cells, ReadOptions.DEFAULT);
      Block first = boxes.read(Roi.ofShape(64, 64));
      assertTrue(TestVolume.same(flat.voxels(Roi.ofShape(64, 64)), first));
      BlockUnavailableException e =
          assertThrows(BlockUnavailableException.class, () -> boxes.read(Roi.ofShape(256, 256)));
      assertTrue(e.getMessage().contains("damaged.h5"), e.getMessage());
      assertInstanceOf(BlockState.Failed.class, engine.state(e.key()));
      engine.release(fileset);
    }
  }

  @Test
  void whatHasASourceNeedsAWriter() {
    io.cellar.source.BlockSource server =
        (io.cellar.source.BlockSource)
            java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {io.cellar.source.BlockSource.class},
                (proxy, method, args) -> "http://a:80");
    assertThrows(
        IllegalArgumentException.class,
        () -> engine.open(reader, Optional.empty(), Optional.of(server), 0));
  }
}
