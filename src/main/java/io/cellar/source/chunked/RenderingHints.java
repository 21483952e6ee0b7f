package io.cellar.source.chunked;

import io.cellar.volume.ValueRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How an image wants to be shown at first. All of it is advice.
 *
 * @param channels by their place along axis c; may be more or fewer than there are
 * @param time voxel of axis t to start at
 * @param depth voxel of axis z to start at
 * @param labels true when voxels are numbers of objects, not intensities
 */
public record RenderingHints(
    List<Channel> channels, OptionalLong time, OptionalLong depth, boolean labels) {

  public RenderingHints {
    channels = List.copyOf(channels);
  }

  /**
   * One channel.
   *
   * @param name empty text when it has none
   * @param visible whether to show it at first
   * @param rgb colour of the highest value, {@code 0xRRGGBB}
   * @param range values that are black and white, or of full colour
   * @param inverted whether the lowest value is the bright one
   */
  public record Channel(
      String name,
      boolean visible,
      OptionalInt rgb,
      Optional<ValueRange> range,
      boolean inverted) {}
}
