package io.cellar.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.volume.Block;
import io.cellar.volume.Casts;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import io.cellar.volume.Roi;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoiReaderTest {
  private final CellCache memory = new CellCache(1 << 20);
  private final TestVolume cube =
      TestVolume.whole("zyx", DType.UINT8, new long[] {8, 8, 8}, new long[] {4, 4, 4});

  private RoiReader reader(FakeEngine engine, TestVolume volume, ReadOptions options) {
    return new RoiReader(FakeEngine.source(engine, volume, memory), options);
  }

  @Test
  void anyRoiOfAnyVolumeIsAssembledExactly() throws Exception {
    long seed = 1234;
    Random random = new Random(seed);
    try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
      for (int i = 0; i < 150; i++) {
        DType dtype = DType.values()[random.nextInt(DType.values().length)];
        TestVolume volume = TestVolume.random(random, 1 + random.nextInt(5), dtype);
        FakeEngine engine = FakeEngine.on(volume, executor);
        ReadOptions options = ReadOptions.DEFAULT.withBlocksAhead(1 + random.nextInt(5));
        Roi roi = TestVolume.randomRoi(random, volume.geometry().viewShape());
        Block read = reader(engine, volume, options).read(roi);
        assertTrue(TestVolume.same(volume.viewVoxels(roi), read), "seed " + seed + " step " + i);
        assertEquals(0, engine.openParties());
      }
    }
  }

  @Test
  void theTargetsDtypeWins() throws Exception {
    Roi roi = Roi.ofShape(7, 8, 5);
    for (DType dtype : DType.values()) {
      Block target = Block.zeros(dtype, roi.shape());
      reader(FakeEngine.atOnce(cube), cube, ReadOptions.DEFAULT).read(roi, target);
      assertTrue(TestVolume.same(Casts.cast(cube.viewVoxels(roi), dtype), target), dtype.name());
    }
  }

  @Test
  void slabsInARowAreTheRoi() throws Exception {
    long seed = 99;
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      TestVolume volume = TestVolume.random(random, 1 + random.nextInt(5), DType.UINT16);
      Roi roi = TestVolume.randomRoi(random, volume.geometry().viewShape());
      long maxBytes = 2L * (1 + random.nextInt(200));
      short[] expected = (short[]) volume.viewVoxels(roi).values();
      int[] at = new int[1];
      reader(FakeEngine.atOnce(volume), volume, ReadOptions.DEFAULT)
          .forEachSlab(
              roi,
              maxBytes,
              DType.UINT16,
              (slab, voxels) -> {
                assertTrue(voxels.bytes() <= maxBytes);
                for (short value : (short[]) voxels.values()) {
                  assertEquals(expected[at[0]++], value);
                }
              });
      assertEquals(expected.length, at[0], "seed " + seed + " step " + i);
    }
  }

  @Test
  void slabsKeepToTheBordersOfBlocks() {
    Roi roi = new Roi(new long[] {0, 5, 0}, new long[] {2, 40, 10});
    List<Roi> slabs = new Slabs(roi, new long[] {4, 8, 8}, 170).list();
    assertEquals(
        List.of("0:1,5:16,0:10", "0:1,16:32,0:10", "0:1,32:40,0:10", "1:2,5:16,0:10"),
        slabs.subList(0, 4).stream().map(Roi::toString).toList());
  }

  @Test
  void noMoreThanTheAllowedBlocksAreAskedForAhead() throws Exception {
    LinkedBlockingQueue<Long> requests = new LinkedBlockingQueue<>();
    FakeEngine engine = FakeEngine.byHand(cube);
    engine.onRequest(requests::add);
    RoiReader reader = reader(engine, cube, ReadOptions.DEFAULT.withBlocksAhead(3));
    CompletableFuture<Block> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return reader.read(cube.geometry().view());
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    for (long index = 0; index < 3; index++) {
      assertEquals(index, requests.poll(10, TimeUnit.SECONDS));
    }
    assertEquals(3, engine.asked().size());
    // Later blocks that come first free no place: the order of the roi rules.
    engine.deliver(1);
    engine.deliver(0);
    assertEquals(3L, requests.poll(10, TimeUnit.SECONDS));
    assertEquals(4L, requests.poll(10, TimeUnit.SECONDS));
    assertEquals(5, engine.asked().size());
    for (long index = 2; index < 8; index++) {
      while (!engine.askedBlocks().contains(index)) {
        assertTrue(requests.poll(10, TimeUnit.SECONDS) != null);
      }
      engine.deliver(index);
    }
    assertTrue(
        TestVolume.same(cube.viewVoxels(cube.geometry().view()), read.get(10, TimeUnit.SECONDS)));
  }

  @Test
  void blocksInMemoryAreNotAskedFor() throws Exception {
    memory.put(FakeEngine.key(0), cube.block(0));
    FakeEngine engine = FakeEngine.atOnce(cube);
    Block read = reader(engine, cube, ReadOptions.DEFAULT).read(Roi.ofShape(4, 4, 8));
    assertEquals(List.of(1L), engine.askedBlocks());
    assertTrue(TestVolume.same(cube.viewVoxels(Roi.ofShape(4, 4, 8)), read));
  }

  @Test
  void theFirstMissingBlockIsNamedAfterAllOthersCame() {
    FakeEngine engine = FakeEngine.atOnce(cube).failing(5, Reason.FAILED).failing(2, Reason.ABSENT);
    RoiReader reader = reader(engine, cube, ReadOptions.DEFAULT.withBlocksAhead(1));
    var error =
        assertThrows(BlockUnavailableException.class, () -> reader.read(cube.geometry().view()));
    assertEquals(8, engine.asked().size());
    assertEquals(FakeEngine.key(2), error.key());
    assertEquals(Reason.ABSENT, error.reason());
    assertTrue(error.getMessage().contains("[0, 4, 0]"), error.getMessage());
    assertTrue(error.getMessage().contains("1 more block"), error.getMessage());
    assertEquals(1, error.getSuppressed().length);
  }

  @Test
  void whenNothingMoreCanBeHadTheRestIsLetBe() {
    FakeEngine engine = FakeEngine.atOnce(cube).failing(1, Reason.HOST_UNREACHABLE);
    RoiReader reader = reader(engine, cube, ReadOptions.DEFAULT.withBlocksAhead(1));
    assertThrows(BlockUnavailableException.class, () -> reader.read(cube.geometry().view()));
    assertEquals(List.of(0L, 1L), engine.askedBlocks());
  }

  @Test
  void aFailedPieceEndsTheDeliveryButNotTheFetching() {
    FakeEngine engine = FakeEngine.atOnce(cube).failing(0, Reason.FAILED);
    List<Roi> delivered = new ArrayList<>();
    RoiReader reader = reader(engine, cube, ReadOptions.DEFAULT);
    assertThrows(
        BlockUnavailableException.class,
        () ->
            reader.forEachSlab(
                cube.geometry().view(), 64, DType.UINT8, (slab, voxels) -> delivered.add(slab)));
    assertEquals(List.of(), delivered);
    assertEquals(List.of(4L, 5L, 6L, 7L), engine.storeOnly());
  }

  @Test
  void absentBlocksAreFilledWhenAskedFor() throws Exception {
    FakeEngine engine = FakeEngine.atOnce(cube).failing(3, Reason.ABSENT);
    Roi roi = new Roi(new long[] {1, 2, 3}, new long[] {5, 8, 7});
    Block read = reader(engine, cube, ReadOptions.DEFAULT.withFill(200)).read(roi);
    Block expected = cube.viewVoxels(roi);
    for (int z = 1; z < 4; z++) {
      for (int y = 4; y < 8; y++) {
        for (int x = 4; x < 7; x++) {
          ((byte[]) expected.values())[expected.offset(z - 1, y - 2, x - 3)] = (byte) 200;
        }
      }
    }
    assertTrue(TestVolume.same(expected, read));
  }

  @Test
  void aFillValueMustFitTheDtype() {
    assertThrows(IllegalArgumentException.class, () -> new FillValue(DType.UINT8, 256));
    assertThrows(IllegalArgumentException.class, () -> new FillValue(DType.INT16, 1.5));
    assertThrows(IllegalArgumentException.class, () -> new FillValue(DType.BOOL, 2));
    assertThrows(IllegalArgumentException.class, () -> new FillValue(DType.UINT8, Double.NaN));
    BigInteger most = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    Block block = new FillValue(DType.UINT64, most).block(new long[] {3});
    assertEquals(-1L, ((long[]) block.values())[2]);
    Block floats = new FillValue(DType.FLOAT32, Double.NaN).block(new long[] {5});
    assertTrue(Float.isNaN(((float[]) floats.values())[4]));
  }

  @Test
  void aRoiOutsideTheViewIsRefusedWithTheShape() {
    RoiReader reader = reader(FakeEngine.atOnce(cube), cube, ReadOptions.DEFAULT);
    for (Roi roi : List.of(Roi.ofShape(8, 8, 9), Roi.ofShape(0, 1, 1), Roi.ofShape(1, 1))) {
      var error = assertThrows(IllegalArgumentException.class, () -> reader.read(roi));
      assertTrue(error.getMessage().contains("[8, 8, 8]"), error.getMessage());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> reader.read(Roi.ofShape(2, 2, 2), Block.zeros(DType.UINT8, new long[] {2, 2, 3})));
  }

  @Test
  void interruptionCancelsWhatWasAskedFor() throws Exception {
    FakeEngine engine = FakeEngine.byHand(cube);
    LinkedBlockingQueue<Long> requests = new LinkedBlockingQueue<>();
    engine.onRequest(requests::add);
    RoiReader reader = reader(engine, cube, ReadOptions.DEFAULT);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () ->
                    ended.complete(
                        assertThrows(
                            InterruptedException.class,
                            () -> reader.read(cube.geometry().view()))));
    for (int i = 0; i < 8; i++) {
      assertTrue(requests.poll(10, TimeUnit.SECONDS) != null);
    }
    thread.interrupt();
    ended.get(10, TimeUnit.SECONDS);
    assertEquals(8, engine.cancelled().size());
    assertEquals(0, engine.openParties());
  }

  @Test
  void progressCountsBlocks() throws Exception {
    List<String> told = new ArrayList<>();
    ReadOptions options =
        ReadOptions.DEFAULT.withProgress((done, total) -> told.add(done + "/" + total));
    Block unused = reader(FakeEngine.atOnce(cube), cube, options).read(Roi.ofShape(4, 8, 8));
    assertEquals(List.of("1/4", "2/4", "3/4", "4/4"), told);
  }
}
