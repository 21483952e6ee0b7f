package io.cellar.slice;

import java.util.ArrayList;
import java.util.List;

/** Coarser levels that stand in for blocks that are not there. Made for one frame. */
final class CoarseLayers {
  private final List<LevelFrame> scenes;
  private final SliceRaster raster;
  private final FrameStyle style;
  private final List<CoarseLayer> layers = new ArrayList<>();

  /**
   * The layers.
   *
   * @param scenes the finest of them first
   */
  CoarseLayers(List<LevelFrame> scenes, SliceRaster raster, FrameStyle style) {
    this.scenes = scenes;
    this.raster = raster;
    this.style = style;
  }

  /** How many levels there are to choose from. */
  int count() {
    return scenes.size();
  }

  /** Layers are made when first looked at: mostly nothing is missing. */
  private CoarseLayer layer(int n) {
    while (layers.size() <= n) {
      layers.add(new CoarseLayer(scenes.get(layers.size()), raster, style));
    }
    return layers.get(n);
  }

  /** The finest layer that is complete in an area; {@link #count} when none is. */
  int complete(Area area) {
    int n = 0;
    while (n < count() && !layer(n).covers(area)) {
      n++;
    }
    return n;
  }

  /** Draws all layers up to one over each other, the finest on top. */
  void draw(int coarsest, Area area) {
    for (int n = Math.min(coarsest, count() - 1); n >= 0; n--) {
      layer(n).draw(area);
    }
  }
}
