package io.cellar.coarse;

import io.cellar.volume.Axes;
import io.cellar.volume.Origin;

/**
 * A finer level as the place where voxels come from.
 *
 * @param finest address of the volume's finest level, as it may be shown
 * @param axes storage order
 * @param step how the level follows from the one before it
 */
public record ComputedLevel(String finest, Axes axes, CoarsePlan.Step step) implements Origin {

  @Override
  public String address() {
    return finest;
  }

  @Override
  public String format() {
    return "computed from the finest level";
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public boolean isComputed() {
    return true;
  }

  @Override
  public long[] originOffset() {
    return new long[axes.rank()];
  }
}
