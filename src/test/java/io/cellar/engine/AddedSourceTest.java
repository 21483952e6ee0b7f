package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.CompiledDoc;
import io.cellar.cell.CellCache;
import io.cellar.cell.CellSource;
import io.cellar.cell.ReadOptions;
import io.cellar.cell.RoiReader;
import io.cellar.source.BlockSource;
import io.cellar.store.FilesetStore;
import io.cellar.store.StoreOptions;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.DType;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source that the page about adding one shows, behind the real engine and store. */
class AddedSourceTest {

  /** Defines the one class that it is given; others are its parent's. */
  private static final class Definer extends ClassLoader {
    private Definer() {
      super(AddedSourceTest.class.getClassLoader());
    }

    Class<?> define(byte[] bytes) {
      return defineClass(null, bytes, 0, bytes.length);
    }
  }

  @Test
  void itsBlocksAreReadAndKept(@TempDir Path folder) throws Exception {
    BlockSource source =
        (BlockSource)
            new Definer()
                .define(CompiledDoc.of("adding-a-source.md"))
                .getDeclaredConstructor()
                .newInstance();
    ArrayGeometry array =
        ArrayGeometry.whole(
            Axes.parse("zyx"), DType.UINT8, new long[] {20, 30, 40}, new long[] {16, 16, 16});
    CacheLayout layout =
        new CacheLayout(
            "toy", folder, PythonFormat.parse("{roiString}.h5"), "/data", BlockEncoding.PLAIN);
    try (FilesetStore store = FilesetStore.open(array, layout, StoreOptions.cache());
        DownloadEngine engine = new DownloadEngine(EngineSettings.defaults())) {
      int fileset = engine.open(store, Optional.of(store), Optional.of(source), 0);
      CellCache memory = new CellCache(1 << 20);
      CellSource cells = new CellSource(engine, fileset, "toy", array, 0, memory);
      Roi box = new Roi(new long[] {3, 5, 7}, new long[] {20, 29, 40});
      Block block = new RoiReader(cells, ReadOptions.DEFAULT).read(box);
      int at = 0;
      for (long z = box.start(0); z < box.stop(0); z++) {
        for (long y = box.start(1); y < box.stop(1); y++) {
          for (long x = box.start(2); x < box.stop(2); x++) {
            assertEquals((z / 8 + y / 8 + x / 8) % 2 * 255, block.toDouble(at++));
          }
        }
      }
      engine.release(fileset);
      assertTrue(store.isAvailable(0));
    }
  }
}
