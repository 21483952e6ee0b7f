package io.cellar.slice;

import io.cellar.cell.CellListener;
import io.cellar.volume.Block;
import io.cellar.volume.BlockState;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Hears of the blocks of one level: copies the planes that the last picture wants, and tells when
 * that picture should be made again. Called on the engine's threads.
 */
final class Arrivals implements CellListener {
  private final RenderLevel level;
  private final Supplier<Optional<LevelFrame>> scene;
  private final Runnable changed;
  private final BooleanSupplier showsStates;

  /**
   * A listener.
   *
   * @param scene what the last picture shows of the level
   * @param changed run when a block of that picture came or changed
   * @param showsStates whether that picture shows of any block that it is being downloaded
   */
  Arrivals(
      RenderLevel level,
      Supplier<Optional<LevelFrame>> scene,
      Runnable changed,
      BooleanSupplier showsStates) {
    this.level = level;
    this.scene = scene;
    this.changed = changed;
    this.showsStates = showsStates;
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
    boolean unseen =
        !showsStates.getAsBoolean() && level.cells().state(index) instanceof BlockState.Downloading;
    if (!unseen && showing(index).isPresent()) {
      changed.run();
    }
  }
}
