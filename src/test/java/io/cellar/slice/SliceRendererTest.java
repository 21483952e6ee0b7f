package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.slice.draw.ColorMap;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SlicePlane;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import io.cellar.volume.ValueRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SliceRendererTest {
  private static final int OUTSIDE = 0xff17191c;

  private final TestVolume cube =
      TestVolume.whole("zyx", DType.UINT8, new long[] {8, 64, 96}, new long[] {4, 32, 32});

  /** The colour that a voxel must have, worked out the slow way. */
  private static int expected(Block voxels, int i, Display display) {
    double value = voxels.toDouble(i);
    if (Double.isNaN(value)) {
      return ColorMap.NAN;
    }
    double min = display.range().min();
    double max = display.range().max();
    double share = value <= min ? 0 : value >= max ? 1 : (value - min) / (max - min);
    int step = (int) Math.round(share * 255);
    return display.map().table()[display.invert() ? 255 - step : step];
  }

  /** Pixel by pixel. */
  static void compare(Pane pane, SliceView view, Display display, String what) {
    SlicePicture picture = pane.render(view, display);
    long[] shape = pane.volume.geometry().viewShape();
    Block all = pane.volume.viewVoxels(Roi.ofShape(shape));
    int h = pane.volume.geometry().axes().indexOf(view.horizontal());
    int v = pane.volume.geometry().axes().indexOf(view.vertical());
    for (int y = 0; y < view.height(); y++) {
      for (int x = 0; x < view.width(); x++) {
        long[] voxel = view.position();
        voxel[h] = (long) Math.floor(view.coordinateH(x));
        voxel[v] = (long) Math.floor(view.coordinateV(y));
        int colour =
            Roi.ofShape(shape).contains(voxel)
                ? expected(all, all.offset(voxel), display)
                : OUTSIDE;
        assertEquals(
            Integer.toHexString(colour),
            Integer.toHexString(picture.argb()[y * view.width() + x]),
            what + " pixel " + x + "," + y + " voxel " + Arrays.toString(voxel));
      }
    }
    assertEquals(0, picture.failed());
    assertFalse(picture.loading());
  }

  static Display randomDisplay(Random random, TestVolume volume) {
    Display display = Display.of(volume.description());
    ValueRange range = display.range();
    double a = range.min() + random.nextDouble() * (range.max() - range.min());
    double b = range.min() + random.nextDouble() * (range.max() - range.min());
    ColorMap map = ColorMap.values()[random.nextInt(ColorMap.values().length)];
    return display
        .withRange(new ValueRange(Math.min(a, b), Math.max(a, b)))
        .withInvert(random.nextBoolean())
        .withMap(map);
  }

  @Test
  void panesEqualTheData() {
    long seed = 20261121;
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      DType dtype = DType.values()[random.nextInt(DType.values().length)];
      TestVolume volume = TestVolume.random(random, 2 + random.nextInt(4), dtype);
      try (Pane pane = new Pane(volume, FakeEngine.atOnce(volume))) {
        SliceView view = RandomView.of(random, volume.geometry(), -3, 3);
        compare(pane, view, randomDisplay(random, volume), "seed " + seed + " step " + i);
      }
    }
  }

  @Test
  void extremeZoomsDraw() {
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube))) {
      long[] position = {5, 0, 0};
      SliceView near = new SliceView(Axis.X, Axis.Y, position, 40.5, 20.25, 64, 300, 200);
      compare(pane, near, Display.of(cube.description()), "near");
      SliceView far = new SliceView(Axis.X, Axis.Y, position, 48, 32, 1.0 / 64, 40, 40);
      compare(pane, far, Display.of(cube.description()), "far");
    }
  }

  @Test
  void eachStateHasItsOwnPictureAndNoneIsTakenForVoxels() {
    FakeEngine engine = FakeEngine.byHand(cube);
    try (Pane pane = new Pane(cube, engine)) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      List<BlockState> states =
          List.of(
              BlockState.QUEUED,
              BlockState.NOT_CACHED,
              BlockState.ABSENT,
              new BlockState.Downloading(0.5),
              new BlockState.Failed("503", 3, Optional.empty()));
      SlicePicture empty = pane.render(view);
      assertEquals(0, empty.shown());
      HashSet<List<Integer>> patterns = new HashSet<>();
      for (boolean dark : new boolean[] {true, false}) {
        for (BlockState state : states) {
          engine.state(0, state);
          SlicePicture picture = pane.render(view, Display.of(cube.description()).withDark(dark));
          List<Integer> block = new ArrayList<>();
          for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
              block.add(picture.argb()[y * view.width() + x]);
              assertEquals(0xff, picture.argb()[y * view.width() + x] >>> 24);
            }
          }
          assertTrue(patterns.add(block), state.toString());
          assertEquals(state instanceof BlockState.Failed ? 1 : 0, picture.failed());
          assertEquals(state instanceof BlockState.Downloading, picture.downloading());
        }
      }
    }
  }

  @Test
  void onlyADownloadMoves() {
    FakeEngine engine = FakeEngine.byHand(cube);
    try (Pane pane = new Pane(cube, engine)) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      int[] still = pane.render(view).argb();
      pane.nanos = 400_000_000;
      assertTrue(Arrays.equals(still, pane.render(view).argb()));
      engine.state(0, new BlockState.Downloading(-1));
      int[] before = pane.render(view).argb();
      pane.nanos = 800_000_000;
      assertFalse(Arrays.equals(before, pane.render(view).argb()));
    }
  }

  @Test
  void theNearestBlocksAreAskedForFirst() {
    FakeEngine engine = FakeEngine.byHand(cube);
    try (Pane pane = new Pane(cube, engine)) {
      Display display = Display.of(cube.description());
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      pane.render(view, display.withPointer(Optional.of(new long[] {0, 60, 90})));
      assertEquals(List.of(5L, 4L, 2L), engine.askedBlocks().subList(0, 3));
      assertEquals(6, engine.asked().size());
      pane.render(view, display);
      assertEquals(6, engine.asked().size());
      assertEquals(1, engine.views());
    }
  }

  @Test
  void planesOutliveTheirCells() {
    FakeEngine engine = FakeEngine.atOnce(cube);
    try (Pane pane = new Pane(cube, engine, 0, SlicePlanes.MOST_BYTES)) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      assertEquals(6, pane.render(view).shown());
      assertEquals(0, pane.memory.count());
      assertEquals(6, pane.render(view).shown());
      assertEquals(6, engine.asked().size());
      assertEquals(
          Optional.of((Number) (cube.bits(0, 33, 17) & 0xff)),
          new VoxelProbe(pane.renderer).value(new long[] {0, 33, 17}));
    }
  }

  @Test
  void theMemoryBoundWinsAndThePictureDoesNotAskWithoutEnd() {
    FakeEngine engine = FakeEngine.atOnce(cube);
    long twoPlanes = 2 * SlicePlane.bytes(DType.UINT8, 32, 32);
    try (Pane pane = new Pane(cube, engine, 0, twoPlanes)) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      for (long index = 0; index < 16; index++) {
        engine.state(index, BlockState.AVAILABLE);
      }
      for (int i = 0; i < 5; i++) {
        SlicePicture picture = pane.render(view);
        assertEquals(2, picture.shown());
        assertTrue(picture.overLimit());
        assertTrue(pane.renderer.planes().bytes() <= twoPlanes);
      }
      assertEquals(2, engine.asked().size());
    }
  }

  @Test
  void overTheLimitOnlyWhatIsOnDiskIsAskedFor() {
    FakeEngine engine = FakeEngine.atOnce(cube);
    try (Pane pane = new Pane(cube, engine)) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      Display display = Display.of(cube.description());
      engine.state(4, BlockState.AVAILABLE);
      FetchLimit limit = new FetchLimit(5, Long.MAX_VALUE);
      SlicePicture picture = pane.renderer.render(view, display, limit, () -> false).orElseThrow();
      assertTrue(picture.overLimit());
      assertEquals(List.of(4L), engine.askedBlocks());
      assertEquals(1, picture.shown());
      assertEquals(6, picture.blocks());
      assertEquals(6 * 4 * 32 * 32, picture.bytes());
      picture = pane.renderer.render(view, display, FetchLimit.NONE, () -> false).orElseThrow();
      assertFalse(picture.overLimit());
      assertEquals(6, picture.shown());
    }
  }

  @Test
  void aFailedBlockIsCountedAndOthersAreShown() {
    FakeEngine engine = FakeEngine.atOnce(cube).failing(1, Reason.FAILED);
    try (Pane pane = new Pane(cube, engine)) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      SlicePicture picture = pane.render(view);
      assertEquals(5, picture.shown());
      assertEquals(1, picture.failed());
      pane.render(view);
      assertEquals(6, engine.asked().size());
      engine.heal(1);
      pane.cells.retry(1);
      assertEquals(6, pane.render(view).shown());
    }
  }

  @Test
  void aDeletedBlockIsNotShownAnyMoreAndAskedForAgain() {
    FakeEngine engine = FakeEngine.byHand(cube);
    try (Pane pane = new Pane(cube, engine)) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      pane.render(view);
      for (long index = 0; index < 6; index++) {
        engine.deliver(index);
      }
      assertEquals(6, pane.render(view).shown());
      pane.memory.drop(FakeEngine.key(4));
      assertEquals(5, pane.render(view).shown());
      engine.deliver(4);
      assertEquals(6, pane.render(view).shown());
    }
  }

  @Test
  void aCancelledFrameGivesNoPicture() {
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube))) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      Display display = Display.of(cube.description());
      assertTrue(pane.renderer.render(view, display, () -> true).isEmpty());
    }
  }

  @Test
  void outsideTheVolumeThereIsNothing() {
    FakeEngine engine = FakeEngine.atOnce(cube);
    try (Pane pane = new Pane(cube, engine)) {
      SliceView view = new SliceView(Axis.X, Axis.Y, new long[] {8, 0, 0}, 10, 10, 1, 50, 50);
      SlicePicture picture = pane.render(view);
      assertEquals(0, picture.blocks());
      assertTrue(Arrays.stream(picture.argb()).allMatch(p -> p == OUTSIDE));
      SliceView away = new SliceView(Axis.X, Axis.Y, new long[3], -1e15, 1e15, 1, 50, 50);
      assertEquals(0, pane.render(away).blocks());
      SliceView flat = new SliceView(Axis.X, Axis.Y, new long[3], 5, 5, 1, 0, 0);
      assertEquals(0, pane.render(flat).argb().length);
      assertEquals(List.of(), engine.asked());
    }
  }

  @Test
  void aViewThatDoesNotFitTheVolumeIsRefused() {
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube))) {
      SliceView time = new SliceView(Axis.T, Axis.Y, new long[3], 5, 5, 1, 10, 10);
      assertThrows(IllegalArgumentException.class, () -> pane.render(time));
      SliceView twice = new SliceView(Axis.Y, Axis.Y, new long[3], 5, 5, 1, 10, 10);
      assertThrows(IllegalArgumentException.class, () -> pane.render(twice));
      SliceView rank = new SliceView(Axis.X, Axis.Y, new long[2], 5, 5, 1, 10, 10);
      assertThrows(IllegalArgumentException.class, () -> pane.render(rank));
    }
  }

  @Test
  void outlinesAreDrawnOnlyWhenAskedFor() {
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube))) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      Display display = Display.of(cube.description());
      int[] plain = pane.render(view, display).argb();
      int[] outlined = pane.render(view, display.withShowBlocks(true)).argb();
      assertFalse(Arrays.equals(plain, outlined));
      assertEquals(plain[5 * view.width() + 5], outlined[5 * view.width() + 5]);
      assertTrue(plain[5 * view.width() + 31] != outlined[5 * view.width() + 31]);
    }
  }

  @Test
  void anEmptyBlockIsDrawnWithItsVoxelsAndHasADottedOutline() {
    FakeEngine engine = FakeEngine.atOnce(cube);
    try (Pane pane = new Pane(cube, engine)) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      Display display = Display.of(cube.description());
      int[] plain = pane.render(view, display).argb();
      for (long index : cube.blocks()) {
        engine.state(index, BlockState.EMPTY);
      }
      Assertions.assertArrayEquals(
          plain, pane.render(view, display).argb(), "no other look without a grid");
      int[] outlined = pane.render(view, display.withShowBlocks(true)).argb();
      int dots = 0;
      for (int y = 1; y < 31; y++) {
        dots += plain[y * view.width() + 31] != outlined[y * view.width() + 31] ? 1 : 0;
      }
      assertTrue(dots > 0 && dots < 15, dots + " of 30 pixels");
    }
  }
}
