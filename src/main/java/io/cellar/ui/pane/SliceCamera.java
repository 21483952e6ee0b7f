package io.cellar.ui.pane;

import io.cellar.slice.FetchLimit;
import io.cellar.slice.SliceLayer;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.SliceStack;
import io.cellar.slice.geometry.SliceView;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Renders what a pane shows for something else than the screen, with renderers of its own, so that
 * the pane goes on undisturbed. For one thread at a time, any but the JavaFX thread.
 */
public final class SliceCamera implements AutoCloseable {
  private final PaneLayers layers;
  private final List<SliceLayer> stack;
  private final boolean dark;

  SliceCamera(PaneLayers layers, List<SliceLayer> stack, boolean dark) {
    this.layers = layers;
    this.stack = stack;
    this.dark = dark;
  }

  /**
   * Renders what is in memory, and asks for what is missing as far as the fetch limit allows.
   *
   * @return the picture; empty when cancelled
   */
  public Optional<SlicePicture> render(SliceView view, BooleanSupplier cancelled) {
    return new SliceStack(layers.reference())
        .render(view, stack, dark, FetchLimit.DEFAULT, cancelled);
  }

  /** Gives up what was asked for and has not come. */
  @Override
  public void close() {
    layers.close();
  }
}
