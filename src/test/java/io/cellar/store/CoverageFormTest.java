package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.store.Coverage.State;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.DType;
import io.cellar.volume.PythonFormat;
import java.io.BufferedReader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of {@code coverage.bin}. */
class CoverageFormTest {
  private static final BlockGrid GRID =
      new BlockGrid(new long[] {70, 900, 900}, new long[] {7, 9, 9});
  private static final int BLOCKS = 100_000;
  private static final int HEAD = 8 + 4 + 3 * 16 + 4;
  private static final Instant NOW = Instant.parse("2026-11-20T13:00:00Z");

  private static byte[] twoBits() throws Exception {
    String resources = System.getProperty("cellar.test.resources", "src/test/resources");
    return Files.readAllBytes(Path.of(resources, "coverage", "two-bit-form.bin"));
  }

  /** What was known when the file of the first form was written. */
  private static State then(int index) {
    if (index < 20_000) {
      return State.values()[(int) (index * 2654435761L >>> 13 & 3)];
    }
    return index < 82_000 ? State.AVAILABLE : index == 99_999 ? State.FAILED : State.UNKNOWN;
  }

  private static CoverageMap map(byte[] bytes) {
    CoverageMap map = new CoverageMap(GRID, () -> NOW);
    map.merge(CoverageFile.decode(bytes, GRID).orElseThrow());
    return map;
  }

  private static Sample.Fileset fileset(Path root, long[] shape, long[] blockShape) {
    return new Sample.Fileset(
        ArrayGeometry.whole(Axes.parse("zyx"), DType.UINT8, shape, blockShape),
        new CacheLayout(
            "test",
            root,
            PythonFormat.parse("block-{roiString}.h5"),
            "/cube",
            BlockEncoding.PLAIN));
  }

  private static byte[] sealed(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    return ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue()).array();
  }

  private static String magic(byte[] bytes) {
    return new String(bytes, 0, 8, StandardCharsets.US_ASCII);
  }

  @Test
  void theFormOfTwoBitsIsReadAndGivenInTheNewOne() throws Exception {
    CoverageMap old = map(twoBits());
    assertFalse(old.isDirty());
    byte[] bytes = CoverageFile.encode(GRID, old.copy());
    assertEquals("CELLARC1", magic(twoBits()));
    assertEquals("CELLARC2", magic(bytes));
    CoverageMap again = map(bytes);
    for (State state : State.values()) {
      assertEquals(old.count(state), again.count(state));
    }
    for (int index = 0; index < GRID.count(); index++) {
      assertEquals(then(index), old.get(index));
      assertEquals(then(index), again.get(index));
    }
  }

  @Test
  void aFileOfTheFirstFormIsReplacedWhenSomethingIsSaved(@TempDir Path root) throws Exception {
    Path file = Files.createDirectories(root.resolve(".cellar")).resolve("coverage.bin");
    Files.write(file, twoBits());
    Sample.Fileset fileset = fileset(root, GRID.shape(), GRID.blockShape());
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache())) {
      assertTrue(store.coverageWasKnown());
      assertEquals(67_000, store.coverage().count(State.AVAILABLE));
      store.saveCoverage();
      assertEquals("CELLARC1", magic(Files.readAllBytes(file)), "nothing was found");
      store.coverage().set(90_000, State.AVAILABLE);
    }
    assertEquals("CELLARC2", magic(Files.readAllBytes(file)));
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache())) {
      assertEquals(67_001, store.coverage().count(State.AVAILABLE));
      assertEquals(State.FAILED, store.coverage().get(99_999));
    }
  }

  @Test
  void aLaterFormIsAsGoodAsNoneAndWhatIsOnDiskIsFoundAgain(@TempDir Path root) throws Exception {
    Sample.Fileset fileset = Sample.synthetic(root);
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache())) {
      store.publish(3, Sample.hdf5(store, 3), Sample.FROM);
      store.publish(4, Sample.hdf5(store, 4), Sample.FROM);
    }
    Path file = root.resolve(".cellar/coverage.bin");
    byte[] later = Files.readAllBytes(file);
    later[7] = '3';
    Files.write(file, sealed(later));
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache())) {
      assertFalse(store.coverageWasKnown());
      assertEquals(State.UNKNOWN, store.coverage().get(3));
      assertEquals(2, store.census().forEachAvailable(index -> {}));
      assertTrue(store.isAvailable(3));
    }
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache())) {
      assertTrue(store.coverageWasKnown());
      assertEquals(2, store.coverage().count(State.AVAILABLE));
    }
  }

  @Test
  void liesAsItIsTold() {
    CoverageMap map = new CoverageMap(GRID, () -> NOW);
    for (int n = 0; n < CoveragePage.BLOCKS; n++) {
      map.set(2L * CoveragePage.BLOCKS + n, State.AVAILABLE);
    }
    map.set(17, State.ABSENT);
    ByteBuffer file = ByteBuffer.wrap(CoverageFile.encode(GRID, map.copy()));
    assertEquals("CELLARC2", magic(file.array()));
    assertEquals(3, file.getInt(8));
    long[] grid = new long[6];
    file.position(12).slice().asLongBuffer().get(grid);
    assertEquals("[70, 7, 900, 9, 900, 9]", Arrays.toString(grid));
    assertEquals(2, file.getInt(HEAD - 4));
    assertEquals(0, file.getLong(HEAD));
    assertEquals(NOW.toEpochMilli(), file.getLong(HEAD + 8));
    assertEquals(0, file.getShort(HEAD + 16));
    assertEquals(1, file.getShort(HEAD + 18));
    assertEquals(0, file.getShort(HEAD + 20));
    int length = file.getShort(HEAD + 22);
    assertEquals(2, file.getLong(HEAD + 24));
    assertEquals(CoveragePage.BLOCKS, file.getShort(HEAD + 24 + 16));
    assertEquals(0, file.getShort(HEAD + 24 + 22), "all alike");
    assertEquals(HEAD + 48 + length + 4, file.capacity());
    long[] words = new PackedPage(file.array(), HEAD + 48, length, 0).words().orElseThrow();
    assertEquals(1024, words.length);
    assertEquals(0x20, words[1]);
    assertEquals(2, Arrays.stream(words).sum() >> 4);
  }

  @Test
  void valuesWithoutAMeaningStayUntilTheBlockIsSet() {
    long[] words = new long[1024];
    words[0] = 0xfL << 60 | 0x9L << 8 | 0x5L << 4 | 1;
    byte[] bytes =
        CoverageFile.encode(
            GRID, Map.of(0L, CoveragePage.of(CoveragePage.BLOCKS, words, NOW.toEpochMilli())));
    CoverageMap map = map(bytes);
    assertEquals(State.UNKNOWN, map.get(1));
    assertEquals(State.UNKNOWN, map.get(15));
    assertEquals(1, map.count(State.AVAILABLE));
    map.set(2, State.FAILED);
    Deflater deflater = new Deflater();
    PackedPage page = map.copy().get(0L).pack(deflater);
    deflater.end();
    assertEquals(0xfL << 60 | 0x3L << 8 | 0x5L << 4 | 1, page.words().orElseThrow()[0]);
  }

  @Test
  void whatAFileSaysOfItsPagesIsPutRightWhenTheyAreLookedAt() {
    CoverageMap map = new CoverageMap(GRID, () -> NOW);
    for (int n = 0; n < 100; n++) {
      map.set(3 * n, State.AVAILABLE);
    }
    byte[] honest = CoverageFile.encode(GRID, map.copy());
    byte[] wrong = honest.clone();
    ByteBuffer.wrap(wrong).putShort(HEAD + 16, (short) 7_000);
    CoverageMap told = map(sealed(wrong));
    assertEquals(7_000, told.count(State.AVAILABLE));
    assertEquals(State.AVAILABLE, told.get(3));
    assertEquals(100, told.count(State.AVAILABLE));
    byte[] harmed = honest.clone();
    harmed[HEAD + 24 + 5] ^= 0x55;
    harmed[HEAD + 24] = 0;
    CoverageMap blank = map(sealed(harmed));
    assertEquals(State.UNKNOWN, blank.get(3));
    assertEquals(0, blank.count(State.AVAILABLE));
    assertEquals(GRID.count(), blank.count(State.UNKNOWN));
  }

  @Test
  void aPageThatTurnsOutToBeAllAlikeIsSavedAsOne() {
    long[] words = new long[1024];
    Arrays.fill(words, CoverageWords.allOf(1));
    Deflater deflater = new Deflater();
    PackedPage packed = PackedPage.of(words, deflater);
    deflater.end();
    CoveragePage lying =
        new CoveragePage(CoveragePage.BLOCKS, packed, new int[] {0, 5, 0, 0, 0}, 0);
    CoverageMap map = map(CoverageFile.encode(GRID, Map.of(0L, lying)));
    assertEquals(State.AVAILABLE, map.get(7));
    CoverageMap again = map(CoverageFile.encode(GRID, map.copy()));
    assertEquals(CoveragePage.BLOCKS, again.count(State.AVAILABLE));
  }

  @Test
  void anythingWithARightChecksumIsReadOrPassedOver() throws Exception {
    Random random = new Random(11);
    for (byte[] good : new byte[][] {twoBits(), CoverageFile.encode(GRID, map(twoBits()).copy())}) {
      for (int i = 0; i < 2000; i++) {
        byte[] harmed = good.clone();
        for (int k = 0; k <= random.nextInt(3); k++) {
          int at = random.nextInt(random.nextBoolean() ? 300 : harmed.length);
          harmed[at] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) == 0) {
          harmed = Arrays.copyOf(harmed, 12 + random.nextInt(harmed.length - 12));
        }
        CoverageMap map = new CoverageMap(GRID, () -> NOW);
        CoverageFile.decode(sealed(harmed), GRID).ifPresent(map::merge);
        Map<State, Long> seen = new HashMap<>();
        for (int index = 0; index < GRID.count(); index += 1 + random.nextInt(5000)) {
          map.get(index);
        }
        for (long index = 0; index < GRID.count(); ) {
          State state = map.get(index);
          long end = map.next(index, GRID.count(), state, false);
          seen.merge(state, end - index, Long::sum);
          index = end;
        }
        for (State state : State.values()) {
          assertEquals(seen.getOrDefault(state, 0L), map.count(state));
        }
      }
    }
  }

  @Test
  void aFindingThatAnotherHasOverwrittenIsSavedAgain(@TempDir Path root) throws Exception {
    Sample.Fileset fileset = shared(root);
    AtomicBoolean meanwhile = new AtomicBoolean();
    try (FilesetStore other = Sample.open(fileset, StoreOptions.cache());
        FilesetStore store =
            DiskHooks.open(
                fileset,
                StoreOptions.cache(),
                call -> {
                  if (call == DiskHooks.Call.MOVE && meanwhile.compareAndSet(true, false)) {
                    other.saveCoverage();
                  }
                })) {
      store.coverage().set(1, State.AVAILABLE);
      other.coverage().set(2, State.AVAILABLE);
      other.coverage().set(70_000, State.FAILED);
      meanwhile.set(true);
      store.saveCoverage();
      assertEquals(List.of(1L), saved(fileset), "the other's were overwritten");
      other.saveCoverage();
      assertEquals(List.of(1L, 2L), saved(fileset));
      assertEquals(State.AVAILABLE, other.coverage().get(1));
      store.saveCoverage();
      assertEquals(State.AVAILABLE, store.coverage().get(2));
      assertEquals(State.FAILED, store.coverage().get(70_000));
    }
  }

  private static List<Long> saved(Sample.Fileset fileset) {
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache())) {
      assertTrue(store.coverageWasKnown());
      return store.coverage().all(State.AVAILABLE);
    }
  }

  @Test
  void twoProcessesSaveAtOnce(@TempDir Path root) throws Exception {
    Sample.Fileset fileset = shared(root);
    Process child = Java.start(CoverageFormTest.class, root);
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache());
        BufferedReader said = child.inputReader();
        Writer tell = child.outputWriter()) {
      assertEquals("begun", said.readLine());
      for (int round = 0; round < 20; round++) {
        find(store, 1);
        assertTrue(saved(fileset).size() <= BLOCKS, "whole, whoever has written it");
      }
      tell.write("end\n");
      tell.flush();
      assertEquals("saved", said.readLine());
      find(store, 1);
      store.saveCoverage();
      assertEquals(BLOCKS, store.coverage().count(State.AVAILABLE));
      assertEquals(BLOCKS, saved(fileset).size());
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private static Sample.Fileset shared(Path root) {
    return fileset(root, new long[] {1, 1, BLOCKS}, new long[] {1, 1, 1});
  }

  /** Every other block is found available, and that is saved several times. */
  private static void find(FilesetStore store, int from) throws StoreException {
    for (int index = from; index < BLOCKS; index += 2) {
      store.coverage().set(index, State.AVAILABLE);
      if (index / 2 % 10_000 == 0) {
        store.saveCoverage();
      }
    }
    store.saveCoverage();
  }

  /** The other process: finds the blocks with even numbers until it is told to end. */
  public static void main(String[] args) throws Exception {
    try (FilesetStore store = Sample.open(shared(Path.of(args[0])), StoreOptions.cache())) {
      System.out.println("begun");
      while (System.in.available() == 0) {
        find(store, 0);
      }
      find(store, 0);
      System.out.println("saved");
      System.in.readAllBytes();
    }
  }
}
