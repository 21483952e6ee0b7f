package io.cellar.slice;

import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.util.Optional;

/**
 * Display ranges from the voxels of a view that are in memory. Takes some milliseconds; may be
 * called on any thread, better not on one that draws.
 */
public final class AutoContrast {
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
    double[] sorted = PlaneSample.sorted(renderer, view);
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
    double[] sorted = PlaneSample.sorted(renderer, view);
    if (sorted.length == 0) {
      return Optional.empty();
    }
    double values = sorted[sorted.length - 1] - sorted[0] + 1;
    boolean few = renderer.volume().dtype().kind() != DType.Kind.FLOAT && values < mostBins;
    return Histogram.of(sorted, few ? (int) values : mostBins);
  }
}
