package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private static final BlockGrid GRID = new BlockGrid(new long[] {100, 100}, new long[] {10, 10});
  private static final Roi ALL = Roi.ofShape(100, 100);

  private static Roi box(long y, long x, long height, long width) {
    return new Roi(new long[] {y, x}, new long[] {y + height, x + width});
  }

  @Test
  void blocksAheadOfTheMotionComeBeforeTheRing() {
    ReadAhead ahead = new ReadAhead(true, 2, 1 << 20);
    List<ReadAhead.Wish> wishes =
        ahead.wishes(GRID, 1, ALL, Optional.of(box(40, 30, 10, 10)), box(40, 40, 10, 10));
    assertEquals(
        List.of(
            new ReadAhead.Wish(GRID.indexOf(40, 50), 1),
            new ReadAhead.Wish(GRID.indexOf(40, 60), 2)),
        wishes.subList(0, 2));
    assertEquals(2 + 7, wishes.size());
    assertTrue(wishes.stream().noneMatch(w -> w.index() == GRID.indexOf(40, 40)));
  }

  @Test
  void aViewAtRestHasItsRingOnlyClippedToWhatThereIs() {
    ReadAhead ahead = new ReadAhead(true, 2, 1 << 20);
    assertEquals(3, ahead.wishes(GRID, 1, ALL, Optional.empty(), box(0, 0, 10, 10)).size());
  }

  @Test
  void theBudgetAndTheSwitchAreRespected() {
    Roi visible = box(40, 40, 10, 10);
    assertEquals(
        3, new ReadAhead(true, 2, 350).wishes(GRID, 1, ALL, Optional.empty(), visible).size());
    assertEquals(List.of(), ReadAhead.OFF.wishes(GRID, 1, ALL, Optional.empty(), visible));
  }
}
