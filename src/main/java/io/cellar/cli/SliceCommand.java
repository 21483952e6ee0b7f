package io.cellar.cli;

import io.cellar.export.ArrayFile;
import io.cellar.export.SlicePng;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.Level;
import io.cellar.volume.Roi;
import io.cellar.volume.ValueRange;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code cellar slice}: one slice as a picture. */
final class SliceCommand implements Callable<Integer> {
  private final Options options =
      new Options("slice", "Writes one slice as a grey picture, one pixel a voxel.");

  /** The order in which axes are chosen to be shown; the first of two runs to the right. */
  private static final List<Axis> SHOWN_ORDER = List.of(Axis.X, Axis.Y, Axis.Z, Axis.T, Axis.C);

  private final Console console;

  private final VolumeOptions volumeOptions = new VolumeOptions(options);
  private final NetworkOptions network = new NetworkOptions(options);

  private final Value<String> axisLetter =
      options.required("--axis", "A", String.class, "Axis to cut across.");

  private final Value<Long> at = options.required("--at", "N", Long.class, "Where, a voxel.");

  private final Value<String> roiText = options.text("--roi", "R", "Part of the slice.");

  private final Value<Double> min =
      options.value("--min", "A", Double.class, "Value shown as black.");

  private final Value<Double> max =
      options.value("--max", "B", Double.class, "Value shown as white.");

  private final Value<Path> out = options.required("--out", "F.png", Path.class, "The picture.");

  SliceCommand(Console console) {
    this.console = console;
  }

  CommandLine line() {
    return options.line(this);
  }

  @Override
  public Integer call() throws Exception {
    try (Volumes volumes = network.volumes()) {
      Level level = volumeOptions.describe(volumes, network.offline());
      VolumeDescription volume = level.volume();
      Axis normal = normal(volume.axes());
      Roi roi = plane(volume, normal);
      List<Axis> shown = shown(volume.axes(), normal);
      Outputs.requireElsewhere("--out", out.get(), List.of(level));
      try (VolumeSession session = network.open(volumes, level, volumeOptions.servers(volumes));
          ArrayFile file = ArrayFile.raw(out.get())) {
        Block plane = session.reader(network.reading()).read(roi);
        Axes axes = volume.axes();
        int horizontal = axes.indexOf(shown.get(0));
        int vertical = axes.indexOf(shown.get(1));
        file.write(SlicePng.encode(plane, vertical, horizontal, range(plane, volume)));
        file.commit();
        console.result(
            out.get()
                + ": "
                + plane.size(horizontal)
                + " x "
                + plane.size(vertical)
                + " pixels, "
                + shown.get(0).letter()
                + " to the right, "
                + shown.get(1).letter()
                + " down");
      }
    }
    return ExitCode.FINE.code();
  }

  private Axis normal(Axes axes) {
    if (axisLetter.get().length() == 1 && "txyzc".contains(axisLetter.get())) {
      Axis axis = Axis.of(axisLetter.get().charAt(0));
      if (axes.has(axis)) {
        return axis;
      }
    }
    throw new CommandException(
        ExitCode.USAGE,
        "--axis " + axisLetter.get() + ": expected one of the volume's axes, " + axes);
  }

  /** The two axes of the picture: for z that is x and y, for x it is z and y, for y x and z. */
  private static List<Axis> shown(Axes axes, Axis normal) {
    List<Axis> rest =
        SHOWN_ORDER.stream().filter(a -> a != normal && axes.has(a)).limit(2).toList();
    if (rest.size() < 2) {
      throw new CommandException(
          ExitCode.USAGE,
          "--axis " + normal.letter() + " leaves fewer than two axes of " + axes + " to show");
    }
    return normal == Axis.X && rest.contains(Axis.Z) ? rest.reversed() : rest;
  }

  private Roi plane(VolumeDescription volume, Axis normal) {
    Axes axes = volume.axes();
    Roi roi = VolumeOptions.roi(roiText.get(), volume);
    List<Axis> shown = shown(axes, normal);
    long[] start = roi.start();
    long[] stop = roi.stop();
    for (int d = 0; d < axes.rank(); d++) {
      Axis axis = axes.get(d);
      if (axis == normal) {
        start[d] = at.get();
        stop[d] = at.get() + 1;
      } else if (!shown.contains(axis) && !isNamed(axis)) {
        stop[d] = start[d] + 1;
      } else if (!shown.contains(axis) && roi.size(d) != 1) {
        throw new CommandException(
            ExitCode.USAGE,
            "--roi "
                + roiText.get()
                + ": axis "
                + axis.letter()
                + " is not shown and must be one voxel wide");
      }
    }
    Roi plane = new Roi(start, stop);
    if (!volume.geometry().view().contains(plane)) {
      throw new CommandException(
          ExitCode.USAGE,
          "--at "
              + at.get()
              + " lies outside the view of shape "
              + Arrays.toString(volume.viewShape())
              + " ("
              + axes
              + ")");
    }
    return plane;
  }

  /** True when the roi speaks of an axis: all of them when positional. */
  private boolean isNamed(Axis axis) {
    return roiText.get() != null
        && (!roiText.get().contains("=") || roiText.get().contains(axis.letter() + "="));
  }

  private ValueRange range(Block plane, VolumeDescription volume) {
    ValueRange full = volume.drange().orElseGet(() -> SlicePng.fullRange(plane));
    double low = min.get() == null ? full.min() : min.get();
    double high = max.get() == null ? full.max() : max.get();
    if (!(low <= high)) {
      throw new CommandException(
          ExitCode.USAGE, "--min " + low + " --max " + high + ": expected min below max");
    }
    return new ValueRange(low, high);
  }
}
