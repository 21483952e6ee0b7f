package io.cellar.settings;

import java.util.List;
import java.util.OptionalLong;

/**
 * A fetch that was begun and has not come to its end.
 *
 * @param location address, or absolute path of the volume's description
 * @param shape voxels of the view of the volume's finest level, which tells whether it is still the
 *     same
 * @param name what the fetch is called
 * @param start first voxel of the region in view coordinates of the finest level
 * @param stop voxel after the last
 * @param levels numbers of the levels that are fetched
 * @param order which blocks first, by name
 * @param bytesPerSecond most bytes per second; empty: no limit
 * @param retryFailed whether blocks are asked for again that failed before
 * @param retryAbsent whether blocks are asked for again that the server did not have
 */
public record KeptFetch(
    String location,
    List<Long> shape,
    String name,
    List<Long> start,
    List<Long> stop,
    List<Integer> levels,
    String order,
    OptionalLong bytesPerSecond,
    boolean retryFailed,
    boolean retryAbsent) {
  private static final int LONGEST_LOCATION = 8192;
  private static final int LONGEST_NAME = 256;
  private static final int MOST_AXES = 5;
  private static final int MOST_LEVELS = 64;

  public KeptFetch {
    shape = List.copyOf(shape);
    start = List.copyOf(start);
    stop = List.copyOf(stop);
    levels = List.copyOf(levels);
    if (location.isBlank() || location.length() > LONGEST_LOCATION) {
      throw new IllegalArgumentException(
          "no location, or one of more than " + LONGEST_LOCATION + " characters");
    }
    name = name.substring(0, Math.min(LONGEST_NAME, name.length()));
    int rank = shape.size();
    if (rank < 1 || rank > MOST_AXES || start.size() != rank || stop.size() != rank) {
      throw new IllegalArgumentException(
          "region " + start + " to " + stop + " of a volume of " + shape);
    }
    for (int d = 0; d < rank; d++) {
      if (start.get(d) < 0 || start.get(d) >= stop.get(d) || stop.get(d) > shape.get(d)) {
        throw new IllegalArgumentException(
            "region " + start + " to " + stop + " does not lie in a volume of " + shape);
      }
    }
    if (levels.isEmpty() || levels.size() > MOST_LEVELS || levels.stream().anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException("levels " + levels);
    }
    if (bytesPerSecond.orElse(1) < 1) {
      throw new IllegalArgumentException(bytesPerSecond.getAsLong() + " bytes per second");
    }
  }
}
