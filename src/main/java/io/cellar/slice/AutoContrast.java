package io.cellar.slice;

import io.cellar.slice.draw.Brightness;
import io.cellar.slice.geometry.SlicePlane;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Display ranges from the voxels of a view that are in memory. Takes some milliseconds; may be
 * called on any thread, better not on one that draws.
 */
public final class AutoContrast {
  /** Enough for a percentile to a tenth of a percent, and sorted in some 20 ms. */
  private static final int MOST_SAMPLES = 1 << 18;

  private final SliceRenderer renderer;

  public AutoContrast(SliceRenderer renderer) {
    this.renderer = renderer;
  }

  /**
   * The range between two percentiles of the view's voxels.
   *
   * @param low percentile from 0 to 100
   * @param high percentile from 0 to 100, not below {@code low}
   * @return the range; empty when nothing of the view is in memory
   */
  public Optional<ValueRange> percentile(SliceView view, double low, double high) {
    if (!(0 <= low && low <= high && high <= 100)) {
      throw new IllegalArgumentException(
          "percentiles " + low + " to " + high + ": expected 0 to 100, ascending");
    }
    double[] sorted = sorted(view);
    return sorted.length == 0
        ? Optional.empty()
        : Optional.of(new ValueRange(at(sorted, low), at(sorted, high)));
  }

  private static double at(double[] sorted, double percent) {
    return sorted[(int) Math.round(percent / 100 * (sorted.length - 1))];
  }

  /**
   * How often values occur in the view; empty when nothing of it is in memory. Whole values are not
   * spread over more bins than there are values, which would look combed.
   */
  public Optional<Histogram> histogram(SliceView view, int mostBins) {
    double[] sorted = sorted(view);
    if (sorted.length == 0) {
      return Optional.empty();
    }
    double values = sorted[sorted.length - 1] - sorted[0] + 1;
    boolean few = renderer.volume().dtype().kind() != DType.Kind.FLOAT && values < mostBins;
    return Histogram.of(sorted, few ? (int) values : mostBins);
  }

  /** Finite values of the planes that are held, evenly thinned out, ascending. */
  private double[] sorted(SliceView view) {
    List<SlicePlane> planes = renderer.planesOf(view);
    long voxels = planes.stream().mapToLong(p -> (long) p.width() * p.height()).sum();
    // An odd step does not fall into step with sizes that are powers of two.
    int step = (int) (voxels / MOST_SAMPLES) | 1;
    double[] values = new double[(int) (voxels / step) + planes.size()];
    int n = 0;
    for (SlicePlane plane : planes) {
      int end = plane.row(plane.height());
      for (int i = plane.row(0); i < end; i += step) {
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
