package io.cellar.source.zarr;

import io.cellar.source.chunked.RenderingHints;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The {@code omero} of OME-Zarr, which many writers fill in in part or wrongly: whatever is not
 * understood is left out.
 */
final class Omero {
  private static final int MOST_CHANNELS = 10_000;
  private static final int LONGEST_NAME = 200;

  private Omero() {}

  /**
   * What it says.
   *
   * @param axes of the finest level
   * @param shape of the finest level
   * @param labels true when the image is one of labels
   * @return empty when nothing is said
   */
  static Optional<RenderingHints> read(Json omero, Axes axes, long[] shape, boolean labels) {
    Json rdefs = omero.get("rdefs");
    boolean grey = rdefs.get("model").optionalText().orElse("").matches("(?i)gr[ea]y(scale)?");
    List<RenderingHints.Channel> channels = new ArrayList<>();
    for (Json channel : omero.get("channels").items()) {
      if (channels.size() < MOST_CHANNELS) {
        channels.add(channel(channel, grey));
      }
    }
    OptionalLong time = position(rdefs.get("defaultT"), Axis.T, axes, shape);
    OptionalLong depth = position(rdefs.get("defaultZ"), Axis.Z, axes, shape);
    boolean none = channels.isEmpty() && time.isEmpty() && depth.isEmpty() && !labels;
    return none ? Optional.empty() : Optional.of(new RenderingHints(channels, time, depth, labels));
  }

  private static RenderingHints.Channel channel(Json json, boolean grey) {
    String name = json.get("label").optionalText().orElse("");
    Json window = json.get("window");
    return new RenderingHints.Channel(
        name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
        json.get("active").optionalBool().orElse(true),
        grey ? OptionalInt.empty() : colour(json.get("color").optionalText().orElse("")),
        range(window.get("start").optionalDouble(), window.get("end").optionalDouble()),
        json.get("inverted").optionalBool().orElse(false));
  }

  private static Optional<ValueRange> range(double start, double end) {
    return Double.isFinite(start) && Double.isFinite(end) && start < end
        ? Optional.of(new ValueRange(start, end))
        : Optional.empty();
  }

  /** {@code RRGGBB} or {@code RGB} in hex digits, with or without a {@code #}. */
  private static OptionalInt colour(String text) {
    String digits = text.startsWith("#") ? text.substring(1) : text;
    if (digits.matches("[0-9A-Fa-f]{3}")) {
      digits = digits.replaceAll(".", "$0$0");
    }
    return digits.matches("[0-9A-Fa-f]{6}")
        ? OptionalInt.of(Integer.parseInt(digits, 16))
        : OptionalInt.empty();
  }

  private static OptionalLong position(Json json, Axis axis, Axes axes, long[] shape) {
    double at = json.optionalDouble();
    int d = axes.indexOf(axis);
    return d >= 0 && at >= 0 && at < shape[d] && at == Math.rint(at)
        ? OptionalLong.of((long) at)
        : OptionalLong.empty();
  }
}
