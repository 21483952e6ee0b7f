package io.cellar.ui.pane;

import io.cellar.cell.VolatileCells;
import io.cellar.slice.Display;
import io.cellar.slice.FetchLimit;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.SliceRenderer;
import io.cellar.slice.SliceView;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Renders what a pane shows for something else than the screen, with a renderer of its own, so that
 * the pane goes on undisturbed. For one thread at a time, any but the JavaFX thread.
 */
public final class SliceCamera implements AutoCloseable {
  private final SliceRenderer renderer;
  private final Display display;

  SliceCamera(SliceRenderer renderer, Display display) {
    this.renderer = renderer;
    this.display = display;
  }

  /**
   * Renders what is in memory, and asks for what is missing as far as the fetch limit allows.
   *
   * @return the picture; empty when cancelled
   */
  public Optional<SlicePicture> render(SliceView view, BooleanSupplier cancelled) {
    return renderer.render(view, display, FetchLimit.DEFAULT, cancelled);
  }

  /** Gives up what was asked for and has not come. */
  @Override
  public void close() {
    renderer.close();
    renderer.allCells().forEach(VolatileCells::close);
  }
}
