package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.slice.LevelsPane.Rung;
import io.cellar.slice.draw.Brightness;
import io.cellar.slice.draw.ColorMap;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothTest {
  private final TestVolume cube =
      TestVolume.whole("zyx", DType.UINT8, new long[] {8, 64, 96}, new long[] {4, 32, 32});

  /** Steps of the weight of a voxel. */
  private static final double WEIGHTS = 256;

  /** Works out brightness the slow way. */
  private static final class Slow {
    final TestVolume volume;
    final SliceView view;
    final Block all;
    final int h;
    final int v;
    final long[] shape;
    final Brightness scale;
    final Set<Long> seenH = new HashSet<>();
    final Set<Long> seenV = new HashSet<>();

    Slow(TestVolume volume, SliceView view, Display display) {
      this.volume = volume;
      this.view = view;
      this.shape = volume.geometry().viewShape();
      this.all = volume.viewVoxels(Roi.ofShape(shape));
      this.h = volume.geometry().axes().indexOf(view.horizontal());
      this.v = volume.geometry().axes().indexOf(view.vertical());
      this.scale = new Brightness(display.range());
      for (int x = 0; x < view.width(); x++) {
        see(seenH, view.coordinateH(x), h);
      }
      for (int y = 0; y < view.height(); y++) {
        see(seenV, view.coordinateV(y), v);
      }
    }

    private void see(Set<Long> seen, double coordinate, int axis) {
      if (coordinate >= 0 && coordinate < shape[axis]) {
        seen.add(block((long) coordinate, axis));
      }
    }

    private long block(long voxel, int axis) {
      return (voxel + volume.geometry().viewOrigin()[axis]) / volume.geometry().blockShape()[axis];
    }

    /** Of a voxel, or of the nearest one in the home block when its block is not in the picture. */
    private double voxel(long atH, long atV, long homeH, long homeV) {
      long x = Math.clamp(atH, 0, shape[h] - 1);
      long y = Math.clamp(atV, 0, shape[v] - 1);
      if (!seenH.contains(block(x, h)) || !seenV.contains(block(y, v))) {
        x = nearest(x, homeH, h);
        y = nearest(y, homeV, v);
      }
      long[] voxel = view.position();
      voxel[h] = x;
      voxel[v] = y;
      int step = scale.of(all.toDouble(all.offset(voxel)));
      return step == Brightness.NAN ? Double.NaN : step;
    }

    private long nearest(long voxel, long home, int axis) {
      long near = voxel;
      while (block(near, axis) != block(home, axis)) {
        near += Long.signum(home - near);
      }
      return near;
    }

    private static double mix(double a, double b, double share) {
      return Double.isNaN(a) || Double.isNaN(b)
          ? (share < 0.5 ? a : b)
          : a * (1 - share) + b * share;
    }

    /** 0 to 255, NaN for what is not a number, -1 outside the volume. */
    double at(int x, int y) {
      double atH = view.coordinateH(x);
      double atV = view.coordinateV(y);
      if (atH < 0 || atV < 0 || atH >= shape[h] || atV >= shape[v]) {
        return -1;
      }
      double lowH = view.zoomH() > 1 ? atH - 0.5 : Math.floor(atH);
      double lowV = view.zoomV() > 1 ? atV - 0.5 : Math.floor(atV);
      long x0 = (long) Math.floor(lowH);
      long y0 = (long) Math.floor(lowV);
      long homeH = (long) atH;
      long homeV = (long) atV;
      // As exact as the weights are, so that a NaN is near in both or in neither.
      double shareH = Math.floor((lowH - x0) * WEIGHTS) / WEIGHTS;
      double shareV = Math.floor((lowV - y0) * WEIGHTS) / WEIGHTS;
      double left = mix(voxel(x0, y0, homeH, homeV), voxel(x0, y0 + 1, homeH, homeV), shareV);
      double right =
          mix(voxel(x0 + 1, y0, homeH, homeV), voxel(x0 + 1, y0 + 1, homeH, homeV), shareV);
      return mix(left, right, shareH);
    }
  }

  private static void compare(Pane pane, SliceView view, Display display, String what) {
    SlicePicture picture = pane.render(view, display.withSmooth(true));
    Slow slow = new Slow(pane.volume, view, display);
    for (int y = 0; y < view.height(); y++) {
      for (int x = 0; x < view.width(); x++) {
        int argb = picture.argb()[y * view.width() + x];
        double brightness = slow.at(x, y);
        String where = what + " pixel " + x + "," + y + " " + brightness;
        if (Double.isNaN(brightness)) {
          assertEquals(ColorMap.NAN, argb, where);
        } else if (brightness >= 0) {
          assertEquals(brightness, argb & 0xff, 0.5 + 1e-6, where);
          assertEquals((argb & 0xff) * 0x010101, argb & 0xffffff, where);
        }
      }
    }
  }

  @Test
  void whatLiesBetweenVoxelsIsLinear() {
    long seed = 20261121;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      DType dtype = DType.values()[random.nextInt(DType.values().length)];
      TestVolume volume = TestVolume.random(random, 2 + random.nextInt(3), dtype);
      try (Pane pane = new Pane(volume, FakeEngine.atOnce(volume))) {
        SliceView view = RandomView.of(random, volume.geometry(), -2, 4);
        compare(pane, view, Display.of(volume.description()), "seed " + seed + " step " + i);
      }
    }
  }

  @Test
  void voxelsNoLargerThanPixelsStayAsTheyAre() {
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube))) {
      Display display = Display.of(cube.description());
      for (double zoom : new double[] {1, 0.7, 0.25}) {
        SliceView view = pane.whole(Axis.X, Axis.Y, zoom);
        int[] plain = pane.render(view, display).argb().clone();
        assertArrayEquals(plain, pane.render(view, display.withSmooth(true)).argb());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void coarserVoxelsThatStandInAreSmoothToo(int level) {
    LevelsPane levels =
        LevelsPane.halved(3, new long[] {16, 64, 64}, new long[] {4, 8, 8}, FakeEngine::byHand);
    Rung coarser = levels.rungs.get(level);
    for (long block : coarser.volume.blocks()) {
      coarser.put(block);
    }
    SliceView view = new SliceView(Axis.X, Axis.Y, new long[] {9, 0, 0}, 30.25, 33.375, 1, 51, 47);
    Display display = Display.of(levels.rungs.getFirst().volume.description()).withSmooth(true);
    int[] standIn = levels.renderer.render(view, display, () -> false).orElseThrow().argb();
    try (Pane alone = new Pane(coarser.volume, FakeEngine.atOnce(coarser.volume))) {
      double d = 1 << level;
      long[] place = {9 >> level, 0, 0};
      SliceView same = new SliceView(Axis.X, Axis.Y, place, 30.25 / d, 33.375 / d, d, 51, 47);
      assertArrayEquals(alone.render(same, display).argb(), standIn);
      assertFalse(Arrays.equals(alone.render(same, display.withSmooth(false)).argb(), standIn));
    }
  }

  @Test
  void itTakesTheColoursOfTheMap() {
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube))) {
      Display display = Display.of(cube.description()).withMap(ColorMap.VIRIDIS);
      SliceView view = pane.whole(Axis.X, Axis.Y, 4);
      int[] plain = pane.render(view, display).argb().clone();
      int[] smooth = pane.render(view, display.withSmooth(true)).argb().clone();
      assertNotEquals(Arrays.hashCode(plain), Arrays.hashCode(smooth));
      Set<Integer> colours = new HashSet<>();
      Arrays.stream(ColorMap.VIRIDIS.table()).forEach(colours::add);
      assertEquals(0, Arrays.stream(smooth).filter(argb -> !colours.contains(argb)).count());
    }
  }
}
