package io.cellar.job;

import io.cellar.engine.BlockListener;
import io.cellar.engine.SourceMode;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.util.List;
import java.util.function.Consumer;

/**
 * Notices when the blocks of one of some filesets come from elsewhere, or cannot be had any more.
 */
final class ModeWatch implements BlockListener {
  private final List<FetchTarget> targets;
  private final Runnable changed;
  private final Consumer<String> released;

  /**
   * @param targets what is fetched
   * @param changed told on threads of the engine
   * @param released told alike, with what was closed
   */
  ModeWatch(List<FetchTarget> targets, Runnable changed, Consumer<String> released) {
    this.targets = targets;
    this.changed = changed;
    this.released = released;
  }

  @Override
  public void changed(BlockKey key, BlockState state) {}

  @Override
  public boolean hearsOfBlocks() {
    return false;
  }

  @Override
  public void modeChanged(int fileset, SourceMode mode) {
    if (concerns(fileset)) {
      changed.run();
    }
  }

  @Override
  public void released(int fileset, String why) {
    if (concerns(fileset)) {
      released.accept(why);
    }
  }

  private boolean concerns(int fileset) {
    return targets.stream().anyMatch(t -> t.fileset() == fileset);
  }
}
