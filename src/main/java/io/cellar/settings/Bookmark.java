package io.cellar.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A place in a volume that is to be found again.
 *
 * @param name what the user calls it
 * @param place where it is
 * @param tones how the voxels looked there
 * @param box a region that belongs to it
 */
public record Bookmark(String name, ViewPlace place, Tones tones, Optional<Box> box) {
  private static final int LONGEST_NAME = 1000;

  /**
   * A region in view coordinates, in axes order.
   *
   * @param start first voxel along each axis
   * @param stop voxel after the last one, more than the start
   */
  public record Box(List<Long> start, List<Long> stop) {
    public Box {
      start = List.copyOf(start);
      stop = List.copyOf(stop);
      boolean same = start.size() == stop.size();
      for (int d = 0; same && d < start.size(); d++) {
        same = start.get(d) < stop.get(d);
      }
      if (!same) {
        throw new IllegalArgumentException("no box from " + start + " to " + stop);
      }
    }

    public static Box of(long[] start, long[] stop) {
      return new Box(Arrays.stream(start).boxed().toList(), Arrays.stream(stop).boxed().toList());
    }

    /** First voxel along each axis. */
    public long[] first() {
      return start.stream().mapToLong(Long::longValue).toArray();
    }

    /** Voxel after the last one along each axis. */
    public long[] end() {
      return stop.stream().mapToLong(Long::longValue).toArray();
    }
  }

  public Bookmark {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("a bookmark needs a name, not longer than a page");
    }
    if (box.isPresent() && box.get().start().size() != place.position().size()) {
      throw new IllegalArgumentException("the box of " + name + " has other axes than its place");
    }
  }

  /** The same place under another name. */
  public Bookmark withName(String other) {
    return new Bookmark(other, place, tones, box);
  }
}
