package io.cellar.sample;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The layout of block addresses: {@code /NAME/x0-x1_y0-y1_z0-z1.h5}, the axes in the order x, y, z,
 * t, c whatever the storage order is, start inclusive, stop exclusive.
 *
 * @param axes storage order of the volume
 */
record BlockPath(Axes axes) {
  private static final List<Axis> ORDER = List.of(Axis.X, Axis.Y, Axis.Z, Axis.T, Axis.C);

  /** The file name as a URL template with {@code {a_start}} and {@code {a_stop}}. */
  String template() {
    return ordered().stream()
            .map(axis -> "{" + axis.letter() + "_start}-{" + axis.letter() + "_stop}")
            .collect(Collectors.joining("_"))
        + ".h5";
  }

  /** The box that a file name asks for; empty if the name has another form. */
  Optional<Roi> parse(String fileName) {
    String form =
        ordered().stream().map(_ -> "(\\d{1,15})-(\\d{1,15})").collect(Collectors.joining("_"))
            + "\\.h5";
    Matcher m = Pattern.compile(form).matcher(fileName);
    if (!m.matches()) {
      return Optional.empty();
    }
    long[] start = new long[axes.rank()];
    long[] stop = new long[axes.rank()];
    int group = 1;
    for (Axis axis : ordered()) {
      int d = axes.indexOf(axis);
      start[d] = Long.parseLong(m.group(group++));
      stop[d] = Long.parseLong(m.group(group++));
      if (stop[d] < start[d]) {
        return Optional.empty();
      }
    }
    return Optional.of(new Roi(start, stop));
  }

  private List<Axis> ordered() {
    return ORDER.stream().filter(axes::has).toList();
  }
}
