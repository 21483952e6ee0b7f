package io.cellar.session;

import io.cellar.cell.CellCache;
import io.cellar.engine.BlockEngine;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.input.Redaction;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;

/** Fetches the blocks that somebody pointed at, before everything else. Thread-safe. */
public final class SingleBlocks implements AutoCloseable {
  private final BlockEngine engine;
  private final CellCache memory;
  private final Requester requester;

  /**
   * For the blocks of one volume.
   *
   * @param volume its location, to name it in messages
   */
  public SingleBlocks(BlockEngine engine, String volume, CellCache memory) {
    this.engine = engine;
    this.memory = memory;
    this.requester = engine.requester("single blocks of " + Redaction.address(volume));
  }

  /**
   * Fetches a block into memory and onto the disk. Returns at once; what keeps it from coming is
   * told by the block's state.
   */
  public void fetch(VolumeSession session, BlockKey block) {
    BlockState state = engine.state(block);
    if (state instanceof BlockState.Failed || state instanceof BlockState.Absent) {
      engine.retry(block);
    }
    var ignored =
        requester
            .request(block, Priority.visible(session.level().number(), 0))
            .block()
            .thenAccept(voxels -> memory.keep(block, voxels));
  }

  /** Gives up what has not come. */
  @Override
  public void close() {
    requester.close();
  }
}
