package io.cellar.job;

import io.cellar.engine.BlockListener;
import io.cellar.engine.SourceMode;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.util.List;

/**
 * Notices when the blocks of one of some filesets come from elsewhere.
 *
 * @param targets what is fetched
 * @param changed told on threads of the engine
 */
record ModeWatch(List<FetchTarget> targets, Runnable changed) implements BlockListener {

  @Override
  public void changed(BlockKey key, BlockState state) {}

  @Override
  public boolean hearsOfBlocks() {
    return false;
  }

  @Override
  public void modeChanged(int fileset, SourceMode mode) {
    if (targets.stream().anyMatch(t -> t.fileset() == fileset)) {
      changed.run();
    }
  }
}
