package io.cellar.slice;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;
import io.cellar.volume.DType;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One pane that moves on: planes of steps before, and those copied ahead, are the data too. */
class SteppingTest {
  @Test
  void aViewThatGrowsKeepsThePlaneThatWasCopiedWithMoreBesideIt() {
    TestVolume volume =
        TestVolume.whole("zyx", DType.UINT8, new long[] {64, 64, 64}, new long[] {32, 32, 32});
    // Room for sixteen planes a block of one block's view, but not of four.
    try (Pane pane = new Pane(volume, FakeEngine.atOnce(volume), 1 << 20, 64 << 10)) {
      Display display = Display.of(volume.description());
      long[] position = {0, 0, 5};
      SliceView one = new SliceView(Axis.Y, Axis.Z, position, 16, 16, 1, 20, 20);
      SliceView all = new SliceView(Axis.Y, Axis.Z, position, 32, 32, 1, 64, 64);
      SliceRendererTest.compare(pane, one, display, "one block");
      SliceRendererTest.compare(pane, all, display, "all blocks");
      SliceRendererTest.compare(pane, one, display, "one block again");
    }
  }

  @Test
  void stepsToAndFroEqualTheData() {
    long seed = 20261129;
    Random random = new Random(seed);
    for (int i = 0; i < 120; i++) {
      DType dtype = DType.values()[random.nextInt(DType.values().length)];
      TestVolume volume = TestVolume.random(random, 2 + random.nextInt(4), dtype);
      long planeBytes = random.nextBoolean() ? SlicePlanes.MOST_BYTES : 1 << 20;
      try (Pane pane = new Pane(volume, FakeEngine.atOnce(volume), 64 << 20, planeBytes)) {
        SliceView view = RandomView.of(random, volume.geometry(), -1, 2);
        Display display = SliceRendererTest.randomDisplay(random, volume);
        long[] position = view.position();
        for (int step = 0; step < 12; step++) {
          int axis = random.nextInt(position.length);
          long next = position[axis] + random.nextInt(-2, 3);
          position[axis] = Math.clamp(next, 0, volume.geometry().viewShape()[axis] - 1);
          SliceView moved =
              new SliceView(
                  view.horizontal(),
                  view.vertical(),
                  position,
                  view.centerH() + random.nextInt(3),
                  view.centerV(),
                  view.zoomH(),
                  view.zoomV(),
                  view.width(),
                  view.height());
          SliceRendererTest.compare(
              pane, moved, display, "seed " + seed + " volume " + i + " step " + step);
        }
      }
    }
  }
}
