package io.cellar.source.n5;

import io.cellar.volume.Axis;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * By how much a level is coarser than the finest, from what the dialects of N5 say: the scales of
 * transforms, factors, or nothing but sizes.
 *
 * @param finest the finest level that is there
 * @param byTransform true if transforms are believed rather than factors
 */
record LevelFactors(N5Level finest, boolean byTransform) {

  /**
   * Finest voxels along the edge of one of its voxels, in its order of axes; empty if not known.
   */
  Optional<double[]> of(N5Level level) {
    if (level == finest) {
      double[] ones = new double[level.array().layout().axes().axes().rank()];
      Arrays.fill(ones, 1);
      return Optional.of(ones);
    }
    if (!level.array().array().axes().equals(finest.array().array().axes())) {
      return Optional.empty();
    }
    Optional<double[]> scales = quotient(scale(level), scale(finest));
    Optional<double[]> factors = quotient(level.told(), finest.told().or(() -> of(finest)));
    return (byTransform ? scales.or(() -> factors) : factors.or(() -> scales))
        .or(() -> powersOfTwo(level));
  }

  private static Optional<double[]> scale(N5Level level) {
    return level.transform().flatMap(t -> t.scale(level.array().layout().axes()));
  }

  private static Optional<double[]> quotient(Optional<double[]> a, Optional<double[]> b) {
    if (a.isEmpty() || b.isEmpty() || a.get().length != b.get().length) {
      return Optional.empty();
    }
    double[] quotient = a.get().clone();
    for (int d = 0; d < quotient.length; d++) {
      quotient[d] /= b.get()[d];
    }
    return Optional.of(quotient);
  }

  /** Halved along each axis of space from level to level, if the sizes are so. */
  private Optional<double[]> powersOfTwo(N5Level level) {
    long n = 1L << (level.number() - finest.number());
    long[] shape = level.array().array().shape();
    long[] shape0 = finest.array().array().shape();
    if (shape.length != shape0.length) {
      return Optional.empty();
    }
    double[] factors = new double[shape.length];
    for (int d = 0; d < factors.length; d++) {
      long f = level.array().array().axes().get(d).isSpace() ? n : 1;
      if (shape[d] != shape0[d] / f && shape[d] != Math.ceilDiv(shape0[d], f)) {
        return Optional.empty();
      }
      factors[d] = f;
    }
    return Optional.of(factors);
  }

  /**
   * Where the lower edge of its first voxel lies, in finest voxels. Levels average boxes, so it
   * lies where the finest one's does, unless their transforms move them otherwise.
   *
   * @param factors what {@link #of} gave
   */
  double[] offset(N5Level level, double[] factors) {
    double[] offset = new double[factors.length];
    Optional<double[]> scale0 = scale(finest);
    if (!byTransform || scale0.isEmpty() || level == finest) {
      return offset;
    }
    for (int d = 0; d < offset.length; d++) {
      Axis axis = level.array().array().axes().get(d);
      OptionalDouble t =
          level.transform().map(x -> x.translate(axis)).orElse(OptionalDouble.empty());
      OptionalDouble t0 =
          finest.transform().map(x -> x.translate(axis)).orElse(OptionalDouble.empty());
      // Levels that all lie at one place say nothing of it.
      if (t.isPresent() && t0.isPresent() && t.getAsDouble() != t0.getAsDouble()) {
        double moved = (t.getAsDouble() - t0.getAsDouble()) / scale0.get()[d];
        offset[d] = moved - (factors[d] - 1) / 2;
      }
    }
    return offset;
  }
}
