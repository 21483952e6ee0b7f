package io.cellar.slice;

import io.cellar.cell.VolatileCells;
import io.cellar.slice.draw.Brightness;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Looks at single voxels, in memory only: never waits and never asks for a block. Thread-safe.
 * Positions are view coordinates of the finest level, in axes order. What is told is of the level
 * that the pane shows, or of a coarser one that stands in for it.
 */
public final class VoxelProbe {
  private final SliceRenderer renderer;

  public VoxelProbe(SliceRenderer renderer) {
    this.renderer = renderer;
  }

  /** The block of the shown level that holds a voxel; empty outside the volume. */
  public Optional<BlockKey> block(long[] voxel) {
    LevelPlanes level = renderer.shownLevels().getFirst();
    return level.shape().contains(voxel)
        ? Optional.of(
            level.cells().key(level.shape().geometry().blockOf(level.shape().voxel(voxel))))
        : Optional.empty();
  }

  /** What is known of the block of the shown level that holds a voxel; empty outside the volume. */
  public Optional<BlockState> state(long[] voxel) {
    VolatileCells cells = renderer.shownLevels().getFirst().cells();
    return block(voxel).map(key -> cells.state(key.index()));
  }

  /**
   * The value of a voxel whose block, or whose plane in the picture, is in memory: a Long, a
   * Double, or a BigInteger for uint64 beyond 63 bits; bool is 0 or 1.
   */
  public Optional<Number> value(long[] voxel) {
    for (LevelPlanes level : renderer.shownLevels()) {
      Optional<Object> bits =
          level.shape().contains(voxel)
              ? bits(level, level.shape().voxel(voxel))
              : Optional.empty();
      if (bits.isPresent()) {
        return Optional.of(number(level.shape().geometry().dtype(), bits.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<Object> bits(LevelPlanes level, long[] inLevel) {
    ArrayGeometry array = level.shape().geometry();
    long index = array.blockOf(inLevel);
    Optional<Block> cell = level.cells().peek(index);
    if (cell.isEmpty()) {
      return renderer.planeValue(level, inLevel, index);
    }
    long[] start = array.toView(array.grid().roi(index)).start();
    long[] relative = new long[start.length];
    for (int d = 0; d < start.length; d++) {
      relative[d] = inLevel[d] - Math.max(start[d], 0);
    }
    return Optional.of(Array.get(cell.get().values(), cell.get().offset(relative)));
  }

  /** The value as text, bool as true or false; empty when it is not in memory. */
  public Optional<String> text(long[] voxel) {
    DType dtype = renderer.volume().dtype();
    return value(voxel)
        .map(
            number ->
                dtype == DType.FLOAT32
                    ? Float.toString(number.floatValue())
                    : dtype == DType.BOOL
                        ? number.longValue() == 0 ? "false" : "true"
                        : number.toString());
  }

  /** A boxed Java primitive, holding the bits of a voxel, as the number it means. */
  static Number number(DType dtype, Object bits) {
    return switch (bits) {
      case Float f -> Double.valueOf(f);
      case Double d -> d;
      case Long l when dtype == DType.UINT64 && l < 0 -> new BigInteger(Long.toUnsignedString(l));
      case Long l -> l;
      case Number n -> (long) Brightness.value(dtype, n.intValue());
      default -> throw new IllegalArgumentException("no voxel: " + bits);
    };
  }
}
