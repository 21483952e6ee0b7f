package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.store.Coverage.State;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageMapTest {
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private final InstantSource clock = () -> now;

  private CoverageMap map(BlockGrid grid) {
    return new CoverageMap(grid, clock);
  }

  @Test
  void agreesWithAnArrayOfStates() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    BlockGrid grid = new BlockGrid(new long[] {41, 370, 500}, new long[] {10, 10, 10});
    CoverageMap map = map(grid);
    State[] model = new State[(int) grid.count()];
    Arrays.fill(model, State.UNKNOWN);
    assertTrue(model.length < CoveragePage.BLOCKS, "one page");
    checkAgainst(model, map, grid, random, seed);
  }

  @Test
  void agreesWithAnArrayOfStatesOnManyPages() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    BlockGrid grid = new BlockGrid(new long[] {70, 900, 900}, new long[] {7, 9, 9});
    CoverageMap map = map(grid);
    State[] model = new State[(int) grid.count()];
    Arrays.fill(model, State.UNKNOWN);
    checkAgainst(model, map, grid, random, seed);
  }

  private static void checkAgainst(
      State[] model, CoverageMap map, BlockGrid grid, Random random, long seed) {
    for (int i = 0; i < 20000; i++) {
      int index = random.nextInt(random.nextBoolean() ? model.length : 200);
      State state = State.values()[random.nextInt(State.values().length)];
      long before = map.version();
      boolean changes = model[index] != state;
      map.set(index, state);
      model[index] = state;
      assertEquals(changes, map.version() > before, "seed " + seed);
    }
    for (int i = 0; i < model.length; i++) {
      assertEquals(model[i], map.get(i), "block " + i + " seed " + seed);
    }
    for (int i = 0; i < 200; i++) {
      Roi roi = i == 0 ? Roi.ofShape(grid.shape()) : randomRoi(grid, random);
      for (State state : State.values()) {
        long expected = grid.blocksIn(roi).filter(b -> model[(int) b] == state).count();
        assertEquals(expected, map.count(roi, state), roi + " " + state + " seed " + seed);
      }
    }
  }

  private static Roi randomRoi(BlockGrid grid, Random random) {
    long[] start = new long[grid.rank()];
    long[] stop = new long[grid.rank()];
    for (int d = 0; d < start.length; d++) {
      start[d] = random.nextLong(-5, grid.shape()[d]);
      stop[d] = random.nextLong(start[d], grid.shape()[d] + 20);
    }
    return new Roi(start, stop);
  }

  @Test
  void hugeGridCostsNothingUntilSomethingIsKnown() {
    BlockGrid grid =
        new BlockGrid(new long[] {1 << 30, 1 << 30, 1 << 30}, new long[] {1024, 1024, 1024});
    CoverageMap map = map(grid);
    assertEquals(1L << 60, map.count(State.UNKNOWN));
    map.set((1L << 60) - 1, State.AVAILABLE);
    Roi most = new Roi(new long[] {1, 1, 1}, new long[] {1 << 30, 1 << 30, (1 << 30) - 1});
    assertEquals(1, map.count(most, State.AVAILABLE));
    assertEquals((1L << 60) - 1, map.count(most, State.UNKNOWN));
    map.set(1L << 59, State.UNKNOWN);
    assertEquals(1, map.copy().size());
    assertThrows(IllegalArgumentException.class, () -> map.get(1L << 60));
  }

  @Test
  void fileGivesBackWhatWasSavedAndNothingElse() {
    BlockGrid grid = new BlockGrid(new long[] {1000, 1000, 1000}, new long[] {10, 10, 10});
    CoverageMap map = map(grid);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      map.set(random.nextInt(1_000_000), State.values()[random.nextInt(State.values().length)]);
    }
    byte[] bytes = CoverageFile.encode(grid, map.copy());
    CoverageMap again = map(grid);
    again.merge(CoverageFile.decode(bytes, grid).orElseThrow());
    for (State state : State.values()) {
      assertEquals(map.count(state), again.count(state), "seed " + seed);
    }
    assertFalse(again.isDirty());
    BlockGrid other = new BlockGrid(new long[] {1000, 1000, 1001}, new long[] {10, 10, 10});
    assertTrue(CoverageFile.decode(bytes, other).isEmpty(), "another grid");
    for (int i = 0; i < 200; i++) {
      byte[] harmed = bytes.clone();
      harmed[random.nextInt(harmed.length)] ^= (byte) (1 << random.nextInt(8));
      assertTrue(CoverageFile.decode(harmed, grid).isEmpty(), "seed " + seed);
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      assertTrue(CoverageFile.decode(cut, grid).isEmpty(), "seed " + seed);
    }
  }

  /** A file with a right checksum whose head says so many pages, and whose pages are given. */
  private static byte[] forged(BlockGrid grid, int count, long[] pages) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(bytes);
    head.writeLong(0x4345_4c4c_4152_4331L);
    head.writeInt(grid.rank());
    for (int d = 0; d < grid.rank(); d++) {
      head.writeLong(grid.shape()[d]);
      head.writeLong(grid.blockShape()[d]);
    }
    head.writeInt(count);
    DeflaterOutputStream deflater = new DeflaterOutputStream(head);
    DataOutputStream deflated = new DataOutputStream(deflater);
    for (long page : pages) {
      deflated.writeLong(page);
      deflated.writeLong(0);
      byte[] states = new byte[CoveragePage.BLOCKS / 4];
      Arrays.fill(states, (byte) 0x55);
      deflated.write(states);
    }
    deflater.finish();
    CRC32C crc = new CRC32C();
    crc.update(bytes.toByteArray());
    head.writeInt((int) crc.getValue());
    return bytes.toByteArray();
  }

  @Test
  void pagesOfAFileAreBoundedByTheGridAndByMemory() throws Exception {
    BlockGrid small = new BlockGrid(new long[] {100}, new long[] {10});
    CoverageMap map = map(small);
    map.merge(CoverageFile.decode(forged(small, 1, new long[] {0}), small).orElseThrow());
    assertEquals(10, map.count(State.AVAILABLE), "nothing behind the last block");
    assertEquals(10, map.all(State.AVAILABLE).size());
    for (int count : new int[] {-1, 2, Integer.MAX_VALUE}) {
      assertTrue(CoverageFile.decode(forged(small, count, new long[] {0}), small).isEmpty());
    }
    BlockGrid grid = new BlockGrid(new long[] {1L << 40}, new long[] {1});
    assertTrue(CoverageFile.decode(forged(grid, 3, new long[] {0, 7, 7}), grid).isEmpty(), "twice");
    long[] many = LongStream.range(0, 3000).toArray();
    byte[] bomb = forged(grid, many.length, many);
    assertTrue(bomb.length < 200_000, bomb.length + " bytes");
    assertEquals(3000, CoverageFile.decode(bomb, grid, 10_000).orElseThrow().size());
    assertEquals(100, CoverageFile.decode(bomb, grid, 100).orElseThrow().size());
  }

  @Test
  void hugeFileIsAsGoodAsNone(@TempDir Path root) throws Exception {
    Path file = Files.createDirectories(root.resolve(".cellar")).resolve("coverage.bin");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    try (FilesetStore store = Sample.open(Sample.synthetic(root), StoreOptions.cache())) {
      assertFalse(store.coverageWasKnown());
      store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
    }
    assertTrue(Files.size(file) < 10_000, "replaced");
  }

  @Test
  void mergingAddsWhatOthersFoundAndKeepsWhatWasSetHere() {
    BlockGrid grid = new BlockGrid(new long[] {100}, new long[] {10});
    CoverageMap mine = map(grid);
    mine.set(1, State.AVAILABLE);
    mine.set(2, State.AVAILABLE);
    Map<Long, CoveragePage> first = mine.copy();
    mine.saved(first);
    assertFalse(mine.isDirty());

    CoverageMap theirs = map(grid);
    theirs.merge(first);
    theirs.set(1, State.UNKNOWN); // forgotten there
    theirs.set(3, State.AVAILABLE);
    mine.set(4, State.AVAILABLE);
    mine.set(5, State.AVAILABLE);
    mine.set(5, State.UNKNOWN); // forgotten here
    theirs.set(5, State.AVAILABLE);
    mine.merge(theirs.copy());

    assertEquals(State.UNKNOWN, mine.get(1));
    assertEquals(State.AVAILABLE, mine.get(2));
    assertEquals(State.AVAILABLE, mine.get(3));
    assertEquals(State.AVAILABLE, mine.get(4));
    assertEquals(State.UNKNOWN, mine.get(5));
    assertEquals(3, mine.count(State.AVAILABLE));
    assertTrue(mine.isDirty());
  }

  @Test
  void whatWasFoundDamagedIsNotAvailableAgainByWhatOthersHaveSaved() {
    BlockGrid grid = new BlockGrid(new long[] {100}, new long[] {10});
    CoverageMap mine = map(grid);
    mine.found(1, State.UNKNOWN);
    CoverageMap theirs = map(grid);
    theirs.set(1, State.AVAILABLE);
    theirs.set(2, State.AVAILABLE);
    Map<Long, CoveragePage> saved = theirs.copy();
    mine.saved(saved);
    mine.merge(saved);
    assertEquals(State.UNKNOWN, mine.get(1));
    assertEquals(State.AVAILABLE, mine.get(2));
    assertTrue(mine.isDirty(), "it is to be written over theirs");
  }

  @Test
  void absentIsBelievedForADay() {
    BlockGrid grid = new BlockGrid(new long[] {100}, new long[] {10});
    CoverageMap map = map(grid);
    map.set(1, State.ABSENT);
    map.set(2, State.AVAILABLE);
    byte[] saved = CoverageFile.encode(grid, map.copy());
    now = now.plusSeconds(23 * 3600);
    map.set(3, State.ABSENT);
    CoverageMap soon = map(grid);
    soon.merge(CoverageFile.decode(saved, grid).orElseThrow());
    assertEquals(State.ABSENT, soon.get(1));
    now = now.plusSeconds(2 * 3600);
    CoverageMap late = map(grid);
    late.merge(CoverageFile.decode(saved, grid).orElseThrow());
    assertEquals(State.UNKNOWN, late.get(1));
    assertEquals(State.AVAILABLE, late.get(2));
    map.expire();
    assertEquals(0, map.count(State.ABSENT), "rather asked once too often");
    now = now.minusSeconds(10L * 365 * 24 * 3600);
    late.set(1, State.ABSENT);
    now = now.minusSeconds(7200);
    late.expire();
    assertEquals(State.UNKNOWN, late.get(1), "noted by a clock that was wrong");
  }
}
