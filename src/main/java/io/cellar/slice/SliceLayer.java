package io.cellar.slice;

import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.Placement;

/**
 * One of the volumes that a picture shows over each other.
 *
 * @param renderer the volume, for this pane
 * @param placement where it lies over the volume that the view counts in
 * @param display how its voxels become colours; its pointer counts in the view's coordinates
 * @param opacity share of its colour over what is below it, from 0 to 1
 */
public record SliceLayer(
    SliceRenderer renderer, Placement placement, Display display, double opacity) {

  public SliceLayer {
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new IllegalArgumentException("opacity " + opacity + ": expected 0 to 1");
    }
  }

  /** A volume by itself, in its own coordinates. */
  public static SliceLayer alone(SliceRenderer renderer, Display display) {
    return new SliceLayer(renderer, Placement.same(renderer.volume().axes()), display, 1);
  }

  /** How it is drawn, its pointer in its own coordinates. */
  Display ownDisplay() {
    return display.withPointer(display.pointer().map(placement::voxel));
  }
}
