package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.engine.Tier;
import io.cellar.slice.LevelsPane.Rung;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Levels whose voxels are no whole number of finest ones wide and do not line up with them, against
 * a voxel worked out for each pixel alone.
 */
class RealFactorsTest {
  /** So near to the edge of a voxel, in voxels, rounding may decide. */
  private static final double EDGE = 1e-9;

  private static LevelsPane pane(Random random, int rank, ReadAhead ahead) {
    TestVolume finest = TestVolume.random(random, rank, DType.UINT8);
    double[] scale = new double[rank];
    java.util.Arrays.fill(scale, 1);
    List<TestVolume> volumes = new ArrayList<>(List.of(finest));
    List<List<AxisMap>> maps = new ArrayList<>(List.of(AxisMap.identity(rank)));
    int levels = 2 + random.nextInt(2);
    for (int n = 1; n < levels; n++) {
      List<AxisMap> toFinest = new ArrayList<>();
      long[] shape = new long[rank];
      long[] block = new long[rank];
      for (int d = 0; d < rank; d++) {
        scale[d] *= random.nextInt(4) == 0 ? 2.857 : random.nextDouble(1, 4);
        double offset = scale[d] * random.nextDouble(-0.9, 0.9);
        long size = finest.geometry().viewShape()[d];
        toFinest.add(new AxisMap(scale[d], offset));
        double whole = (size - offset) / scale[d];
        long near = (long) (random.nextBoolean() ? Math.ceil(whole) : whole);
        shape[d] = Math.max(1, near - random.nextInt(2));
        block[d] = 1 + random.nextInt(6);
      }
      volumes.add(TestVolume.whole(finest.geometry().axes().toString(), DType.UINT8, shape, block));
      maps.add(toFinest);
    }
    return new LevelsPane(volumes, maps, FakeEngine::atOnce, ahead);
  }

  /** The voxels along an axis that may be seen at a finest coordinate: two at the very edge. */
  private static Set<Long> candidates(Rung rung, int d, double coordinate) {
    AxisMap map = rung.toFinest.get(d);
    double exact = (coordinate - map.offset()) / map.scale();
    Set<Long> voxels = new HashSet<>();
    for (double near : new double[] {exact - EDGE, exact + EDGE}) {
      long last = rung.volume.geometry().viewShape()[d] - 1;
      voxels.add(Math.clamp((long) Math.floor(near), 0, last));
    }
    return voxels;
  }

  /** All combinations of voxels along the axes. */
  private static List<long[]> voxels(Rung rung, double[] coordinates) {
    List<long[]> all = new ArrayList<>(List.of(new long[coordinates.length]));
    for (int d = 0; d < coordinates.length; d++) {
      List<long[]> next = new ArrayList<>();
      for (long at : candidates(rung, d, coordinates[d])) {
        for (long[] voxel : all) {
          long[] longer = voxel.clone();
          longer[d] = at;
          next.add(longer);
        }
      }
      all = next;
    }
    return all;
  }

  private static Set<Integer> greys(Rung rung, double[] coordinates) {
    Set<Integer> greys = new HashSet<>();
    for (long[] voxel : voxels(rung, coordinates)) {
      greys.add((byte) rung.volume.voxel(voxel) & 0xff);
    }
    return greys;
  }

  private static double[] middle(long[] position) {
    return java.util.Arrays.stream(position).mapToDouble(p -> p + 0.5).toArray();
  }

  @Test
  void everyPixelIsTheVoxelUnderIt() {
    int coarse = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      try (LevelsPane pane = pane(random, 2 + seed % 4, ReadAhead.OFF)) {
        ArrayGeometry finest = pane.rungs.getFirst().volume.geometry();
        SliceView view = RandomView.of(random, finest, -4, 1);
        SlicePicture picture = pane.render(view);
        Rung rung = pane.rungs.get(picture.level().number());
        coarse += picture.level().number() > 0 ? 1 : 0;
        int h = finest.axes().indexOf(view.horizontal());
        int v = finest.axes().indexOf(view.vertical());
        double[] at = middle(view.position());
        for (int y = 0; y < view.height(); y++) {
          for (int x = 0; x < view.width(); x++) {
            at[h] = view.centerH() + (x + 0.5 - view.width() / 2.0) / view.zoomH();
            at[v] = view.centerV() + (y + 0.5 - view.height() / 2.0) / view.zoomV();
            int found = picture.argb()[y * view.width() + x];
            boolean inside =
                at[h] >= 0
                    && at[v] >= 0
                    && at[h] < finest.viewShape()[h]
                    && at[v] < finest.viewShape()[v];
            String where = "seed " + seed + " pixel " + x + "," + y + " of " + rung.toFinest;
            if (inside) {
              assertTrue(greys(rung, at).contains(found & 0xff), where);
              assertEquals((found & 0xff) * 0x010101, found & 0xffffff, where);
            } else {
              assertEquals(0xff17191c, found, where);
            }
          }
        }
        assertFalse(picture.loading(), "seed " + seed);
      }
    }
    assertTrue(coarse > 60, coarse + " pictures of coarser levels");
  }

  @Test
  void theLevelIsTheCoarsestWhoseVoxelsAreFineEnough() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      try (LevelsPane pane = pane(random, 2 + seed % 3, ReadAhead.OFF)) {
        ArrayGeometry finest = pane.rungs.getFirst().volume.geometry();
        SliceView view = RandomView.of(random, finest, -4, 2);
        int h = finest.axes().indexOf(view.horizontal());
        int v = finest.axes().indexOf(view.vertical());
        int expected =
            IntStream.range(0, pane.rungs.size())
                .filter(
                    n ->
                        n == 0
                            || pane.rungs.get(n).toFinest.get(h).scale() * view.zoomH()
                                    <= Math.sqrt(2)
                                && pane.rungs.get(n).toFinest.get(v).scale() * view.zoomV()
                                    <= Math.sqrt(2))
                .max()
                .orElseThrow();
        SlicePicture picture = pane.render(view);
        assertEquals(expected, picture.level().number(), "seed " + seed);
        assertEquals(
            pane.rungs.get(expected).toFinest.get(h).scale(), picture.level().acrossH(), 0);
      }
    }
  }

  @Test
  void theProbeReadsTheVoxelUnderTheMiddleOfAPosition() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      try (LevelsPane pane = pane(random, 2 + seed % 4, ReadAhead.OFF)) {
        ArrayGeometry finest = pane.rungs.getFirst().volume.geometry();
        SlicePicture picture = pane.render(RandomView.of(random, finest, -4, 2));
        Rung rung = pane.rungs.get(picture.level().number());
        VoxelProbe probe = new VoxelProbe(pane.renderer);
        long[] position = new long[finest.rank()];
        for (int d = 0; d < position.length; d++) {
          position[d] = random.nextLong(finest.viewShape()[d]);
        }
        rung.put(probe.block(position).orElseThrow().index());
        String what = "seed " + seed;
        assertTrue(
            greys(rung, middle(position)).contains(probe.value(position).orElseThrow().intValue()),
            what);
        assertTrue(
            voxels(rung, middle(position)).stream()
                .anyMatch(v -> rung.block(v) == probe.block(position).orElseThrow().index()),
            what);
      }
    }
  }

  @Test
  void whatLiesAheadIsAskedForInVoxelsOfTheLevel() {
    TestVolume finest =
        TestVolume.whole("zyx", DType.UINT8, new long[] {100, 100, 100}, new long[] {10, 10, 10});
    TestVolume coarse =
        TestVolume.whole("zyx", DType.UINT8, new long[] {35, 35, 35}, new long[] {5, 5, 5});
    List<AxisMap> maps = java.util.Collections.nCopies(3, new AxisMap(2.857, -0.4));
    try (LevelsPane pane =
        new LevelsPane(
            List.of(finest, coarse),
            List.of(AxisMap.identity(3), maps),
            FakeEngine::byHand,
            ReadAhead.standard())) {
      for (long z : new long[] {40, 41}) {
        pane.render(new SliceView(Axis.X, Axis.Y, new long[] {z, 50, 50}, 50, 50, 0.4, 8, 8));
        pane.renderer.lookAhead(() -> false);
      }
      List<Long> ahead =
          pane.rungs.get(1).engine.asked().stream()
              .filter(asked -> asked.priority().tier() == Tier.NEARBY)
              .map(FakeEngine.Asked::index)
              .toList();
      // Slice 41 is voxel 14 of the level, in its blocks of z 10 to 14; upwards come those from 15.
      Roi above = new Roi(new long[] {15, 15, 15}, new long[] {20, 20, 20});
      assertTrue(ahead.contains(coarse.grid().indexOf(above.start())), ahead.toString());
      assertTrue(
          ahead.stream().noneMatch(i -> coarse.grid().roi(i).contains(14, 17, 17)), "it is shown");
    }
  }

  @Test
  void smoothedPicturesStayBetweenTheVoxelsAround() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      TestVolume finest =
          TestVolume.whole("yx", DType.UINT8, new long[] {90, 90}, new long[] {9, 9});
      TestVolume coarse =
          TestVolume.whole("yx", DType.UINT8, new long[] {32, 32}, new long[] {7, 7});
      AxisMap map = new AxisMap(2.857, random.nextDouble(-1, 1));
      try (LevelsPane pane =
          new LevelsPane(
              List.of(finest, coarse),
              List.of(AxisMap.identity(2), List.of(map, map)),
              FakeEngine::atOnce,
              ReadAhead.OFF)) {
        for (long block : coarse.blocks()) {
          pane.rungs.get(1).put(block);
        }
        double zoom = random.nextDouble(0.36, 0.49);
        SliceView view = new SliceView(Axis.X, Axis.Y, new long[2], 45, 45, zoom, 30, 30);
        Display display = Display.of(finest.description()).withSmooth(true);
        SlicePicture picture = pane.renderer.render(view, display, () -> false).orElseThrow();
        assertEquals(1, picture.level().number());
        for (int y = 0; y < 30; y++) {
          for (int x = 0; x < 30; x++) {
            double h = (view.coordinateH(x) - map.offset()) / map.scale() - 0.5;
            double v = (view.coordinateV(y) - map.offset()) / map.scale() - 0.5;
            assertEquals(
                between(coarse, h, v), picture.argb()[y * 30 + x] & 0xff, 3, "seed " + seed);
          }
        }
      }
    }
  }

  private static double between(TestVolume volume, double h, double v) {
    double x = Math.clamp(h, 0, 31);
    double y = Math.clamp(v, 0, 31);
    double fx = x - Math.floor(x);
    double fy = y - Math.floor(y);
    return (grey(volume, x, y) * (1 - fx) + grey(volume, x + 1, y) * fx) * (1 - fy)
        + (grey(volume, x, y + 1) * (1 - fx) + grey(volume, x + 1, y + 1) * fx) * fy;
  }

  private static int grey(TestVolume volume, double x, double y) {
    long[] voxel = {Math.min((long) y, 31), Math.min((long) x, 31)};
    return (byte) volume.voxel(voxel) & 0xff;
  }
}
