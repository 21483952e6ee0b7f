package io.cellar.ui.navigation;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.VolumeDescription;
import java.util.Arrays;
import java.util.List;

/**
 * Proportions of a volume's voxels: a voxel of 40 x 4 x 4 nm is drawn ten times as high as it is
 * wide, so that what is round looks round in every pane.
 */
public final class VoxelEdges {
  /** Beyond this ratio a size is rather a mistake, and a pane would show hardly anything. */
  private static final double MOST = 1000;

  private VoxelEdges() {}

  /** All ones. */
  public static double[] cubes(VolumeDescription volume) {
    double[] edges = new double[volume.axes().rank()];
    Arrays.fill(edges, 1);
    return edges;
  }

  /**
   * Length of a voxel's edges, in axes order, as multiples of the shortest one of space. All ones
   * unless the size along every axis of space is told; axes of time and channels are always ones.
   */
  public static double[] of(VolumeDescription volume) {
    Axes axes = volume.axes();
    double[] edges = cubes(volume);
    List<Axis> space = axes.order().stream().filter(Axis::isSpace).toList();
    if (space.stream().anyMatch(a -> ScaleBar.voxelSize(volume, a).isEmpty())) {
      return edges;
    }
    double least =
        space.stream()
            .mapToDouble(a -> ScaleBar.voxelSize(volume, a).orElseThrow())
            .min()
            .orElse(1);
    for (Axis axis : space) {
      double size = ScaleBar.voxelSize(volume, axis).orElseThrow();
      edges[axes.indexOf(axis)] = Math.min(MOST, size / least);
    }
    return edges;
  }
}
