package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import io.cellar.volume.ValueRange;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Slices whose rows lie in their blocks one after another: they are drawn out of these. */
class InOnePieceTest {
  private final TestVolume cube =
      TestVolume.whole("zyx", DType.UINT8, new long[] {8, 64, 96}, new long[] {4, 32, 32});
  private final FakeEngine engine = FakeEngine.atOnce(cube);

  private static SliceView at(Pane pane, long z) {
    SliceView whole = pane.whole(Axis.X, Axis.Y, 1);
    long[] position = {z, 0, 0};
    return new SliceView(
        Axis.X,
        Axis.Y,
        position,
        whole.centerH(),
        whole.centerV(),
        1,
        whole.width(),
        whole.height());
  }

  @Test
  void nothingIsCopiedWhileTheCellsAreInMemory() {
    try (Pane pane = new Pane(cube, engine)) {
      pane.render(at(pane, 0));
      for (long z = 1; z < 4; z++) {
        assertEquals(6, pane.render(at(pane, z)).shown());
        assertEquals(0, pane.renderer.planes().count());
      }
    }
  }

  @Test
  void whatIsShownIsCopiedWhenItsCellLeavesTheMemory() {
    try (Pane pane = new Pane(cube, engine)) {
      pane.render(at(pane, 0));
      pane.render(at(pane, 1));
      int asked = engine.asked().size();
      pane.memory.resize(0);
      assertEquals(0, pane.memory.count());
      assertEquals(6, pane.renderer.planes().count());
      SliceRendererTest.compare(pane, at(pane, 1), Display.of(cube.description()), "cells gone");
      assertEquals(
          Optional.of((Number) (cube.bits(1, 33, 17) & 0xff)),
          new VoxelProbe(pane.renderer).value(new long[] {1, 33, 17}));
      assertEquals(asked, engine.asked().size());
    }
  }

  @Test
  void newVoxelsAreSeenAndOldOnesNeverAgain() {
    try (Pane pane = new Pane(cube, engine)) {
      pane.render(at(pane, 0));
      int[] before = pane.render(at(pane, 1)).argb().clone();
      Block black = Block.zeros(DType.UINT8, new long[] {4, 32, 32});
      pane.memory.replace(FakeEngine.key(0), black);
      for (long z : new long[] {1, 2, 1}) {
        int[] after = pane.render(at(pane, z)).argb();
        for (int x = 0; x < 32; x++) {
          assertEquals(0xff000000, after[5 * 96 + x], "slice " + z);
        }
        assertEquals(z == 1, before[5 * 96 + 40] == after[5 * 96 + 40] && before[50] == after[50]);
      }
      pane.memory.drop(FakeEngine.key(0));
      SliceRendererTest.compare(pane, at(pane, 1), Display.of(cube.description()), "fetched anew");
    }
  }

  @Test
  void aBlockOfTheWrongShapeIsNotDrawn() {
    try (Pane pane = new Pane(cube, engine)) {
      pane.render(at(pane, 0));
      pane.memory.put(FakeEngine.key(1), Block.zeros(DType.UINT8, new long[] {4, 32, 31}));
      assertEquals(5, pane.render(at(pane, 1)).shown());
    }
  }

  @Test
  void theRangeIsThatOfTheSliceOnShow() {
    try (Pane pane = new Pane(cube, engine)) {
      pane.render(at(pane, 0));
      pane.render(at(pane, 3));
      byte[] voxels =
          (byte[]) cube.viewVoxels(new Roi(new long[] {3, 0, 0}, new long[] {4, 64, 96})).values();
      int min = 255;
      int max = 0;
      for (byte voxel : voxels) {
        min = Math.min(min, voxel & 0xff);
        max = Math.max(max, voxel & 0xff);
      }
      assertEquals(
          new ValueRange(min, max),
          new AutoContrast(pane.renderer).percentile(at(pane, 3), 0, 100).orElseThrow());
      assertNotEquals(min, max);
    }
  }

  @Test
  void stepsEqualTheDataWhateverTheMemoryHolds() {
    long seed = 20261129;
    Random random = new Random(seed);
    for (int i = 0; i < 80; i++) {
      DType dtype = DType.values()[i % DType.values().length];
      TestVolume volume = TestVolume.random(random, 2 + random.nextInt(4), dtype);
      List<Axis> axes = volume.geometry().axes().order();
      try (Pane pane = new Pane(volume, FakeEngine.atOnce(volume))) {
        SliceView any = RandomView.of(random, volume.geometry(), -1, 2);
        Display display = SliceRendererTest.randomDisplay(random, volume).withShowBlocks(false);
        long[] position = any.position();
        double centerH = random.nextDouble(volume.geometry().viewShape()[axes.size() - 1]);
        double centerV = random.nextDouble(volume.geometry().viewShape()[axes.size() - 2]);
        for (int step = 0; step < 10; step++) {
          int axis = random.nextInt(position.length);
          position[axis] = random.nextLong(volume.geometry().viewShape()[axis]);
          SliceView view =
              new SliceView(
                  axes.getLast(),
                  axes.get(axes.size() - 2),
                  position,
                  centerH + random.nextInt(3),
                  centerV,
                  step % 3 == 0 ? 1 : any.zoomH(),
                  step % 3 == 0 ? 1 : any.zoomV(),
                  any.width(),
                  any.height());
          String what = "seed " + seed + " volume " + i + " step " + step;
          SliceRendererTest.compare(pane, view, display, what);
          int asked = pane.engine.asked().size();
          pane.memory.resize(random.nextInt(3) == 0 ? random.nextInt(2) * 4096 : 64 << 20);
          SliceRendererTest.compare(pane, view, display, what + ", less memory");
          assertTrue(pane.engine.asked().size() == asked, what + " asks again");
        }
      }
    }
  }
}
