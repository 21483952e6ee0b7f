package io.cellar.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a window looks at a volume.
 *
 * @param position the crosshair's voxel, view coordinates in axes order
 * @param center the point at the middle of the panes, in the same
 * @param zoom device pixels per voxel
 */
public record ViewPlace(List<Long> position, List<Double> center, double zoom) {
  private static final String POSITION = "position";
  private static final String CENTER = "center";
  private static final String ZOOM = "zoom";

  public ViewPlace {
    position = List.copyOf(position);
    center = List.copyOf(center);
    boolean finite = center.stream().allMatch(Double::isFinite);
    if (position.isEmpty() || position.size() != center.size() || !finite || !(zoom > 0)) {
      throw new IllegalArgumentException("no place in a volume");
    }
  }

  public static ViewPlace of(long[] position, double[] center, double zoom) {
    return new ViewPlace(
        Arrays.stream(position).boxed().toList(), Arrays.stream(center).boxed().toList(), zoom);
  }

  /** The place among a file's values, if there is one. */
  static Optional<ViewPlace> of(Values values) {
    return values
        .find(POSITION)
        .map(
            _ ->
                new ViewPlace(
                    values.longs(POSITION),
                    values.list(CENTER, Double::valueOf),
                    values.number(ZOOM)));
  }

  void putInto(Values values) {
    values.put(POSITION, position);
    values.put(CENTER, center);
    values.put(ZOOM, zoom);
  }

  /** The crosshair's voxel. */
  public long[] voxel() {
    return position.stream().mapToLong(Long::longValue).toArray();
  }

  /** The middle of the panes. */
  public double[] middle() {
    return center.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
