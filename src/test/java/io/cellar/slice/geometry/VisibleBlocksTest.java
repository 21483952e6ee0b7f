package io.cellar.slice.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.TestVolume;
import io.cellar.slice.FetchLimit;
import io.cellar.slice.geometry.VisibleBlocks.VisibleBlock;
import io.cellar.volume.Axis;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VisibleBlocksTest {

  private static SliceView view(long[] position, double h, double v, double zoom, int w, int high) {
    return new SliceView(Axis.X, Axis.Y, position, h, v, zoom, w, high);
  }

  @Test
  void theyAreTheBlocksThatTheRectangleTouches() {
    long seed = 5;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      TestVolume volume = TestVolume.random(random, 3, DType.UINT16);
      if (!volume.geometry().axes().has(Axis.X) || !volume.geometry().axes().has(Axis.Y)) {
        continue;
      }
      int h = volume.geometry().axes().indexOf(Axis.X);
      int v = volume.geometry().axes().indexOf(Axis.Y);
      long[] shape = volume.geometry().viewShape();
      int width = 1 + random.nextInt(40);
      int height = 1 + random.nextInt(40);
      SliceView view = view(new long[3], random.nextInt(30), random.nextInt(30), 1, width, height);
      long[] start = new long[3];
      long[] stop = {1, 1, 1};
      start[h] = (long) Math.floor(view.coordinateH(0));
      stop[h] = (long) Math.floor(view.coordinateH(width - 1)) + 1;
      start[v] = (long) Math.floor(view.coordinateV(0));
      stop[v] = (long) Math.floor(view.coordinateV(height - 1)) + 1;
      Roi roi = new Roi(start, stop).intersect(Roi.ofShape(shape));
      TreeSet<Long> expected = new TreeSet<>();
      long bytes = 0;
      for (long index :
          roi.isEmpty()
              ? new long[0]
              : volume.grid().blocksIn(volume.geometry().toStored(roi)).toArray()) {
        expected.add(index);
        bytes += volume.block(index).bytes();
      }
      VisibleBlocks visible = VisibleBlocks.of(volume.geometry(), view);
      String what = "seed " + seed + " step " + i;
      assertEquals(expected.size(), visible.count(), what);
      assertEquals(bytes, visible.bytes(), what);
      List<VisibleBlock> listed = visible.nearest(view.centerH(), view.centerV(), 10_000);
      assertEquals(
          List.copyOf(expected), listed.stream().map(VisibleBlock::index).sorted().toList(), what);
      for (long index = 0; index < volume.grid().count(); index++) {
        assertEquals(expected.contains(index), visible.contains(index), what);
      }
    }
  }

  @Test
  void theyComeNearestFirstAndOnlyAsManyAsAskedFor() {
    TestVolume volume =
        TestVolume.whole("zyx", DType.UINT8, new long[] {1, 100, 100}, new long[] {1, 10, 10});
    VisibleBlocks visible =
        VisibleBlocks.of(volume.geometry(), view(new long[3], 50, 50, 1, 100, 100));
    List<VisibleBlock> some = visible.nearest(34, 56, 7);
    assertEquals(7, some.size());
    assertEquals(5 * 10 + 3, some.getFirst().index());
    for (int i = 1; i < some.size(); i++) {
      assertTrue(some.get(i - 1).distance() <= some.get(i).distance());
    }
    List<VisibleBlock> all = visible.nearest(34, 56, 1000);
    assertEquals(100, all.size());
    assertEquals(some, all.subList(0, 7));
  }

  @Test
  void hugeViewsAreCountedWithoutListingThem() {
    TestVolume volume =
        TestVolume.whole(
            "zyx", DType.UINT8, new long[] {1, 1L << 30, 1L << 30}, new long[] {1, 1, 1});
    double middle = 1L << 29;
    VisibleBlocks visible =
        VisibleBlocks.of(volume.geometry(), view(new long[3], middle, middle, 1e-6, 2000, 2000));
    assertEquals(1L << 60, visible.count());
    assertEquals(50, visible.nearest(middle, middle, 50).size());
    assertFalse(FetchLimit.DEFAULT.allows(visible.count(), visible.bytes()));
  }

  @Test
  void aPositionOutsideShowsNothing() {
    TestVolume volume =
        TestVolume.whole("zyx", DType.UINT8, new long[] {4, 8, 8}, new long[] {4, 8, 8});
    SliceView beyond = view(new long[] {4, 0, 0}, 4, 4, 1, 8, 8);
    assertEquals(0, VisibleBlocks.of(volume.geometry(), beyond).count());
    assertEquals(List.of(), VisibleBlocks.of(volume.geometry(), beyond).nearest(0, 0, 10));
  }
}
