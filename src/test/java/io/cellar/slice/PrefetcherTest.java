package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.CellCache;
import io.cellar.cell.CellSource;
import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.cell.VolatileCells;
import io.cellar.engine.Tier;
import io.cellar.slice.geometry.LevelShape;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pane asks ahead of its motion, after what it shows. */
class PrefetcherTest {
  private final TestVolume volume =
      TestVolume.whole("zyx", DType.UINT8, new long[] {100, 100, 100}, new long[] {10, 10, 10});
  private final FakeEngine engine = FakeEngine.byHand(volume);

  private List<Long> aheadAfter(ReadAhead rules, SliceView view) {
    ArrayGeometry local = volume.geometry();
    try (VolatileCells cells =
        new VolatileCells(
            new CellSource(engine, FakeEngine.FILESET, "test", local, 0, new CellCache(1 << 20)))) {
      Prefetcher foresight = new Prefetcher(cells, LevelShape.finest(local), () -> rules);
      foresight.moved(view(11));
      int before = engine.asked().size();
      foresight.moved(view);
      return engine.asked().stream()
          .skip(before)
          .peek(asked -> assertEquals(Tier.NEARBY, asked.priority().tier()))
          .map(FakeEngine.Asked::index)
          .toList();
    }
  }

  private static SliceView view(long z) {
    return new SliceView(Axis.X, Axis.Y, new long[] {z, 50, 50}, 50, 50, 1, 20, 20);
  }

  @Test
  void aSliceThatStepsUpwardsIsFollowedByTheBlocksAboveIt() {
    List<Long> ahead = aheadAfter(ReadAhead.standard(), view(12));
    BlockGrid grid = volume.geometry().grid();
    // The ring around the first view, one block up, is on its way already; two up is what the
    // motion adds.
    assertFalse(ahead.isEmpty());
    assertTrue(ahead.stream().noneMatch(i -> grid.roi(i).contains(12, 45, 45)));
    assertTrue(ahead.stream().anyMatch(i -> grid.roi(i).contains(35, 45, 45)), ahead.toString());
  }

  @Test
  void nothingIsReadAheadWhenItIsSwitchedOff() {
    assertEquals(List.of(), aheadAfter(ReadAhead.OFF, view(12)));
  }
}
