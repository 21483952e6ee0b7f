package io.cellar.slice.geometry;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** What the blocks along the axes that are not shown add to a block's number. */
  private final long hiddenIndex;

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
    long index = 0;
    for (int d = 0; d < rank; d++) {
      index += hiddenBlock[d] * gridStride[d];
    }
    hiddenIndex = index;
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
  public long index(long blockH, long blockV) {
    return blockH * gridStride[h] + blockV * gridStride[v] + hiddenIndex;
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
    return new PlaneKey(level.number(), index(blockH, blockV), h, v, offset(blockH, blockV));
  }

  /** Of the first voxel of a block's plane in the block's array. */
  public int offset(long blockH, long blockV) {
    long offset = 0;
    for (int d = 0; d < spans.length; d++) {
      offset = offset * partSize(d, blockH, blockV) + hiddenVoxel[d];
    }
    return (int) offset;
  }

  private int partSize(int d, long blockH, long blockV) {
    return spans[d].size(d == h ? blockH : d == v ? blockV : hiddenBlock[d]);
  }

  /**
   * The planes that lie beside the one that this view shows, across the last of the axes that are
   * not shown, and share cache lines of the blocks with it. A block that is cut across its rows is
   * read from end to end for a single plane.
   *
   * @param most how many planes at most, at least 1
   * @return just that one where the others would not come cheaper
   */
  public PlaneGroup group(int most) {
    int across = spans.length - 1;
    while (across >= 0 && (across == h || across == v)) {
      across--;
    }
    if (across < Math.min(h, v)) {
      return new PlaneGroup(across, 0, 1);
    }
    int at = hiddenVoxel[across];
    int first = at - at % most;
    int stop = Math.min(first + most, spans[across].size(hiddenBlock[across]));
    return new PlaneGroup(across, first - at, stop - first);
  }

  /** True when a group of another view has planes in common with one of this view. */
  public boolean overlaps(PlaneGroup own, SliceGeometry other, PlaneGroup others) {
    if (own.across() != others.across()) {
      return false;
    }
    for (int d = 0; d < cut.length; d++) {
      if (d != own.across() && cut[d] != other.cut[d]) {
        return false;
      }
    }
    return own.across() < 0 || own.overlaps(cut[own.across()], others, other.cut[own.across()]);
  }

  /** The names of a block's planes of a group. */
  public List<PlaneKey> keys(PlaneGroup group, long blockH, long blockV) {
    PlaneKey shown = key(blockH, blockV);
    int apart = apart(group, blockH, blockV);
    List<PlaneKey> keys = new ArrayList<>(group.count());
    for (int n = 0; n < group.count(); n++) {
      keys.add(shown.at(shown.offset() + (group.first() + n) * apart));
    }
    return keys;
  }

  private int apart(PlaneGroup group, long blockH, long blockV) {
    int apart = 1;
    for (int d = spans.length - 1; d > group.across(); d--) {
      apart *= partSize(d, blockH, blockV);
    }
    return apart;
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
      shape[d] = partSize(d, blockH, blockV);
    }
    return shape;
  }

  /** True when a block has the shape of its part of the view. */
  public boolean fits(long blockH, long blockV, Block block) {
    boolean fits = block.rank() == spans.length;
    for (int d = 0; d < spans.length && fits; d++) {
      fits = block.size(d) == partSize(d, blockH, blockV);
    }
    return fits;
  }

  private void check(long blockH, long blockV, Block block) {
    if (!fits(blockH, blockV, block)) {
      throw new IllegalArgumentException(
          "block "
              + index(blockH, blockV)
              + " has shape "
              + Arrays.toString(block.shape())
              + ", expected "
              + Arrays.toString(partShape(blockH, blockV)));
    }
  }

  /** True when the planes that this view shows lie in their blocks in one piece, row by row. */
  public boolean inOnePiece() {
    return h == spans.length - 1 && v == spans.length - 2;
  }

  /**
   * The plane that this view shows as it lies in a block {@linkplain #inOnePiece in one piece}.
   *
   * @throws IllegalArgumentException if the block has not the shape of its part of the view
   */
  public SlicePlane piece(long blockH, long blockV, Block block) {
    check(blockH, blockV, block);
    return new SlicePlane(
        block.dtype(),
        block.values(),
        offset(blockH, blockV),
        (int) block.size(h),
        (int) block.size(v));
  }

  /**
   * Copies the plane that this view shows out of a block.
   *
   * @throws IllegalArgumentException if the block has not the shape of its part of the view
   */
  public SlicePlane plane(long blockH, long blockV, Block block) {
    return planes(PlaneGroup.ALONE, blockH, blockV, block).getFirst();
  }

  /**
   * Copies the planes of a group out of a block.
   *
   * @throws IllegalArgumentException if the block has not the shape of its part of the view
   */
  public List<SlicePlane> planes(PlaneGroup group, long blockH, long blockV, Block block) {
    check(blockH, blockV, block);
    int apart = apart(group, blockH, blockV);
    int first = key(blockH, blockV).offset() + group.first() * apart;
    return SlicePlane.copy(block, h, v, first, apart, group.count());
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
