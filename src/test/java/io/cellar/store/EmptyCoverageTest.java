package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.store.Coverage.State;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Empty blocks in {@code coverage.bin}, which programs read that know nothing of them. */
class EmptyCoverageTest {
  private static final BlockGrid GRID =
      new BlockGrid(new long[] {70, 900, 900}, new long[] {7, 9, 9});
  private static final int BLOCKS = 100_000;
  private static final Instant NOW = Instant.parse("2026-11-20T13:00:00Z");

  private static CoverageMap map() {
    return new CoverageMap(GRID, () -> NOW);
  }

  private static byte[] saved(CoverageMap map) {
    return CoverageFile.encode(GRID, map.copy());
  }

  private static CoverageMap read(byte[] bytes) {
    CoverageMap map = map();
    map.merge(CoverageFile.decode(bytes, GRID).orElseThrow());
    return map;
  }

  /** One page all empty, one without, the rest mixed. */
  private static CoverageMap mixed(long seed) {
    Random random = new Random(seed);
    CoverageMap map = map();
    for (int index = 0; index < BLOCKS; index++) {
      int page = index / CoveragePage.BLOCKS;
      State state = State.values()[random.nextInt(State.values().length - (page == 1 ? 1 : 0))];
      map.set(index, page == 0 || page == 6 ? State.EMPTY : state);
    }
    return map;
  }

  @Test
  void emptyBlocksComeBackAndAreCountedWithoutLookingAtThem() {
    CoverageMap map = mixed(3);
    CoverageMap again = read(saved(map));
    for (State state : State.values()) {
      assertEquals(map.count(state), again.count(state), state + ", seed 3");
    }
    Roi some = new Roi(new long[] {3, 40, 90}, new long[] {60, 800, 850});
    for (State state : State.values()) {
      assertEquals(map.count(some, state), again.count(some, state), state + ", seed 3");
    }
    for (int index = 0; index < BLOCKS; index++) {
      assertEquals(map.get(index), again.get(index));
    }
    assertEquals(0, saved(again).length - saved(map).length);
  }

  @Test
  void aGridThatIsAllEmptyTakesAFewBytesAPage() {
    CoverageMap map = map();
    for (int index = 0; index < BLOCKS; index++) {
      map.set(index, State.EMPTY);
    }
    byte[] bytes = saved(map);
    assertTrue(bytes.length < 7 * 100, bytes.length + " bytes");
    CoverageMap again = read(bytes);
    assertEquals(BLOCKS, again.count(State.EMPTY));
    assertEquals(BLOCKS, again.next(0, BLOCKS, State.EMPTY, false));
    assertEquals(0, again.count(State.UNKNOWN));
  }

  /** What a program that knows four states reads: its rules, written down anew. */
  private static Map<Long, State> asFourStates(byte[] bytes) throws Exception {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    assertEquals(0x4345_4c4c_4152_4332L, from.getLong());
    from.position(8 + 4 + 3 * 16);
    int pages = from.getInt();
    int body = from.position() + 24 * pages;
    State[] states = {State.UNKNOWN, State.AVAILABLE, State.ABSENT, State.FAILED};
    Map<Long, State> read = new HashMap<>();
    for (int p = 0; p < pages; p++) {
      long number = from.getLong();
      long age = NOW.toEpochMilli() - from.getLong();
      int blocks = CoverageFile.blocksOf(GRID, number);
      int allAre = 0;
      int sum = 0;
      for (int value = 1; value <= 3; value++) {
        int count = from.getShort();
        sum += count;
        allAre = count == blocks ? value : allAre;
      }
      int length = from.getShort();
      assertTrue(sum <= blocks && length == 0 == (allAre != 0), "page " + number);
      byte[] words = new byte[CoveragePage.BYTES];
      Inflater inflater = new Inflater();
      inflater.setInput(bytes, body, length);
      assertEquals(length == 0 ? 0 : words.length, inflater.inflate(words));
      inflater.end();
      boolean old = age < -Duration.ofHours(1).toMillis() || age > Duration.ofDays(1).toMillis();
      for (int at = 0; at < blocks; at++) {
        long word = ByteBuffer.wrap(words).getLong(at / 16 * 8);
        int value = length == 0 ? allAre : (int) (word >>> at % 16 * 4) & 15;
        State state = value < 4 ? states[value] : State.UNKNOWN;
        read.put(
            number * CoveragePage.BLOCKS + at,
            state == State.ABSENT && old ? State.UNKNOWN : state);
      }
      body += length;
    }
    assertEquals(bytes.length - 4, body);
    return read;
  }

  @Test
  void whoKnowsFourStatesTakesThemForUnknown() throws Exception {
    CoverageMap map = mixed(4);
    Map<Long, State> read = asFourStates(saved(map));
    for (long index = 0; index < BLOCKS; index++) {
      State state = map.get(index);
      boolean pageHasEmpty = index / CoveragePage.BLOCKS != 1;
      State expected =
          state == State.EMPTY || state == State.ABSENT && pageHasEmpty ? State.UNKNOWN : state;
      assertEquals(expected, read.get(index), "block " + index + ", seed 4");
    }
  }

  @Test
  void countsThatTheFirstFormOfAPageDoesNotHaveAreFoundByLooking() {
    CoverageMap map = mixed(5);
    byte[] bytes = saved(map);
    // As saved by who knows four states: the words are kept, the first fields of a page are a time.
    int first = 8 + 4 + 3 * 16 + 4;
    for (int p = 0; p < 7; p++) {
      ByteBuffer.wrap(bytes).putShort(first + 24 * p + 8, (short) 0);
    }
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
    CoverageMap again = read(bytes);
    for (int index = 0; index < BLOCKS; index++) {
      assertEquals(map.get(index), again.get(index));
    }
    assertEquals(map.count(State.EMPTY), again.count(State.EMPTY));
  }
}
