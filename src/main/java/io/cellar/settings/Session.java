package io.cellar.settings;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a window showed, to be shown again at the next start.
 *
 * @param volumes what was open, the lowest layer first
 * @param place where the window looked
 * @param alone the plane that was shown alone, such as {@code XY}
 * @param corner where the window was on the desktop, in logical pixels; may lie off the screens
 * @param panes share of the panes beside the side panel, 0 to 1
 * @param size how large the window was; empty: as new windows are
 */
public record Session(
    List<Entry> volumes,
    Optional<ViewPlace> place,
    Optional<String> alone,
    Optional<Corner> corner,
    OptionalDouble panes,
    Optional<Size> size) {

  /** More logical pixels than any desktop has. */
  private static final double MOST = 1 << 20;

  /** Nothing was on show. */
  public static final Session NONE =
      new Session(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          Optional.empty());

  /**
   * One volume.
   *
   * @param location address, or absolute path of the description; empty for the built-in sample
   * @param visible whether it was drawn
   * @param opacity 0 to 1
   * @param tones how its voxels were shown
   */
  public record Entry(Optional<String> location, boolean visible, double opacity, Tones tones) {
    public Entry {
      if (location.filter(String::isBlank).isPresent() || !(opacity >= 0 && opacity <= 1)) {
        throw new IllegalArgumentException("no layer at " + location + ", opacity " + opacity);
      }
    }

    /** The same at another location. */
    public Entry withLocation(Optional<String> changed) {
      return new Entry(changed, visible, opacity, tones);
    }
  }

  /** The upper left corner of the window. */
  public record Corner(double x, double y) {
    public Corner {
      if (!Double.isFinite(x) || !Double.isFinite(y)) {
        throw new IllegalArgumentException("no corner at " + x + ", " + y);
      }
    }
  }

  /**
   * How large a window is.
   *
   * @param width of its content, logical pixels; that of before while it is maximised
   * @param height of its content, logical pixels; that of before while it is maximised
   */
  public record Size(double width, double height, boolean maximised) {
    public Size {
      if (!(width > 0 && height > 0 && width < MOST && height < MOST)) {
        throw new IllegalArgumentException("no window of " + width + " x " + height);
      }
    }
  }

  public Session {
    volumes = List.copyOf(volumes);
    if (!(panes.orElse(0) >= 0 && panes.orElse(1) <= 1)) {
      throw new IllegalArgumentException(panes.getAsDouble() + " is no share");
    }
  }

  /** The same in a window of another size; empty: as new ones are. */
  public Session withSize(Optional<Size> changed) {
    return new Session(volumes, place, alone, corner, panes, changed);
  }

  /** Other volumes, shown in the same way. */
  public Session withVolumes(List<Entry> changed) {
    return new Session(changed, place, alone, corner, panes, size);
  }
}
