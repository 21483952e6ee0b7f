package io.cellar.volume;

import java.util.Arrays;

/**
 * A box of voxels: start inclusive, stop exclusive, one number per axis in the order of the
 * description's axes. Which of the coordinate systems it is in (view, stored, remote) is said where
 * it is used. May be empty, may be negative.
 */
public final class Roi {
  private final long[] start;
  private final long[] stop;

  /**
   * @param start inclusive lower corner
   * @param stop exclusive upper corner, of the same length, nowhere below start
   */
  public Roi(long[] start, long[] stop) {
    if (start.length != stop.length) {
      throw new IllegalArgumentException(
          "start "
              + Arrays.toString(start)
              + " and stop "
              + Arrays.toString(stop)
              + " have different numbers of axes");
    }
    for (int d = 0; d < start.length; d++) {
      if (stop[d] < start[d]) {
        throw new IllegalArgumentException(
            "stop "
                + Arrays.toString(stop)
                + " lies before start "
                + Arrays.toString(start)
                + " on axis "
                + d);
      }
    }
    this.start = start.clone();
    this.stop = stop.clone();
  }

  /** The box from the origin to a shape. */
  public static Roi ofShape(long... shape) {
    return new Roi(new long[shape.length], shape);
  }

  /** The box of one voxel and a shape. */
  public static Roi at(long[] start, long[] shape) {
    long[] stop = start.clone();
    for (int d = 0; d < stop.length; d++) {
      stop[d] = Math.addExact(stop[d], shape[d]);
    }
    return new Roi(start, stop);
  }

  public int rank() {
    return start.length;
  }

  public long start(int d) {
    return start[d];
  }

  public long stop(int d) {
    return stop[d];
  }

  /** Voxels along one axis. */
  public long size(int d) {
    return stop[d] - start[d];
  }

  /** A copy of the inclusive lower corner. */
  public long[] start() {
    return start.clone();
  }

  /** A copy of the exclusive upper corner. */
  public long[] stop() {
    return stop.clone();
  }

  /** Voxels along each axis. */
  public long[] shape() {
    long[] shape = new long[start.length];
    for (int d = 0; d < shape.length; d++) {
      shape[d] = size(d);
    }
    return shape;
  }

  /**
   * Number of voxels.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  public long voxels() {
    long n = 1;
    for (int d = 0; d < start.length; d++) {
      if (size(d) == 0) {
        return 0;
      }
    }
    for (int d = 0; d < start.length; d++) {
      n = Math.multiplyExact(n, size(d));
    }
    return n;
  }

  public boolean isEmpty() {
    for (int d = 0; d < start.length; d++) {
      if (start[d] == stop[d]) {
        return true;
      }
    }
    return false;
  }

  /** The same box moved by an offset. */
  public Roi plus(long[] offset) {
    long[] a = start.clone();
    long[] b = stop.clone();
    for (int d = 0; d < a.length; d++) {
      a[d] = Math.addExact(a[d], offset[d]);
      b[d] = Math.addExact(b[d], offset[d]);
    }
    return new Roi(a, b);
  }

  /** The same box moved back by an offset. */
  public Roi minus(long[] offset) {
    long[] negative = new long[offset.length];
    for (int d = 0; d < offset.length; d++) {
      negative[d] = Math.negateExact(offset[d]);
    }
    return plus(negative);
  }

  /** The part that both boxes share; an empty box (somewhere) when they share none. */
  public Roi intersect(Roi other) {
    long[] a = new long[start.length];
    long[] b = new long[start.length];
    for (int d = 0; d < a.length; d++) {
      a[d] = Math.max(start[d], other.start[d]);
      b[d] = Math.max(a[d], Math.min(stop[d], other.stop[d]));
    }
    return new Roi(a, b);
  }

  /** True when every voxel of {@code inner} lies in this box. */
  public boolean contains(Roi inner) {
    if (inner.isEmpty()) {
      return true;
    }
    for (int d = 0; d < start.length; d++) {
      if (inner.start[d] < start[d] || inner.stop[d] > stop[d]) {
        return false;
      }
    }
    return true;
  }

  /** True when the voxel lies in this box. */
  public boolean contains(long... voxel) {
    for (int d = 0; d < start.length; d++) {
      if (voxel[d] < start[d] || voxel[d] >= stop[d]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Roi roi && Arrays.equals(start, roi.start) && Arrays.equals(stop, roi.stop);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(start) + Arrays.hashCode(stop);
  }

  /** {@code 0:32,100:200}, the command line's form. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int d = 0; d < start.length; d++) {
      text.append(d == 0 ? "" : ",").append(start[d]).append(':').append(stop[d]);
    }
    return text.toString();
  }
}
