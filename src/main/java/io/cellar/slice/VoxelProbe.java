package io.cellar.slice;

import io.cellar.cell.VolatileCells;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import io.cellar.volume.LocalFileset;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks at single voxels, in memory only: never waits and never asks for a block. Thread-safe.
 * Positions are view coordinates of the finest level, in axes order.
 */
public final class VoxelProbe {
  private final SliceRenderer renderer;
  private final VolatileCells cells;
  private final LocalFileset local;
  private final BlockGrid grid;

  public VoxelProbe(SliceRenderer renderer) {
    this.renderer = renderer;
    this.cells = renderer.cells();
    this.local = cells.fileset();
    this.grid = local.grid();
  }

  /** Number of the block that holds a voxel; empty outside the volume. */
  public OptionalLong block(long[] voxel) {
    if (voxel.length != grid.rank() || !local.view().contains(voxel)) {
      return OptionalLong.empty();
    }
    long[] stored = voxel.clone();
    for (int d = 0; d < stored.length; d++) {
      stored[d] += local.viewOrigin()[d];
    }
    return OptionalLong.of(grid.indexOf(stored));
  }

  /** What is known of the block that holds a voxel; empty outside the volume. */
  public Optional<BlockState> state(long[] voxel) {
    OptionalLong block = block(voxel);
    return block.isEmpty() ? Optional.empty() : Optional.of(cells.state(block.getAsLong()));
  }

  /**
   * The value of a voxel whose block, or whose plane in the picture, is in memory: a Long, a
   * Double, or a BigInteger for uint64 beyond 63 bits; bool is 0 or 1.
   */
  public Optional<Number> value(long[] voxel) {
    OptionalLong index = block(voxel);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    Optional<Block> cell = cells.peek(index.getAsLong());
    if (cell.isEmpty()) {
      return renderer.planeValue(voxel, index.getAsLong()).map(bits -> number(local.dtype(), bits));
    }
    long[] start = local.toView(grid.roi(index.getAsLong())).start();
    long[] relative = new long[start.length];
    for (int d = 0; d < start.length; d++) {
      relative[d] = voxel[d] - Math.max(start[d], 0);
    }
    Object bits = Array.get(cell.get().values(), cell.get().offset(relative));
    return Optional.of(number(local.dtype(), bits));
  }

  /** The value as text, bool as true or false; empty when it is not in memory. */
  public Optional<String> text(long[] voxel) {
    return value(voxel)
        .map(
            number ->
                local.dtype() == DType.FLOAT32
                    ? Float.toString(number.floatValue())
                    : local.dtype() == DType.BOOL
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
