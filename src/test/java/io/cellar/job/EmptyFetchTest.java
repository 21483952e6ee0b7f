package io.cellar.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BulkRig;
import io.cellar.engine.DownloadEngine;
import io.cellar.engine.EngineSettings;
import io.cellar.source.BlockSource;
import io.cellar.source.Fetched;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.store.Coverage;
import io.cellar.store.Durability;
import io.cellar.store.FilesetStore;
import io.cellar.store.StoreException;
import io.cellar.store.StoreOptions;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.Described;
import io.cellar.volume.FillValue;
import io.cellar.volume.Roi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching regions of which the source stores little. */
class EmptyFetchTest {
  private static final FetchOptions SCAN =
      FetchOptions.impatient(BlockOrder.SCAN, Duration.ofMinutes(10));

  private static <S extends BlockReader & BlockWriter> FetchTarget target(int fileset, S store) {
    return new FetchTarget(
        fileset, store, Optional.of(store), 0, Roi.ofShape(store.geometry().shape()));
  }

  private static FetchProgress fetch(BulkRig rig, FetchOptions options) throws Exception {
    List<FetchTarget> targets = List.of(target(rig.fileset(), rig.store()));
    RegionFetch fetch = RegionFetch.start(rig.engine(), rig.time(), "test", targets, options);
    return fetch.done().get(20, TimeUnit.SECONDS);
  }

  @Test
  void emptyBlocksAreCountedApartAndAreDone() throws Exception {
    try (BulkRig rig = BulkRig.proved(50)) {
      rig.putOnDisk(3);
      rig.empty(10, 11, 12);
      FetchProgress progress = fetch(rig, SCAN);
      assertEquals(FetchState.FINISHED, progress.state());
      assertEquals(46, progress.fetched());
      assertEquals(1, progress.skipped());
      assertEquals(3, progress.empty());
      assertEquals(0, progress.emptyBytes() + progress.absent() + progress.failed());
      assertEquals(50, progress.done());
      assertEquals(46, progress.bytes());
      Roi all = Roi.ofShape(rig.store().geometry().shape());
      assertEquals(
          new FetchEstimate(50, 47, 3, 0, 0, 0), FetchEstimate.of(rig.store(), all), "no bytes");

      FetchProgress again = fetch(rig, SCAN);
      assertEquals(50, again.cached());
      assertEquals(47, again.skipped());
      assertEquals(3, again.empty());
      assertEquals(50, again.done());
      assertEquals(1, rig.timesAsked(10));
    }
  }

  @Test
  void filesAreWrittenForThemWhenTheyAreWanted() throws Exception {
    try (BulkRig rig = BulkRig.proved(50)) {
      rig.empty(10, 11, 12);
      assertEquals(3, fetch(rig, SCAN).empty());
      FetchProgress written = fetch(rig, SCAN.withWriteEmpty(true));
      assertEquals(3, written.empty());
      assertEquals(3, written.emptyBytes());
      assertEquals(47, written.skipped());
      assertEquals(1, rig.timesAsked(11), "that it is empty was known");
      FetchProgress again = fetch(rig, SCAN.withWriteEmpty(true));
      assertEquals(50, again.skipped());
      assertEquals(0, again.empty());
    }
  }

  @Test
  void aFileThatCannotBeWrittenEndsTheFetch() throws Exception {
    try (BulkRig rig = BulkRig.proved(300)) {
      rig.empty(10, 11, 12);
      rig.onWrite(
          index -> {
            if (index == 11) {
              throw new StoreException.DiskFull("no space for block 11", null);
            }
          });
      FetchProgress progress = fetch(rig, SCAN.withWriteEmpty(true));
      assertEquals(FetchState.STOPPED, progress.state());
      String why = progress.stoppedBy().orElseThrow().getMessage();
      assertTrue(why.contains("no space for block 11"), why);
      assertInstanceOf(StoreException.DiskFull.class, progress.stoppedBy().get().getCause());
      assertEquals(1, progress.failed());
    }
  }

  /** Stores one block of a thousand, whose voxels are 1. */
  private static final class Sparse implements BlockSource {
    private final BlockGrid grid;
    private final AtomicInteger asked = new AtomicInteger();

    Sparse(BlockGrid grid) {
      this.grid = grid;
    }

    @Override
    public String host() {
      return "sparse";
    }

    @Override
    public String address(Roi stored) {
      return "sparse/" + stored;
    }

    @Override
    public boolean isProved() {
      return true;
    }

    @Override
    public Fetched fetch(Roi stored, TransferProgress progress) {
      asked.incrementAndGet();
      if (grid.indexOf(stored.start()) % 1000 != 0) {
        return new Fetched.Empty(address(stored));
      }
      byte[] body = new byte[(int) stored.voxels()];
      Arrays.fill(body, (byte) 1);
      return new RawBlock(body, false, address(stored), Optional.empty(), 0);
    }

    @Override
    public Block decode(Roi stored, RawBlock raw) throws SourceException {
      return Blocks.ofLittleEndian(DType.UINT8, stored.shape(), raw.body());
    }
  }

  private static long entries(Path root) throws Exception {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.count();
    }
  }

  @Test
  void manyEmptyBlocksCostNoFiles(@TempDir Path root) throws Exception {
    ArrayGeometry array =
        ArrayGeometry.whole(
            Axes.parse("zyx"), DType.UINT8, new long[] {40, 100, 100}, new long[] {4, 4, 1});
    StoreOptions options =
        StoreOptions.cache()
            .withDurability(Durability.NONE)
            .withFill(Optional.of(FillValue.zero(DType.UINT8)));
    Sparse source = new Sparse(array.grid());
    for (int run = 0; run < 2; run++) {
      try (FilesetStore store =
              FilesetStore.open(array, Described.layout("sparse", root), options);
          DownloadEngine engine = new DownloadEngine(EngineSettings.defaults())) {
        int fileset = engine.open(store, Optional.of(store), Optional.of(source), 0);
        RegionFetch fetch =
            RegionFetch.start(
                engine, engine.time(), "sparse", List.of(target(fileset, store)), SCAN);
        FetchProgress progress = fetch.done().get(120, TimeUnit.SECONDS);
        assertEquals(FetchState.FINISHED, progress.state());
        assertEquals(24_975, progress.empty());
        assertEquals(run == 0 ? 25 : 0, progress.fetched());
        assertEquals(24_975, store.coverage().count(Coverage.State.EMPTY));
        engine.release(fileset);
      }
      assertEquals(25_000, source.asked.get(), "asked once each");
    }
    // Of each block that there is a file, a status and at most three folders.
    assertTrue(entries(root) < 150, entries(root) + " files and folders");
    assertTrue(Files.size(root.resolve(".cellar/coverage.bin")) < 10_000);
  }
}
