package io.cellar.slice.geometry;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.DType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The blocks that a view touches. Counting costs nothing however many there are; they are listed
 * only as far as asked for. Immutable.
 */
public final class VisibleBlocks {

  /**
   * A block that a view touches.
   *
   * @param index number of the block in the fileset's grid
   * @param blockH its place along the grid's horizontal axis
   * @param blockV its place along the grid's vertical axis
   * @param distance finest voxels from the focus to the block; among blocks that hold or touch the
   *     focus, the one whose middle is nearer comes first
   */
  public record VisibleBlock(long index, long blockH, long blockV, double distance) {}

  /** Share of the distance to a block's middle that orders blocks at the same distance. */
  private static final double TIE = 1e-3;

  private final SliceGeometry geometry;
  private final DType dtype;
  private final long firstH;
  private final long countH;
  private final long firstV;
  private final long countV;

  public VisibleBlocks(SliceGeometry geometry) {
    this.geometry = geometry;
    this.dtype = geometry.dtype();
    SliceView view = geometry.view();
    long[] h = range(geometry.spanH(), view.coordinateH(0), view.coordinateH(view.width() - 1.0));
    long[] v = range(geometry.spanV(), view.coordinateV(0), view.coordinateV(view.height() - 1.0));
    boolean none = !geometry.inside() || view.width() == 0 || view.height() == 0;
    firstH = h[0];
    countH = none ? 0 : h[1];
    firstV = v[0];
    countV = none ? 0 : v[1];
  }

  /** The blocks of a view of a fileset. */
  public static VisibleBlocks of(ArrayGeometry array, SliceView view) {
    return new VisibleBlocks(new SliceGeometry(LevelShape.finest(array), view));
  }

  /** First block and number of blocks between two finest coordinates, both included. */
  private static long[] range(BlockSpan span, double from, double to) {
    if (from >= span.finestSize() || to < 0) {
      return new long[2];
    }
    long first = span.blockOf(span.nearestVoxel(Math.max(0, from)));
    return new long[] {first, span.blockOf(span.nearestVoxel(to)) - first + 1};
  }

  /** Number of blocks. */
  public long count() {
    return saturated(countH, countV);
  }

  /** Place of the first block along the grid's horizontal axis. */
  public long firstH() {
    return firstH;
  }

  /** Place of the first block along the grid's vertical axis. */
  public long firstV() {
    return firstV;
  }

  /** True when another view touches blocks at the same places of the shown axes' grid. */
  public boolean isSameRange(VisibleBlocks other) {
    return firstH == other.firstH
        && firstV == other.firstV
        && countH == other.countH
        && countV == other.countV;
  }

  /** Where a block comes in {@link #all}. */
  public int number(long blockH, long blockV) {
    return (int) ((blockV - firstV) * countH + blockH - firstH);
  }

  /** Is given the places of blocks in the grid of the shown axes. */
  @FunctionalInterface
  public interface Visitor {
    /** A block; false ends it. */
    boolean visit(long blockH, long blockV);
  }

  /** Goes through the blocks row by row; false when that was ended. */
  public boolean all(Visitor visitor) {
    for (long blockV = firstV; blockV < firstV + countV; blockV++) {
      for (long blockH = firstH; blockH < firstH + countH; blockH++) {
        if (!visitor.visit(blockH, blockV)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Bytes of the voxels of all those blocks. */
  public long bytes() {
    return saturated(saturated(voxelsH(), voxelsV()), geometry.hiddenVoxels() * dtype.bytes());
  }

  /** Bytes that their planes take. */
  public long planeBytes() {
    return saturated(saturated(voxelsH(), voxelsV()), dtype.bytes());
  }

  private long voxelsH() {
    return voxels(geometry.spanH(), firstH, countH);
  }

  private long voxelsV() {
    return voxels(geometry.spanV(), firstV, countV);
  }

  private static long voxels(BlockSpan span, long first, long count) {
    return count == 0 ? 0 : span.stop(first + count - 1) - span.start(first);
  }

  private static long saturated(long a, long b) {
    return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
  }

  /** True when the view touches the block. */
  public boolean contains(long index) {
    if (count() == 0) {
      return false;
    }
    long[] place = geometry.place(index);
    return place != null && containsPlace(place[0], place[1]);
  }

  public boolean containsPlace(long blockH, long blockV) {
    return blockH >= firstH
        && blockH < firstH + countH
        && blockV >= firstV
        && blockV < firstV + countV;
  }

  /**
   * The blocks nearest to a focus, nearest first.
   *
   * @param focusH finest coordinate along the horizontal axis
   * @param focusV finest coordinate along the vertical axis
   * @param max most blocks to list
   */
  public List<VisibleBlock> nearest(double focusH, double focusV, int max) {
    if (count() == 0 || max <= 0) {
      return List.of();
    }
    double radius = Math.max(width(geometry.spanH(), firstH), width(geometry.spanV(), firstV));
    long[] h = near(geometry.spanH(), firstH, countH, focusH, radius);
    long[] v = near(geometry.spanV(), firstV, countV, focusV, radius);
    while (h[1] * v[1] < max && (h[1] < countH || v[1] < countV)) {
      radius *= 2;
      h = near(geometry.spanH(), firstH, countH, focusH, radius);
      v = near(geometry.spanV(), firstV, countV, focusV, radius);
    }
    List<VisibleBlock> blocks = new ArrayList<>((int) (h[1] * v[1]));
    for (long blockV = v[0]; blockV < v[0] + v[1]; blockV++) {
      for (long blockH = h[0]; blockH < h[0] + h[1]; blockH++) {
        double distance = distance(blockH, blockV, focusH, focusV);
        blocks.add(new VisibleBlock(geometry.index(blockH, blockV), blockH, blockV, distance));
      }
    }
    blocks.sort(Comparator.comparingDouble(VisibleBlock::distance));
    return blocks.size() <= max ? blocks : blocks.subList(0, max);
  }

  private static double width(BlockSpan span, long block) {
    return span.high(block) - span.low(block);
  }

  /** Those of a range of blocks that lie within a radius of the focus, at least one. */
  private static long[] near(BlockSpan span, long first, long count, double focus, double radius) {
    double lowest = span.low(first);
    long end = first + count - 1;
    double last = Math.max(span.low(end), span.high(end) - 1.0);
    double clamped = Math.clamp(focus, lowest, last);
    double low = Math.max(lowest, clamped - radius);
    return range(span, low, Math.min(last, clamped + radius));
  }

  private double distance(long blockH, long blockV, double focusH, double focusV) {
    BlockSpan h = geometry.spanH();
    BlockSpan v = geometry.spanV();
    double dh = Math.max(0, Math.max(h.low(blockH) - focusH, focusH - h.high(blockH)));
    double dv = Math.max(0, Math.max(v.low(blockV) - focusV, focusV - v.high(blockV)));
    double mh = (h.low(blockH) + h.high(blockH)) / 2.0 - focusH;
    double mv = (v.low(blockV) + v.high(blockV)) / 2.0 - focusV;
    return Math.hypot(dh, dv) + TIE * Math.hypot(mh, mv);
  }
}
