package io.cellar.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.hdf5.Fixtures.Fixture;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read by its likeness to a verified file is what the full reader reads, or refuses. */
class VerifiedLayoutsTest {
  private static final long SEED = 20261129;
  private final Random random = new Random(SEED);

  @TempDir Path folder;

  @Test
  void filesOfOneKindAreReadAsTheReaderReadsThem() throws Exception {
    for (int round = 0; round < 300; round++) {
      DType dtype = DType.values()[random.nextInt(DType.values().length)];
      long[] shape = random.longs(1 + random.nextInt(5), 1, 6).toArray();
      String dataset = random.nextBoolean() ? "cube" : "/volumes/raw/data";
      VerifiedLayouts layouts = new VerifiedLayouts(dataset);
      Expectation expected = Expectation.exactly(shape, dtype);
      for (int i = 0; i < 3; i++) {
        byte[] file = ours(dtype, shape, dataset);
        assertEquals(i > 0, layouts.find(file, file.length, expected) != null);
        Block block = layouts.read(file, expected);
        assertSame(Hdf5Reader.read(file, dataset, expected), block, "seed, round " + round);
      }
      assertEquals(1, layouts.count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grid", "userblocks", "kinds"})
  void filesOfH5pyAreReadAsTheReaderReadsThem(String kind) throws Exception {
    int known = 0;
    for (Fixture fixture : Fixtures.make(kind, folder)) {
      VerifiedLayouts layouts = new VerifiedLayouts(fixture.dataset());
      byte[] file = fixture.bytes();
      assertSame(fixture.voxels(), layouts.read(file, fixture.expectation()), fixture.toString());
      VerifiedLayout layout = layouts.find(file, file.length, fixture.expectation());
      boolean contiguous = fixture.toString().contains("contiguous");
      assertTrue(layout != null || !contiguous, fixture + " should be known");
      assertTrue(layout == null || !fixture.toString().contains("compact"), fixture.toString());
      if (layout != null) {
        known++;
        byte[] other = withOtherVoxels(file, layout);
        assertSame(
            Hdf5Reader.read(other, fixture.dataset(), fixture.expectation()),
            layouts.read(other, fixture.expectation()),
            fixture.toString());
        assertEquals(1, layouts.count());
      }
    }
    assertTrue(known > 3, kind + ": " + known);
  }

  @Test
  void aFlippedByteOutsideTheVoxelsGoesToTheReader() throws Exception {
    List<Fixture> fixtures = new ArrayList<>(Fixtures.make("userblocks", folder));
    fixtures.removeIf(f -> !f.toString().matches("(earliest|latest)-512-contiguous.*"));
    assertEquals(2, fixtures.size());
    for (Fixture fixture : fixtures) {
      requireEveryFlipIsSeen(fixture.bytes(), fixture.dataset(), fixture.expectation());
    }
    long[] shape = {3, 5, 7};
    requireEveryFlipIsSeen(
        ours(DType.UINT16, shape, "a/b"), "a/b", Expectation.exactly(shape, DType.UINT16));
  }

  private void requireEveryFlipIsSeen(byte[] file, String dataset, Expectation expected)
      throws Hdf5Exception {
    VerifiedLayouts fresh = new VerifiedLayouts(dataset);
    fresh.read(file, expected);
    VerifiedLayout layout = fresh.find(file, file.length, expected);
    int stop = file.length - layout.after().length;
    for (int at = 0; at < file.length; at++) {
      byte[] flipped = file.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      boolean voxel = at >= layout.before().length && at < stop;
      assertEquals(voxel, fresh.find(flipped, file.length, expected) != null, "byte " + at);
      VerifiedLayouts learned = new VerifiedLayouts(dataset);
      learned.read(file, expected);
      assertEquals(outcome(flipped, dataset, expected), outcome(learned, flipped, expected));
    }
  }

  @Test
  void aDamagedFileHasTheSameEndAsInTheReader() throws Exception {
    for (Fixture fixture : Fixtures.make("damage", folder)) {
      Mutator mutator = new Mutator(fixture.bytes());
      VerifiedLayouts layouts = new VerifiedLayouts(fixture.dataset());
      layouts.read(fixture.bytes(), fixture.expectation());
      for (int round = 0; round < 300; round++) {
        byte[] file = mutator.mutate(random);
        assertEquals(
            outcome(file, fixture.dataset(), fixture.expectation()),
            outcome(layouts, file, fixture.expectation()),
            fixture + ", seed " + SEED + ", round " + round);
      }
    }
  }

  @Test
  void voxelsThatAreHeadersTooAreNeverTakenFromWhereTheyLie() throws Exception {
    Fixture fixture =
        Fixtures.make("damage", folder).stream()
            .filter(f -> f.toString().startsWith("earliest-contiguous"))
            .findFirst()
            .orElseThrow();
    byte[] file = fixture.bytes();
    VerifiedLayouts layouts = new VerifiedLayouts(fixture.dataset());
    layouts.read(file, fixture.expectation());
    long start = layouts.find(file, file.length, fixture.expectation()).before().length;
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int message = 0; // an address and a number of bytes
    while (bytes.getLong(message) != start
        || bytes.getLong(message + 8) != fixture.voxels().bytes()) {
      message++;
    }
    for (long address = 0; address < start; address += 64) {
      bytes.putLong(message, address);
      layouts.read(file, fixture.expectation());
      VerifiedLayout found = layouts.find(file, file.length, fixture.expectation());
      assertTrue(found == null || found.before().length > message + 8, "at " + address);
    }
  }

  @Test
  void aKnownFileIsRefusedWhereSomethingElseIsExpected() throws Exception {
    long[] shape = {4, 5};
    byte[] file = ours(DType.INT32, shape, "cube");
    VerifiedLayouts layouts = new VerifiedLayouts("cube");
    layouts.read(file, Expectation.exactly(shape, DType.INT32));
    for (Expectation other :
        List.of(
            Expectation.exactly(new long[] {5, 4}, DType.INT32),
            Expectation.exactly(shape, DType.UINT32),
            Expectation.within(new long[] {4, 6}, new long[] {8, 8}))) {
      assertThrows(Hdf5Exception.class, () -> layouts.read(file, other));
      assertThrows(Hdf5Exception.class, () -> layouts.verify(file, file.length, other));
      assertEquals(outcome(file, "cube", other), outcome(layouts, file, other));
    }
    Expectation wider = Expectation.exactly(shape, DType.FLOAT64);
    assertNotNull(layouts.find(file, file.length, wider));
    assertSame(Hdf5Reader.read(file, "cube", wider), layouts.read(file, wider), "widened");
  }

  @Test
  void whatLiesBehindTheFileInAnArrayDoesNotCount() throws Exception {
    long[] shape = {6, 7, 8};
    Expectation expected = Expectation.exactly(shape, DType.UINT16);
    VerifiedLayouts layouts = new VerifiedLayouts("cube");
    for (int i = 0; i < 3; i++) {
      byte[] file = ours(DType.UINT16, shape, "cube");
      byte[] array = Arrays.copyOf(file, file.length + 100);
      Arrays.fill(array, file.length, array.length, (byte) random.nextInt());
      layouts.verify(array, file.length, expected);
      Block block = layouts.read(array, file.length, expected);
      assertSame(Hdf5Reader.read(file, "cube", expected), block, "in a longer array");
      assertThrows(Hdf5Exception.class, () -> layouts.read(array, file.length - 1, expected));
    }
  }

  @Test
  void fewLayoutsOfAShapeAndAltogetherAreKept() throws Exception {
    VerifiedLayouts layouts = new VerifiedLayouts("cube");
    long[] shape = {9};
    byte[] file = ours(DType.UINT8, shape, "cube");
    byte[] behindNote = new byte[512 + file.length];
    System.arraycopy(file, 0, behindNote, 512, file.length);
    Expectation expected = Expectation.exactly(shape, DType.UINT8);
    for (byte note = 0; note < 20; note++) {
      behindNote[0] = note;
      layouts.read(behindNote, expected);
      assertNotNull(layouts.find(behindNote, behindNote.length, expected));
    }
    assertEquals(4, layouts.count());
    for (int n = 1; n < 200; n++) {
      layouts.read(ours(DType.UINT8, new long[] {n}, "cube"), exactly(n));
    }
    assertEquals(64, layouts.count());
    byte[] newest = ours(DType.UINT8, new long[] {199}, "cube");
    assertNotNull(layouts.find(newest, newest.length, exactly(199)));
    assertNull(layouts.find(file, file.length, expected));
  }

  @Test
  void manyThreadsReadTheSameVoxels() throws Exception {
    VerifiedLayouts layouts = new VerifiedLayouts("cube");
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        int n = 1 + i % 5;
        byte[] file = ours(DType.INT16, new long[] {n, 3}, "cube");
        Expectation expected = Expectation.exactly(new long[] {n, 3}, DType.INT16);
        done.add(
            pool.submit(
                () -> {
                  Block wanted = Hdf5Reader.read(file, "cube", expected);
                  assertSame(wanted, layouts.read(file, expected), "size " + n);
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    }
    assertEquals(5, layouts.count());
  }

  private static Expectation exactly(int n) {
    return Expectation.exactly(new long[] {n}, DType.UINT8);
  }

  private byte[] ours(DType dtype, long[] shape, String dataset) {
    byte[] voxels = new byte[(int) Block.zeros(dtype, shape).bytes()];
    random.nextBytes(voxels);
    Block block = Blocks.ofLittleEndian(dtype, shape, voxels);
    return Hdf5Writer.encode(block, dataset, BlockEncoding.PLAIN);
  }

  private byte[] withOtherVoxels(byte[] file, VerifiedLayout layout) {
    byte[] other = new byte[file.length];
    random.nextBytes(other);
    System.arraycopy(layout.before(), 0, other, 0, layout.before().length);
    int after = layout.after().length;
    System.arraycopy(layout.after(), 0, other, file.length - after, after);
    return other;
  }

  /** What reading came to: the voxels, or the error in full. */
  private static Object outcome(byte[] file, String dataset, Expectation expected) {
    try {
      return described(Hdf5Reader.read(file, dataset, expected));
    } catch (Hdf5Exception e) {
      return e.problem() + " " + e.getMessage();
    }
  }

  private static Object outcome(VerifiedLayouts layouts, byte[] file, Expectation expected) {
    try {
      return described(layouts.read(file, expected));
    } catch (Hdf5Exception e) {
      return e.problem() + " " + e.getMessage();
    }
  }

  private static Object described(Block block) {
    return Optional.of(
        List.of(
            block.dtype(),
            Arrays.toString(block.shape()),
            ByteBuffer.wrap(Blocks.littleEndian(block))));
  }

  private static void assertSame(Block expected, Block found, String message) {
    assertEquals(described(expected), described(found), message);
  }
}
