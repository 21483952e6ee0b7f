package io.cellar.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockEngine;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.imglib2.Cursor;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.parallel.Parallelization;
import net.imglib2.type.NativeType;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CachedCellImgTest {
  private final CellCache memory = new CellCache(64 << 20);

  private <T extends NativeType<T>> CachedCellImg<T, ?> open(
      FakeEngine engine, TestVolume volume, T type) {
    return CachedCellImg.open(
        FakeEngine.source(engine, volume, memory), BlockEngine.WITHOUT_END, type);
  }

  /** Copies a whole image with PrimitiveBlocks: C order of the axes is imglib2's flat order. */
  @SuppressWarnings("unchecked")
  private static <T extends NativeType<T>> Object flat(CachedCellImg<?, ?> img, TestVolume volume) {
    long[] size = img.dimensionsAsLongArray();
    int n = (int) Intervals.numElements(img);
    Object dest = volume.geometry().dtype() == DType.BOOL ? new boolean[n] : arrayOf(volume, n);
    int[] ints = Arrays.stream(size).mapToInt(Math::toIntExact).toArray();
    PrimitiveBlocks.of((CachedCellImg<T, ?>) img, PrimitiveBlocks.OnFallback.FAIL)
        .copy(new long[size.length], dest, ints);
    return dest;
  }

  private static Object arrayOf(TestVolume volume, int n) {
    return volume.geometry().dtype().newArray(n);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyDtypeAndRankHoldsTheVoxels(DType dtype) {
    long seed = 7 + dtype.ordinal();
    Random random = new Random(seed);
    for (int rank = 1; rank <= 5; rank++) {
      TestVolume volume = TestVolume.random(random, rank, dtype);
      memory.dropFileset(FakeEngine.FILESET);
      FakeEngine engine = FakeEngine.atOnce(volume);
      try (CachedCellImg<?, ?> img =
          CachedCellImg.open(FakeEngine.source(engine, volume, memory), BlockEngine.WITHOUT_END)) {
        assertArrayEquals(
            ImgLibOrder.turn(volume.geometry().viewShape()), img.dimensionsAsLongArray());
        Object expected = volume.viewVoxels(volume.geometry().view()).values();
        if (dtype == DType.BOOL) {
          byte[] bytes = (byte[]) expected;
          boolean[] booleans = new boolean[bytes.length];
          for (int i = 0; i < bytes.length; i++) {
            booleans[i] = bytes[i] != 0;
          }
          expected = booleans;
        }
        assertTrue(
            Objects.deepEquals(expected, flat(img, volume)),
            "seed " + seed + ", rank " + rank + ", axes " + volume.geometry().axes());
        assertEquals(0, engine.openTickets());
      }
      assertEquals(0, engine.openParties());
    }
  }

  @Test
  void coordinatesAreViewCoordinatesWithTheFastestAxisFirst() {
    TestVolume volume =
        TestVolume.of(
            "zyx",
            DType.UINT16,
            new long[] {9, 20, 30},
            new long[] {4, 8, 8},
            new long[] {1, 1, 2},
            new long[] {5, 10, 13});
    try (var img = open(FakeEngine.atOnce(volume), volume, new UnsignedShortType())) {
      RandomAccess<UnsignedShortType> access = img.randomAccess();
      long x = 12;
      long y = 9;
      long z = 3;
      assertEquals((short) volume.voxel(z, y, x) & 0xffff, access.setPositionAndGet(x, y, z).get());
      RandomAccessibleInterval<UnsignedShortType> slice = Views.hyperSlice(img, 2, z);
      assertEquals((short) volume.voxel(z, y, x) & 0xffff, slice.getAt(x, y).get());
    }
  }

  @Test
  void cursorsViewsAndLoopsRun() {
    TestVolume volume =
        TestVolume.whole("zyx", DType.UINT64, new long[] {7, 11, 13}, new long[] {3, 4, 5});
    try (var img = open(FakeEngine.atOnce(volume), volume, new UnsignedLongType())) {
      long sum = 0;
      Cursor<UnsignedLongType> cursor = img.localizingCursor();
      while (cursor.hasNext()) {
        long bits = cursor.next().getLong();
        long[] at = ImgLibOrder.turn(cursor.positionAsLongArray());
        assertEquals(volume.bits(at), bits);
        sum += bits;
      }
      long[] flat = (long[]) volume.viewVoxels(volume.geometry().view()).values();
      assertEquals(Arrays.stream(flat).sum(), sum);

      Img<LongType> turned = ArrayImgs.longs(7, 11, 13);
      LoopBuilder.setImages(Views.permute(img, 0, 2), turned)
          .multiThreaded()
          .forEachPixel((from, to) -> to.set(from.getLong()));
      assertEquals(volume.bits(6, 2, 12), turned.getAt(6, 2, 12).get());
      RandomAccessibleInterval<UnsignedLongType> part =
          Views.interval(img, new long[] {4, 3, 2}, new long[] {8, 9, 5});
      assertEquals(volume.bits(5, 9, 8), part.getAt(8, 9, 5).getLong());
      Img<UnsignedLongType> copy = img.copy();
      assertEquals(volume.bits(1, 2, 3), copy.getAt(3, 2, 1).getLong());
    }
  }

  @Test
  void manyThreadsReadOneImageWithLittleMemory() {
    TestVolume volume =
        TestVolume.whole("zyx", DType.UINT8, new long[] {40, 40, 40}, new long[] {8, 8, 8});
    CellCache small = new CellCache(10 * 512);
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try (executor;
        CachedCellImg<UnsignedByteType, ?> img =
            CachedCellImg.open(
                FakeEngine.source(FakeEngine.on(volume, executor), volume, small),
                BlockEngine.WITHOUT_END,
                new UnsignedByteType())) {
      byte[] expected = (byte[]) volume.viewVoxels(volume.geometry().view()).values();
      byte[] found = new byte[expected.length];
      Parallelization.runWithNumThreads(
          4,
          () ->
              LoopBuilder.setImages(img, ArrayImgs.unsignedBytes(found, 40, 40, 40))
                  .multiThreaded()
                  .forEachPixel((from, to) -> to.set(from)));
      assertArrayEquals(expected, found);
      assertTrue(small.bytes() <= small.maxBytes());
    }
  }

  @Test
  void aCellThatCannotBeHadThrowsWithItsPlaceAndCause() {
    TestVolume volume =
        TestVolume.whole("zyx", DType.UINT8, new long[] {8, 8, 8}, new long[] {4, 4, 4});
    FakeEngine engine = FakeEngine.atOnce(volume).failing(7, Reason.ABSENT);
    try (var img = open(engine, volume, new UnsignedByteType())) {
      assertEquals((byte) volume.bits(0, 0, 0), img.getAt(0, 0, 0).getByte());
      var error = assertThrows(BlockUnavailableException.class, () -> img.getAt(5, 5, 5));
      assertEquals(Reason.ABSENT, error.reason());
      assertTrue(error.getMessage().contains("[4, 4, 4]"), error.getMessage());
      assertInstanceOf(BlockUnavailableException.class, error.getCause());
    }
  }

  @Test
  void anInterruptedReaderStopsWaitingAndOthersDoNot() throws Exception {
    TestVolume volume = TestVolume.whole("yx", DType.UINT8, new long[] {4, 4}, new long[] {4, 4});
    FakeEngine engine = FakeEngine.byHand(volume);
    CountDownLatch asked = new CountDownLatch(2);
    engine.onRequest(index -> asked.countDown());
    try (var img = open(engine, volume, new UnsignedByteType())) {
      CompletableFuture<Byte> patient =
          CompletableFuture.supplyAsync(() -> img.getAt(1, 1).getByte());
      CompletableFuture<Throwable> interrupted = new CompletableFuture<>();
      Thread hasty =
          Thread.ofVirtual()
              .start(
                  () ->
                      interrupted.complete(
                          assertThrows(CancellationException.class, () -> img.getAt(1, 1))));
      assertTrue(asked.await(10, TimeUnit.SECONDS));
      hasty.interrupt();
      assertInstanceOf(
          InterruptedException.class, interrupted.get(10, TimeUnit.SECONDS).getCause());
      assertFalse(patient.isDone());
      engine.deliver(0);
      assertEquals((byte) volume.bits(1, 1), patient.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void closingEndsTheWait() throws Exception {
    TestVolume volume = TestVolume.whole("yx", DType.UINT8, new long[] {4, 4}, new long[] {4, 4});
    FakeEngine engine = FakeEngine.byHand(volume);
    CountDownLatch asked = new CountDownLatch(1);
    engine.onRequest(index -> asked.countDown());
    CompletableFuture<Byte> waiting;
    try (var img = open(engine, volume, new UnsignedByteType())) {
      waiting = CompletableFuture.supplyAsync(() -> img.getAt(1, 1).getByte());
      assertTrue(asked.await(10, TimeUnit.SECONDS));
    }
    var error = assertThrows(Exception.class, () -> waiting.get(10, TimeUnit.SECONDS));
    assertTrue(
        error instanceof CancellationException
            || error instanceof ExecutionException e
                && e.getCause() instanceof CancellationException,
        error.toString());
  }

  @Test
  void theTypeMustBeTheDtypes() {
    TestVolume volume = TestVolume.whole("yx", DType.BOOL, new long[] {4, 4}, new long[] {4, 4});
    FakeEngine engine = FakeEngine.atOnce(volume);
    assertThrows(
        IllegalArgumentException.class, () -> open(engine, volume, new UnsignedByteType()).close());
    try (var img = open(engine, volume, new NativeBoolType())) {
      assertEquals(volume.bits(2, 3) == 1, img.getAt(3, 2).get());
    }
  }

  @Test
  void turningTheOrderTwiceGivesItBack() {
    assertArrayEquals(new long[] {3, 2, 1}, ImgLibOrder.turn(1, 2, 3));
    Roi roi = Roi.ofShape(5, 6, 7);
    assertArrayEquals(roi.shape(), ImgLibOrder.turn(ImgLibOrder.turn(roi.shape())));
  }
}
