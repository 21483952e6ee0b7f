package io.cellar.cell;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

/**
 * A box cut into pieces of whole blocks, several of them along the last axes, so that no block is
 * needed by two pieces and the rows of a piece are long. The pieces' arrays are used again.
 * Thread-safe.
 */
final class Pieces {
  /** As many bytes as a core's caches hold, more or less; a block may be larger. */
  private static final long MOST_BYTES = 4 << 20;

  /** So many for each core, so that all end at about the same time. */
  private static final int SHARES = 4;

  private final ArrayGeometry array;
  private final BlockGrid grid;
  private final Roi view;
  private final DType dtype;
  private final ConcurrentLinkedQueue<Block> free = new ConcurrentLinkedQueue<>();

  private Pieces(ArrayGeometry array, BlockGrid grid, Roi view, DType dtype) {
    this.array = array;
    this.grid = grid;
    this.view = view;
    this.dtype = dtype;
  }

  /**
   * Cuts a box.
   *
   * @param view in view coordinates
   * @param dtype of the voxels that the pieces will hold
   */
  static Pieces of(ArrayGeometry array, Roi view, DType dtype) {
    int cores = Runtime.getRuntime().availableProcessors();
    long share = view.voxels() / (SHARES * cores);
    long most = Math.min(MOST_BYTES / dtype.bytes(), share);
    return new Pieces(array, grid(array, view, most), view, dtype);
  }

  private static BlockGrid grid(ArrayGeometry array, Roi view, long mostVoxels) {
    long[] shape = array.blockShape();
    long voxels = Roi.ofShape(shape).voxels();
    for (int d = shape.length - 1; d >= 0; d--) {
      long blocks = Math.ceilDiv(view.size(d), shape[d]);
      long along = Math.clamp(mostVoxels / voxels, 1, blocks);
      shape[d] *= along;
      voxels *= along;
    }
    return new BlockGrid(array.grid().shape(), shape);
  }

  DType dtype() {
    return dtype;
  }

  long count() {
    return grid.countIn(array.toStored(view));
  }

  LongStream numbers() {
    return grid.blocksIn(array.toStored(view));
  }

  /** The number of the piece that holds a stored voxel. */
  long numberOf(long[] stored) {
    return grid.indexOf(stored);
  }

  /** A piece, in view coordinates. */
  Roi box(long number) {
    return array.toView(grid.roi(number)).intersect(view);
  }

  /** An array for a piece, of any content. */
  Block take(Roi box) {
    Block block = free.poll();
    return block != null && Arrays.equals(block.shape(), box.shape())
        ? block
        : Block.zeros(dtype, box.shape());
  }

  /** Takes an array back. */
  void give(Block block) {
    free.add(block);
  }

  /** Pieces that are put together one after the other by one thread. */
  <E extends Exception> Growing<E> growing(SlabConsumer<E> consumer) {
    return new Growing<>(consumer);
  }

  /**
   * One piece after the other.
   *
   * @param <E> what their consumer may throw
   */
  final class Growing<E extends Exception> {
    private final SlabConsumer<E> consumer;
    private long number = -1;
    private Roi box;
    private Block voxels;

    private Growing(SlabConsumer<E> consumer) {
      this.consumer = consumer;
    }

    /** Goes on with a piece; another one before it is handed over if it is complete. */
    void reach(long next, boolean complete) throws E {
      if (next != number) {
        end(complete);
        number = next;
        box = Pieces.this.box(next);
        voxels = take(box);
      }
    }

    /** Ends the last piece. */
    void end(boolean complete) throws E {
      if (number >= 0 && complete) {
        consumer.accept(box, voxels);
      }
      if (number >= 0) {
        give(voxels);
      }
      number = -1;
    }

    Roi box() {
      return box;
    }

    Block voxels() {
      return voxels;
    }
  }
}
