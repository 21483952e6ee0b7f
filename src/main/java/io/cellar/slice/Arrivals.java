package io.cellar.slice;

import io.cellar.cell.CellListener;
import io.cellar.volume.Block;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Hears of the blocks of one level: copies the planes that the last picture wants, and tells when
 * that picture should be made again. Called on the engine's threads.
 */
final class Arrivals implements CellListener {
  private final RenderLevel level;
  private final Supplier<Optional<LevelFrame>> scene;
  private final Runnable changed;

  /**
   * A listener.
   *
   * @param scene what the last picture shows of the level
   * @param changed run when a block of that picture came or changed
   */
  Arrivals(RenderLevel level, Supplier<Optional<LevelFrame>> scene, Runnable changed) {
    this.level = level;
    this.scene = scene;
    this.changed = changed;
  }

  private Optional<LevelFrame> showing(long index) {
    return scene.get().filter(shown -> shown.visible().contains(index));
  }

  @Override
  public void arrived(long index, Block block) {
    showing(index)
        .ifPresent(
            shown -> {
              level.loader().arrived(shown, index, block);
              changed.run();
            });
  }

  @Override
  public void replaced(long index, Block block) {
    showing(index)
        .ifPresentOrElse(
            shown -> level.loader().replaced(shown, index, block), () -> level.drop(index));
    changed.run();
  }

  @Override
  public void modeChanged() {
    changed.run();
  }

  @Override
  public void dropped(long index) {
    level.drop(index);
    stateChanged(index);
  }

  @Override
  public void stateChanged(long index) {
    if (showing(index).isPresent()) {
      changed.run();
    }
  }
}
