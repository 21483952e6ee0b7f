package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.store.Coverage.State;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoveragePageTest {
  private static final long NOW = 1_700_000_000_000L;

  private static final int STATES = State.values().length;

  /** A page beside the plain values that it should have. */
  private static final class Model {
    private final Random random;
    private final int[] values;
    private final boolean[] touched;
    private CoveragePage page;

    Model(long seed, int blocks) {
      random = new Random(seed);
      values = new int[blocks];
      touched = new boolean[blocks];
      // long runs as well as single blocks, and values that nobody gives a meaning yet
      for (int at = 0; at < blocks; ) {
        int end = Math.min(blocks, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 200));
        Arrays.fill(values, at, end, random.nextInt(random.nextInt(8) == 0 ? 16 : STATES));
        at = end;
      }
      page = CoveragePage.of(blocks, words(values), NOW);
    }

    static long[] words(int[] values) {
      long[] words = new long[(values.length + 15) / 16];
      for (int at = 0; at < values.length; at++) {
        words[at / 16] |= (long) values[at] << 4 * (at % 16);
      }
      return words;
    }

    State state(int at) {
      return values[at] < STATES ? State.values()[values[at]] : State.UNKNOWN;
    }

    void step() {
      int at = random.nextInt(values.length);
      switch (random.nextInt(6)) {
        case 0, 1, 2 -> {
          State state = State.values()[random.nextInt(STATES)];
          assertEquals(state(at), page.set(at, state, NOW));
          values[at] = state.ordinal();
          touched[at] = true;
        }
        case 3 -> {
          if (!page.isTouched()) {
            page = again();
          }
        }
        case 4 -> {
          page.fold();
          page.unpack();
        }
        default -> assertEquals(state(at), page.get(at));
      }
    }

    /** What is read of what is written. */
    CoveragePage again() {
      Deflater deflater = new Deflater();
      int[] counts = {
        0,
        page.count(State.AVAILABLE),
        page.count(State.ABSENT),
        page.count(State.FAILED),
        page.count(State.EMPTY)
      };
      CoveragePage again =
          new CoveragePage(values.length, page.pack(deflater), counts, page.absentSince());
      assertTrue(page.isSaved(again));
      assertSame(again.pack(deflater), page.pack(deflater), "keeps no earlier file in memory");
      deflater.end();
      again.unpack();
      return again;
    }

    void check() {
      for (State state : State.values()) {
        if (state != State.UNKNOWN) {
          assertEquals(count(0, values.length, state), page.count(state));
        }
        int from = random.nextInt(values.length);
        int to = from + random.nextInt(values.length - from + 1);
        assertEquals(count(from, to, state), page.count(from, to, state));
        for (boolean is : new boolean[] {true, false}) {
          int first =
              IntStream.range(from, to)
                  .filter(i -> (state(i) == state) == is)
                  .findFirst()
                  .orElse(to);
          assertEquals(first, page.find(from, to, state, is));
        }
      }
      for (int at = 0; at < values.length; at++) {
        assertEquals(state(at), page.get(at));
      }
      assertEquals(Arrays.stream(values).allMatch(value -> value == 0), page.isBlank());
    }

    private int count(int from, int to, State state) {
      return (int) IntStream.range(from, to).filter(i -> state(i) == state).count();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 1000, CoveragePage.BLOCKS})
  void agreesWithPlainValues(int blocks) {
    for (long seed = 0; seed < 20; seed++) {
      Model model = new Model(seed, blocks);
      for (int i = 0; i < 200; i++) {
        model.step();
      }
      model.check();
      model.page = model.again();
      model.check();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 99, CoveragePage.BLOCKS})
  void mergesAndForgetsWhatWasSeenInTheFile(int blocks) {
    for (long seed = 0; seed < 20; seed++) {
      Model ours = new Model(seed, blocks);
      Model theirs = new Model(seed + 1000, blocks);
      for (int i = 0; i < 100; i++) {
        ours.step();
      }
      boolean changes = false;
      for (int at = 0; at < blocks; at++) {
        if (!ours.touched[at]) {
          changes |= ours.values[at] != theirs.values[at];
          ours.values[at] = theirs.values[at];
        }
      }
      boolean left = false;
      for (int at = 0; at < blocks; at++) {
        left |= ours.touched[at] && ours.values[at] != theirs.values[at];
      }
      assertEquals(changes, ours.page.merge(theirs.again()), "seed " + seed);
      ours.check();
      ours.page.saved(theirs.again());
      assertEquals(left, ours.page.isTouched(), "seed " + seed);
      ours.page.saved(ours.again());
      assertFalse(ours.page.isTouched());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {99, CoveragePage.BLOCKS})
  void absentBlocksAreUnknownWhenTheirDayIsOver(int blocks) {
    Model model = new Model(7, blocks);
    assertFalse(model.page.isExpired(NOW + 24 * 3_600_000));
    assertTrue(model.page.isExpired(NOW + 24 * 3_600_000 + 1));
    assertTrue(model.page.isExpired(NOW - 2 * 3_600_000));
    model.page.expire();
    for (int at = 0; at < blocks; at++) {
      model.values[at] = model.values[at] == 2 ? 0 : model.values[at];
    }
    model.check();
  }
}
