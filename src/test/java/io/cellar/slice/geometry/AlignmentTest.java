package io.cellar.slice.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.TestVolume;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import io.cellar.volume.DType;
import io.cellar.volume.Described;
import io.cellar.volume.Origin;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.RemoteVolume;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  private static final long[] SHAPE = {40, 60, 80};
  private static final long[] BLOCK = {10, 20, 20};

  private static VolumeDescription volume(
      String axes, long[] originBlocks, List<Double> size, String unit, long... remoteOffset) {
    ArrayGeometry local =
        TestVolume.of(axes, DType.UINT8, SHAPE, BLOCK, originBlocks, new long[] {10, 20, 20})
            .geometry();
    Optional<Origin> remote =
        remoteOffset.length == 0
            ? Optional.empty()
            : Optional.of(
                new RemoteVolume(
                    "",
                    Axes.parse(axes),
                    Optional.empty(),
                    new long[] {9999, 9999, 9999},
                    remoteOffset,
                    PythonFormat.parse("http://localhost/"),
                    "/cube"));
    return new VolumeDescription(
        "v",
        local,
        Described.layout("v", Path.of("/nowhere")),
        remote,
        Optional.empty(),
        size,
        unit);
  }

  private static List<AxisMap> maps(double[] scale, double[] offset) {
    return IntStream.range(0, scale.length)
        .mapToObj(d -> new AxisMap(scale[d], offset[d]))
        .toList();
  }

  private static double[] scale(Placement placement) {
    return placement.toOwn().stream().mapToDouble(AxisMap::scale).toArray();
  }

  private static Placement place(VolumeDescription reference, VolumeDescription own) {
    return Alignment.of(reference, own).orElseThrow();
  }

  @Test
  void voxelSizesInOtherUnitsMakeTheScale() {
    VolumeDescription coarse = volume("zyx", new long[3], List.of(0.04, 0.008, 0.008), "um");
    VolumeDescription fine = volume("xyz", new long[3], List.of(4.0, 4.0, 40.0), "nm");
    assertArrayEquals(new double[] {2, 2, 1}, scale(place(coarse, fine)), 1e-12);
    assertArrayEquals(new double[] {1, 0.5, 0.5}, scale(place(fine, coarse)), 1e-12);
  }

  @Test
  void simpleFractionsAreExact() {
    VolumeDescription three = volume("zyx", new long[3], List.of(0.3, 0.7, 1.1), "nm");
    VolumeDescription one = volume("zyx", new long[3], List.of(0.1, 0.1, 3.3), "nm");
    assertArrayEquals(new double[] {3, 7, 1 / 3.0}, scale(place(three, one)));
    assertArrayEquals(new double[] {1 / 3.0, 1 / 7.0, 3}, scale(place(one, three)));
    Roi region = new Roi(new long[] {3, 0, 3}, new long[] {30, 10, 33});
    assertEquals(
        new Roi(new long[] {9, 0, 1}, new long[] {90, 70, 11}), place(three, one).roi(region));
    VolumeDescription odd = volume("zyx", new long[3], List.of(0.1234567, 1.0, 1.0), "nm");
    assertEquals(0.1234567 / 0.1, scale(place(odd, one))[0]);
  }

  @Test
  void withoutComparableSizesAVoxelCoversAVoxel() {
    VolumeDescription told = volume("zyx", new long[3], List.of(40.0, 8.0, 8.0), "nm");
    VolumeDescription untold = volume("zyx", new long[3], List.of(), "");
    VolumeDescription strange = volume("zyx", new long[3], List.of(1.0, 2.0, 3.0), "furlong");
    double[] ones = {1, 1, 1};
    assertArrayEquals(ones, scale(place(told, untold)));
    assertArrayEquals(ones, scale(place(untold, told)));
    assertArrayEquals(ones, scale(place(told, strange)));
    assertArrayEquals(ones, scale(place(strange, strange)));
  }

  @Test
  void placesOnTheServersCountWhenBothHaveOne() {
    VolumeDescription a = volume("zyx", new long[] {1, 0, 0}, List.of(), "", 100, 200, 300);
    VolumeDescription b = volume("zyx", new long[] {0, 1, 1}, List.of(), "", 105, 190, 290);
    long[] voxel = {5, 17, 16};
    // a: 115, 217, 316 on the server; b begins there at 105, 210, 310.
    assertArrayEquals(new long[] {10, 7, 6}, place(a, b).voxel(voxel));
  }

  @Test
  void aVoxelOfAFinerVolumeIsFoundAgain() {
    long seed = 6;
    Random random = new Random(seed);
    Axes zyx = Axes.parse("zyx");
    for (int n = 0; n < 300; n++) {
      double[] scale = random.doubles(3, 1.01, 6).toArray();
      double[] offset = random.doubles(3, -20, 20).toArray();
      Placement placement = new Placement(zyx, Axes.parse("xzy"), maps(scale, offset));
      long[] voxel = random.longs(3, -30, 60).toArray();
      long[] back = placement.reference(placement.voxel(voxel), new long[3]);
      assertArrayEquals(voxel, back, "seed " + seed + " step " + n);
    }
    Placement flat =
        new Placement(zyx, Axes.parse("xy"), maps(new double[] {1, 1}, new double[] {2, 3}));
    assertArrayEquals(
        new long[] {7, 1, 8}, flat.reference(new long[] {10, 4}, new long[] {7, 0, 0}));
  }

  @Test
  void aRegionCoversAllVoxelsThatItsOwnVoxelsLieIn() {
    long seed = 5;
    Random random = new Random(seed);
    Axes zyx = Axes.parse("zyx");
    for (int n = 0; n < 300; n++) {
      double[] scale = random.doubles(3, 0.2, 4).toArray();
      double[] offset = random.doubles(3, -20, 20).toArray();
      Placement placement = new Placement(zyx, Axes.parse("xzy"), maps(scale, offset));
      long[] start = random.longs(3, -5, 30).toArray();
      Roi region = Roi.at(start, random.longs(3, 1, 9).toArray());
      Roi own = placement.roi(region);
      for (int k = 0; k < 20; k++) {
        long[] voxel = new long[3];
        for (int d = 0; d < 3; d++) {
          voxel[d] = random.nextLong(region.start(d), region.stop(d));
        }
        assertTrue(own.contains(placement.voxel(voxel)), "seed " + seed + " step " + n);
      }
    }
    assertEquals(
        new Roi(new long[] {4, 0, 2}, new long[] {8, 3, 4}),
        new Placement(
                zyx, Axes.parse("xzy"), maps(new double[] {2, 1, 0.5}, new double[] {0, -1, 1.5}))
            .roi(new Roi(new long[] {1, 2, 2}, new long[] {4, 4, 4})));
  }

  @Test
  void elsePlacesInTheCaches() {
    VolumeDescription a = volume("zyx", new long[] {1, 1, 0}, List.of(), "", 100, 200, 300);
    VolumeDescription b = volume("zyx", new long[] {1, 0, 0}, List.of(), "");
    VolumeDescription wide =
        Described.volume(
            "wide",
            TestVolume.of(
                    "zyx", DType.UINT8, SHAPE, BLOCK, new long[] {1, 0, 0}, new long[] {10, 60, 80})
                .geometry());
    assertArrayEquals(new long[] {3, 24, 5}, place(a, wide).voxel(new long[] {3, 4, 5}));
    // These two would not meet: they begin at the same place.
    assertArrayEquals(new long[] {3, 4, 5}, place(a, b).voxel(new long[] {3, 4, 5}));
  }

  @Test
  void twoAxesOfSpaceMustBeShared() {
    VolumeDescription flat =
        Described.volume(
            "flat",
            TestVolume.whole("xy", DType.UINT8, new long[] {9, 9}, new long[] {3, 3}).geometry());
    VolumeDescription line =
        Described.volume(
            "line",
            TestVolume.whole("tz", DType.UINT8, new long[] {9, 9}, new long[] {3, 3}).geometry());
    VolumeDescription cube = volume("zyx", new long[3], List.of(), "");
    assertTrue(Alignment.of(cube, line).isEmpty());
    Placement over = place(cube, flat);
    SliceView side = new SliceView(Axis.Z, Axis.Y, new long[3], 0, 0, 1, 4, 4);
    SliceView top = new SliceView(Axis.X, Axis.Y, new long[] {7, 3, 2}, 0, 0, 1, 4, 4);
    assertTrue(over.view(side).isEmpty());
    assertArrayEquals(new long[] {2, 3}, over.view(top).orElseThrow().position());
    assertEquals(Placement.same(cube.axes()), place(cube, cube));
  }
}
