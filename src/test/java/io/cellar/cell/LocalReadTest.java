package io.cellar.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.store.BlockReader;
import io.cellar.store.CompleteCoverage;
import io.cellar.store.Coverage;
import io.cellar.store.StoreException;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Blocks;
import io.cellar.volume.Casts;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Boxes of which some blocks are on this computer and others are not. */
class LocalReadTest {
  private final CellCache memory = new CellCache(0);

  /** Some blocks of a volume, a few of which cannot be read. */
  private record Files(TestVolume volume, Set<Long> there, Set<Long> bad) implements BlockReader {
    @Override
    public String name() {
      return "files";
    }

    @Override
    public ArrayGeometry geometry() {
      return volume.geometry();
    }

    @Override
    public BlockGrid grid() {
      return volume.grid();
    }

    @Override
    public boolean isAvailable(long index) {
      return there.contains(index);
    }

    @Override
    public Optional<Block> read(long index) throws StoreException {
      if (bad.contains(index)) {
        throw new StoreException("bad", null);
      }
      return there.contains(index) ? Optional.of(volume.block(index)) : Optional.empty();
    }

    @Override
    public Coverage coverage() {
      return new CompleteCoverage(grid());
    }

    @Override
    public void close() {}
  }

  private static Files some(Random random, TestVolume volume) {
    int percent = 10 * random.nextInt(11);
    Set<Long> there = new HashSet<>();
    Set<Long> bad = new HashSet<>();
    for (long index : volume.blocks()) {
      if (random.nextInt(100) < percent) {
        there.add(index);
      }
      if (random.nextInt(30) == 0) {
        bad.add(index);
      }
    }
    return new Files(volume, there, bad);
  }

  private RoiReader reader(FakeEngine engine, Files files, ReadOptions options) {
    return new RoiReader(FakeEngine.source(engine, files.volume(), memory), files, options);
  }

  @Test
  void piecesAreTheBoxWhereverTheirBlocksAre() throws Exception {
    long seed = 20261129;
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      DType dtype = DType.values()[random.nextInt(DType.values().length)];
      TestVolume volume = TestVolume.random(random, 1 + random.nextInt(5), DType.UINT16);
      Files files = some(random, volume);
      FakeEngine engine = FakeEngine.atOnce(volume);
      Roi roi = TestVolume.randomRoi(random, volume.geometry().viewShape());
      Block found = Block.zeros(dtype, roi.shape());
      long[] seen = new long[2];
      ReadOptions options =
          ReadOptions.DEFAULT.withProgress(
              (done, total) -> {
                assertEquals(++seen[1], done);
                assertTrue(done <= total);
              });
      reader(engine, files, options)
          .forEachPiece(
              roi,
              dtype,
              (box, voxels) -> {
                synchronized (seen) {
                  seen[0] += voxels.length();
                  Blocks.copy(voxels, box, found, roi);
                }
              });
      String label = "seed " + seed + " step " + i;
      assertEquals(roi.voxels(), seen[0], label);
      assertEquals(volume.grid().countIn(volume.geometry().toStored(roi)), seen[1], label);
      assertTrue(TestVolume.same(Casts.cast(volume.viewVoxels(roi), dtype), found), label);
      assertEquals(0, engine.openParties());
    }
  }

  @Test
  void aBoxAsksTheEngineOnlyForWhatIsNotHere() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      TestVolume volume = TestVolume.random(random, 1 + random.nextInt(4), DType.UINT8);
      Files files = some(random, volume);
      FakeEngine engine = FakeEngine.atOnce(volume);
      Roi all = volume.geometry().view();
      Block read = reader(engine, files, ReadOptions.DEFAULT).read(all);
      assertTrue(TestVolume.same(volume.viewVoxels(all), read));
      Set<Long> asked = new HashSet<>(engine.askedBlocks());
      for (long index : volume.blocks()) {
        boolean here = files.there().contains(index) && !files.bad().contains(index);
        assertEquals(!here, asked.contains(index), "block " + index);
      }
    }
  }

  @Test
  void aBlockThatCannotBeHadEndsTheReadButNotTheOthers() {
    TestVolume volume =
        TestVolume.whole("zyx", DType.UINT8, new long[] {16, 16, 16}, new long[] {4, 4, 4});
    FakeEngine engine = FakeEngine.atOnce(volume).failing(5, Reason.FAILED);
    Files files = new Files(volume, Set.of(0L, 1L, 63L), Set.of());
    RoiReader reader = reader(engine, files, ReadOptions.DEFAULT);
    BlockUnavailableException e =
        assertThrows(
            BlockUnavailableException.class,
            () -> reader.forEachPiece(volume.geometry().view(), DType.UINT8, (box, voxels) -> {}));
    assertEquals(5, e.key().index());
    Set<Long> asked = Set.copyOf(engine.askedBlocks());
    for (long index : volume.blocks()) {
      assertTrue(asked.contains(index) || files.there().contains(index), "block " + index);
    }
  }

  @Test
  void whatTheReceiverThrowsComesOut() {
    TestVolume volume = TestVolume.whole("yx", DType.UINT8, new long[] {64, 64}, new long[] {4, 4});
    Set<Long> all = java.util.Arrays.stream(volume.blocks()).boxed().collect(Collectors.toSet());
    for (Set<Long> there : java.util.List.of(all, Set.<Long>of())) {
      RoiReader reader =
          reader(
              FakeEngine.atOnce(volume), new Files(volume, there, Set.of()), ReadOptions.DEFAULT);
      IOException e =
          assertThrows(
              IOException.class,
              () ->
                  reader.forEachPiece(
                      volume.geometry().view(),
                      DType.UINT8,
                      (box, voxels) -> {
                        throw new IOException("full");
                      }));
      assertEquals("full", e.getMessage());
    }
  }

  @Test
  void anInterruptedCallerGetsNoVoxels() {
    TestVolume volume = TestVolume.whole("yx", DType.UINT8, new long[] {8, 8}, new long[] {4, 4});
    Files files = new Files(volume, Set.of(0L, 1L, 2L, 3L), Set.of());
    RoiReader reader = reader(FakeEngine.atOnce(volume), files, ReadOptions.DEFAULT);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> reader.read(volume.geometry().view()));
    assertFalse(Thread.interrupted());
  }
}
