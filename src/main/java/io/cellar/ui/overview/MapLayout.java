package io.cellar.ui.overview;

import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ScaleBar;
import io.cellar.volume.Axis;
import io.cellar.volume.VolumeDescription;
import java.util.List;

/**
 * Where the three sides of a volume lie: xy, zy to its right, xz below, all at one scale. True
 * proportions when the size of a voxel is told for all three axes, else one voxel is a cube.
 */
final class MapLayout {
  private static final double GAP = 10;
  private static final double THINNEST = 5;

  private MapLayout() {}

  /** The boxes, centred in an area. */
  static List<MapBox> of(VolumeDescription volume, double width, double height) {
    boolean sized =
        List.of(Axis.X, Axis.Y, Axis.Z).stream()
            .allMatch(a -> ScaleBar.voxelSize(volume, a).isPresent());
    double x = extent(volume, Axis.X, sized);
    double y = extent(volume, Axis.Y, sized);
    double z = extent(volume, Axis.Z, sized);
    double scale = Math.max(0, Math.min((width - GAP) / (x + z), (height - GAP) / (y + z)));
    double w = Math.max(THINNEST, x * scale);
    double h = Math.max(THINNEST, y * scale);
    double d = Math.max(THINNEST, z * scale);
    double left = Math.max(0, (width - w - d - GAP) / 2);
    double top = Math.max(0, (height - h - d - GAP) / 2);
    return List.of(
        box(volume, Plane.XY, left, top, w, h),
        box(volume, Plane.ZY, left + w + GAP, top, d, h),
        box(volume, Plane.XZ, left, top + h + GAP, w, d));
  }

  private static MapBox box(
      VolumeDescription volume, Plane plane, double x, double y, double w, double h) {
    return new MapBox(
        plane, x, y, w, h, voxels(volume, plane.horizontal()), voxels(volume, plane.vertical()));
  }

  private static double extent(VolumeDescription volume, Axis axis, boolean sized) {
    double one = sized ? ScaleBar.voxelSize(volume, axis).orElse(1) : 1;
    return voxels(volume, axis) * one;
  }

  private static long voxels(VolumeDescription volume, Axis axis) {
    return volume.viewShape()[volume.axes().indexOf(axis)];
  }
}
