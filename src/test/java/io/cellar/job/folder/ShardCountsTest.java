package io.cellar.job.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What several attempts at a shard come to together. */
class ShardCountsTest {
  private static ShardCounts counts(
      long fetched, long skipped, long empty, long absent, long failed) {
    return new ShardCounts(
        fetched + skipped + empty + absent + failed,
        fetched,
        skipped,
        empty,
        0,
        absent,
        failed,
        10 * fetched,
        2,
        failed == 0 ? Map.of() : Map.of("refused", failed),
        failed == 0 ? Map.of() : Map.of("refused", "403"));
  }

  private static long sum(ShardCounts c) {
    return c.fetched() + c.skipped() + c.empty() + c.absent() + c.failed();
  }

  @Test
  void whatWasFetchedAndTriedAgainAddsUp() {
    ShardCounts first = counts(455, 5, 0, 0, 26);
    ShardCounts both = counts(26, 460, 0, 0, 0).after(first);
    assertEquals(481, both.fetched());
    assertEquals(5, both.skipped());
    assertEquals(0, both.failed());
    assertEquals(Map.of(), both.failures());
    assertEquals(4810, both.bytes());
    assertEquals(4, both.seconds());
    assertEquals(486, both.blocks());
  }

  @Test
  void knownEmptyBlocksAreNotCountedTwice() {
    ShardCounts first = counts(10, 0, 20, 3, 0);
    assertEquals(counts(40, 0, 25, 5, 0).empty(), counts(30, 10, 25, 5, 0).after(first).empty());
    assertEquals(70, counts(30, 10, 25, 5, 0).after(first).blocks());
    assertEquals(0, counts(30, 10, 25, 5, 0).after(first).skipped());
    // Where files were written for them they are found on disk.
    assertEquals(20, counts(30, 30, 5, 5, 0).after(first).empty());
    assertEquals(5, counts(30, 30, 5, 5, 0).after(first).skipped());
  }

  @Test
  void whatHasNotBeenLookedAtAgainIsStillThere() {
    ShardCounts first = counts(300, 40, 20, 10, 6);
    ShardCounts begun = counts(0, 12, 0, 0, 1).soFarAfter(first, 512);
    assertEquals(counts(300, 40, 20, 10, 1).blocks(), begun.blocks());
    assertEquals(300, begun.fetched());
    assertEquals(1, begun.failed());
    ShardCounts only = counts(3, 4, 5, 6, 7);
    assertEquals(only, only.soFarAfter(ShardCounts.NONE, 512));
    assertEquals(only, only.after(ShardCounts.NONE));
  }

  /**
   * An attempt that is cut off anywhere, and one that is not: no block is lost or counted twice.
   */
  @Test
  void attemptsThatAreCutOffComeToAllInTheEnd() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      int most = 1 + random.nextInt(600);
      int there = random.nextInt(most + 1);
      ShardCounts all = ShardCounts.NONE;
      int fetched = 0;
      for (int attempt = 0; attempt < 4; attempt++) {
        int seen = random.nextInt(there + fetched + 1);
        int more = random.nextInt(most - there - fetched + 1);
        ShardCounts next = counts(more, seen, 0, 0, 0).soFarAfter(all, most);
        fetched += more;
        assertEquals(fetched, next.fetched());
        assertEquals(sum(next), next.blocks());
        assertTrue(next.blocks() >= all.blocks() && next.blocks() <= most, next::toString);
        all = next;
      }
      int rest = most - there - fetched;
      ShardCounts end = counts(rest, there + fetched, 0, 0, 0).after(all);
      assertEquals(most, end.blocks());
      assertEquals(most - there, end.fetched());
      assertEquals(there, end.skipped());
    }
  }
}
