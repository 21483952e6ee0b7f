package io.cellar.store;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
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

  /** What is known of all blocks, from memory. */
  Coverage coverage();

  /** Leaves. May be called twice. */
  @Override
  void close();
}
