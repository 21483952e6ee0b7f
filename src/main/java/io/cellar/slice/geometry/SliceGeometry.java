package io.cellar.slice.geometry;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a view cuts through the blocks of a level: the two shown axes, and for the others the one
 * block and the one voxel in it. Immutable.
 */
public final class SliceGeometry {
  private final SliceView view;
  private final LevelShape level;
  private final ArrayGeometry array;
  private final int h;
  private final int v;
  private final BlockSpan[] spans;
  private final long[] hiddenBlock;
  private final int[] hiddenVoxel;

  /** Voxels of the cut along the axes that are not shown, in the level's view. */
  private final long[] cut;

  private final long[] gridStride;
  private final boolean inside;

  /**
   * @throws IllegalArgumentException if the volume lacks a shown axis, both are the same, or the
   *     position has another number of axes
   */
  public SliceGeometry(LevelShape level, SliceView view) {
    this.view = view;
    this.level = level;
    this.array = level.geometry();
    this.h = axis(array, view.horizontal());
    this.v = axis(array, view.vertical());
    int rank = array.axes().rank();
    long[] position = view.position();
    if (h == v || position.length != rank) {
      throw new IllegalArgumentException(
          "a pane of %s and %s with a position of %d axes does not fit axes %s"
              .formatted(
                  view.horizontal().letter(),
                  view.vertical().letter(),
                  position.length,
                  array.axes()));
    }
    long[] gridShape = array.grid().gridShape();
    spans = new BlockSpan[rank];
    hiddenBlock = new long[rank];
    hiddenVoxel = new int[rank];
    cut = new long[rank];
    gridStride = new long[rank];
    long stride = 1;
    boolean allInside = true;
    for (int d = rank - 1; d >= 0; d--) {
      spans[d] = level.span(d);
      gridStride[d] = stride;
      stride *= gridShape[d];
      if (d == h || d == v) {
        continue;
      }
      cut[d] = spans[d].voxelAt(level.coordinate(position, d));
      if (cut[d] < 0) {
        allInside = false;
        continue;
      }
      hiddenBlock[d] = spans[d].blockOf(cut[d]);
      hiddenVoxel[d] = (int) (cut[d] - spans[d].start(hiddenBlock[d]));
    }
    inside = allInside;
  }

  private static int axis(ArrayGeometry array, Axis axis) {
    int d = array.axes().indexOf(axis);
    if (d < 0) {
      throw new IllegalArgumentException(
          "axis %s of the pane is none of the volume's axes %s"
              .formatted(axis.letter(), array.axes()));
    }
    return d;
  }

  DType dtype() {
    return array.dtype();
  }

  public SliceView view() {
    return view;
  }

  /** False when the position of an axis that is not shown lies outside the volume. */
  public boolean inside() {
    return inside;
  }

  /** True when both cut through the same voxels of the axes that are not shown. */
  public boolean isSameCut(SliceGeometry other) {
    return Arrays.equals(cut, other.cut);
  }

  /** Device pixels along the edge of a voxel of the level, along the horizontal axis. */
  public double zoomH() {
    return view.zoomH() * level.toFinest(view.horizontal()).scale();
  }

  /** The same along the vertical axis. */
  public double zoomV() {
    return view.zoomV() * level.toFinest(view.vertical()).scale();
  }

  public BlockSpan spanH() {
    return spans[h];
  }

  public BlockSpan spanV() {
    return spans[v];
  }

  /** Number of the block at a place of the shown axes' grid. */
  long index(long blockH, long blockV) {
    long index = blockH * gridStride[h] + blockV * gridStride[v];
    for (int d = 0; d < spans.length; d++) {
      index += d == h || d == v ? 0 : hiddenBlock[d] * gridStride[d];
    }
    return index;
  }

  /** Voxels of a block's part along the axes that are not shown, multiplied. */
  public long hiddenVoxels() {
    long n = 1;
    for (int d = 0; d < spans.length; d++) {
      n *= d == h || d == v ? 1 : spans[d].size(hiddenBlock[d]);
    }
    return n;
  }

  /** Names the plane of a block that this view shows. */
  public PlaneKey key(long blockH, long blockV) {
    long[] shape = partShape(blockH, blockV);
    long offset = 0;
    for (int d = 0; d < shape.length; d++) {
      offset = offset * shape[d] + hiddenVoxel[d];
    }
    return new PlaneKey(level.number(), index(blockH, blockV), h, v, (int) offset);
  }

  /** Place in the shown axes' grid of a block, as {h, v}; null when the view's cut misses it. */
  public long[] place(long index) {
    long[] start = array.grid().start(index);
    long[] blockShape = array.blockShape();
    for (int d = 0; d < start.length; d++) {
      if (d != h && d != v && start[d] / blockShape[d] != hiddenBlock[d]) {
        return null;
      }
    }
    return new long[] {start[h] / blockShape[h], start[v] / blockShape[v]};
  }

  private long[] partShape(long blockH, long blockV) {
    long[] shape = new long[spans.length];
    for (int d = 0; d < shape.length; d++) {
      shape[d] = spans[d].size(d == h ? blockH : d == v ? blockV : hiddenBlock[d]);
    }
    return shape;
  }

  /**
   * Copies the plane that this view shows out of a block.
   *
   * @throws IllegalArgumentException if the block has not the shape of its part of the view
   */
  public SlicePlane plane(long blockH, long blockV, Block block) {
    long[] expected = partShape(blockH, blockV);
    if (!Arrays.equals(expected, block.shape())) {
      throw new IllegalArgumentException(
          "block "
              + index(blockH, blockV)
              + " has shape "
              + Arrays.toString(block.shape())
              + ", expected "
              + Arrays.toString(expected));
    }
    return SlicePlane.copy(block, h, v, key(blockH, blockV).offset());
  }

  /**
   * A voxel's bits out of the plane of its block; empty when the view's cut misses the voxel.
   *
   * @param voxel in the level's view
   * @param held the planes that are held
   */
  public Optional<Object> voxel(
      long[] voxel, long block, Function<PlaneKey, Optional<SlicePlane>> held) {
    long[] place = place(block);
    for (int d = 0; d < spans.length; d++) {
      if (place == null || d != h && d != v && voxel[d] != cut[d]) {
        return Optional.empty();
      }
    }
    int x = (int) (voxel[h] - spans[h].start(place[0]));
    int y = (int) (voxel[v] - spans[v].start(place[1]));
    return held.apply(key(place[0], place[1])).map(plane -> plane.get(x, y));
  }
}
