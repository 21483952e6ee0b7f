package io.cellar.ui.navigation;

import io.cellar.input.PrintableText;
import io.cellar.volume.Axis;
import io.cellar.volume.VolumeDescription;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A bar of a round length (1, 2 or 5 times a power of ten).
 *
 * @param length in {@code unit}
 * @param unit of the length; empty text: voxels
 * @param pixels how long it is on screen, device pixels
 */
public record ScaleBar(double length, String unit, double pixels) {
  /** Units of length, each a thousand of the one before. */
  private static final List<String> METRIC = List.of("pm", "nm", "µm", "mm", "m");

  /**
   * The longest round bar that fits.
   *
   * @param perPixel length of one device pixel, positive
   * @param most device pixels it may have, positive
   */
  public static ScaleBar fitting(double perPixel, String unit, double most) {
    double room = perPixel * most;
    double power = Math.pow(10, Math.floor(Math.log10(room)));
    double factor = room / power >= 5 ? 5 : room / power >= 2 ? 2 : 1;
    double length = factor * power;
    return new ScaleBar(length, unit, length / perPixel).inReadableUnit();
  }

  /** 2 µm rather than 2000 nm. */
  private ScaleBar inReadableUnit() {
    int at = METRIC.indexOf(unit.equals("um") ? "µm" : unit);
    double value = length;
    while (at >= 0 && at < METRIC.size() - 1 && value >= 1000) {
      value /= 1000;
      at++;
    }
    return at < 0 ? this : new ScaleBar(value, METRIC.get(at), pixels);
  }

  /** The bar for an axis of a volume: in its unit of length when told, else in voxels. */
  public static ScaleBar of(VolumeDescription volume, Axis axis, double zoom, double most) {
    OptionalDouble size = voxelSize(volume, axis);
    return size.isPresent() && !volume.voxelUnit().isBlank()
        ? fitting(size.getAsDouble() / zoom, PrintableText.of(volume.voxelUnit(), 40), most)
        : fitting(1 / zoom, "", most);
  }

  /** Size of a voxel along an axis of space; empty when not told or not positive. */
  public static OptionalDouble voxelSize(VolumeDescription volume, Axis axis) {
    int d = volume.axes().indexOf(axis);
    if (!axis.isSpace() || d < 0 || volume.voxelSize().size() <= d) {
      return OptionalDouble.empty();
    }
    double size = volume.voxelSize().get(d);
    return size > 0 && Double.isFinite(size) ? OptionalDouble.of(size) : OptionalDouble.empty();
  }
}
