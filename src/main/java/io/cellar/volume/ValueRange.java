package io.cellar.volume;

/**
 * A range of voxel values, both ends included: a display range, or a description's {@code drange}.
 */
public record ValueRange(double min, double max) {

  public ValueRange {
    if (!(min <= max)) {
      throw new IllegalArgumentException("range " + min + " to " + max + " is not ascending");
    }
  }
}
