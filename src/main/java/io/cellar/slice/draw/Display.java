package io.cellar.slice.draw;

import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import io.cellar.volume.VolumeDescription;
import java.util.Optional;

/**
 * How voxels become colours, and what is drawn besides them.
 *
 * @param range values that become the first and the last colour of the map; what lies beyond takes
 *     the nearer end's
 * @param invert true turns the map round
 * @param smooth true interpolates linearly between the middles of voxels that are larger than a
 *     pixel; false draws them as rectangles
 * @param dark true for patterns that go with a dark window
 * @param showBlocks true outlines each block in the colour of its state
 * @param pointer the voxel under the pointer in view coordinates, in axes order: blocks near it are
 *     asked for first; empty: those near the middle of the picture
 */
public record Display(
    ValueRange range,
    boolean invert,
    ColorMap map,
    boolean smooth,
    boolean dark,
    boolean showBlocks,
    Optional<long[]> pointer) {

  public Display {
    pointer = pointer.map(long[]::clone);
  }

  /** Grey, dark, over the range that a volume's description gives or its dtype suggests. */
  public static Display of(VolumeDescription volume) {
    ValueRange range = volume.drange().orElseGet(() -> defaultRange(volume.dtype()));
    return new Display(range, false, ColorMap.GREY, false, true, false, Optional.empty());
  }

  /** The whole range of an integer dtype; 0 to 1 for bool and the floating ones. */
  public static ValueRange defaultRange(DType dtype) {
    double steps = Math.scalb(1.0, 8 * dtype.bytes());
    return switch (dtype.kind()) {
      case BOOL, FLOAT -> new ValueRange(0, 1);
      case UNSIGNED -> new ValueRange(0, steps - 1);
      case SIGNED -> new ValueRange(-steps / 2, steps / 2 - 1);
    };
  }

  public Display withRange(ValueRange newRange) {
    return new Display(newRange, invert, map, smooth, dark, showBlocks, pointer);
  }

  public Display withInvert(boolean newInvert) {
    return new Display(range, newInvert, map, smooth, dark, showBlocks, pointer);
  }

  public Display withMap(ColorMap newMap) {
    return new Display(range, invert, newMap, smooth, dark, showBlocks, pointer);
  }

  public Display withSmooth(boolean newSmooth) {
    return new Display(range, invert, map, newSmooth, dark, showBlocks, pointer);
  }

  public Display withDark(boolean newDark) {
    return new Display(range, invert, map, smooth, newDark, showBlocks, pointer);
  }

  public Display withShowBlocks(boolean newShowBlocks) {
    return new Display(range, invert, map, smooth, dark, newShowBlocks, pointer);
  }

  public Display withPointer(Optional<long[]> newPointer) {
    return new Display(range, invert, map, smooth, dark, showBlocks, newPointer);
  }
}
