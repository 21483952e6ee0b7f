package io.cellar.slice;

import io.cellar.volume.DType;
import java.util.Arrays;
import java.util.List;

/** Voxels of the planes that a view shows, evenly thinned out. */
final class PlaneSample {
  /** Enough for a percentile to a tenth of a percent, and sorted in some 20 ms. */
  private static final int MOST = 1 << 18;

  private PlaneSample() {}

  /** Finite values of the planes that are held, ascending. */
  static double[] sorted(SliceRenderer renderer, SliceView view) {
    List<SlicePlane> planes = renderer.planesOf(view);
    long voxels = planes.stream().mapToLong(p -> (long) p.width() * p.height()).sum();
    // An odd step does not fall into step with sizes that are powers of two.
    int step = (int) (voxels / MOST) | 1;
    double[] values = new double[(int) (voxels / step) + planes.size()];
    int n = 0;
    for (SlicePlane plane : planes) {
      int size = plane.width() * plane.height();
      for (int i = 0; i < size; i += step) {
        double value = value(plane.dtype(), plane.values(), i);
        if (Double.isFinite(value)) {
          values[n++] = value;
        }
      }
    }
    double[] found = Arrays.copyOf(values, n);
    Arrays.sort(found);
    return found;
  }

  private static double value(DType dtype, Object values, int i) {
    return switch (values) {
      case byte[] a -> Brightness.value(dtype, a[i]);
      case short[] a -> Brightness.value(dtype, a[i]);
      case int[] a -> Brightness.value(dtype, a[i]);
      case long[] a -> dtype == DType.UINT64 ? Brightness.unsigned(a[i]) : a[i];
      case float[] a -> a[i];
      case double[] a -> a[i];
      default -> throw new IllegalArgumentException("no voxels: " + values.getClass());
    };
  }
}
