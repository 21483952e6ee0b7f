package io.cellar.store;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Blocks;
import io.cellar.volume.Casts;
import io.cellar.volume.Roi;
import java.util.Optional;

/**
 * Blocks of one array that lie on this computer, whatever their format. Blocks are named by their
 * number in the {@link BlockGrid}. Thread-safe, and safe beside other processes.
 */
public interface BlockReader extends AutoCloseable {

  /** What to call it in messages; not empty. */
  String name();

  /** Its voxels and blocks. */
  ArrayGeometry geometry();

  /** The grid of blocks. */
  BlockGrid grid();

  /**
   * True when the block seems to be there now; does not read or verify voxels. Also true of one
   * that is {@link Coverage.State#EMPTY}, which is read as its fill value.
   *
   * @throws StoreException if the disk cannot be read
   */
  boolean isAvailable(long index) throws StoreException;

  /**
   * Reads and verifies a block.
   *
   * @return the part of the block that lies in the view, in the geometry's dtype; empty when it is
   *     not available
   * @throws StoreException if it cannot be read: neither voxels nor a proof that there are none
   * @throws IllegalArgumentException for a block outside of the view
   */
  Optional<Block> read(long index) throws StoreException;

  /**
   * Copies a block into a larger one, if it is there and fine. Verifies it as {@link #read} does,
   * but changes nothing on disk: of a block that is not fine, {@link #read} tells more.
   *
   * @param target of any dtype; voxels are converted as {@link Casts} does
   * @param box where the target lies, in view coordinates; only what it shares with the block is
   *     written
   * @return false if the block is not available or could not be read; some of its voxels may have
   *     been written all the same
   * @throws IllegalArgumentException for a block outside of the view
   */
  default boolean copy(long index, Block target, Roi box) {
    try {
      Optional<Block> block = read(index);
      if (block.isEmpty()) {
        return false;
      }
      Roi part = geometry().toView(grid().roi(index).intersect(geometry().storedView()));
      Blocks.copy(Casts.cast(block.get(), target.dtype()), part, target, box);
      return true;
    } catch (StoreException _) {
      return false;
    }
  }

  /** What is known of all blocks, from memory. */
  Coverage coverage();

  /** Leaves. May be called twice. */
  @Override
  void close();
}
