package io.cellar.cli;

import io.cellar.cell.RoiReader;
import io.cellar.export.ArrayFile;
import io.cellar.input.Json;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.volume.Amounts;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import io.cellar.volume.Level;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code cellar read}: a box of voxels, downloading what is missing. */
final class ReadCommand implements Callable<Integer> {
  private final Options options =
      new Options("read", "Reads a box of voxels, downloading what is missing.");

  private static final long ASK_ABOVE_BYTES = 4L << 30;
  private static final long SLAB_BYTES = 64L << 20;
  private final Console console;

  private final VolumeOptions volumeOptions = new VolumeOptions(options);
  private final NetworkOptions network = new NetworkOptions(options);

  private final Value<String> roiText =
      options.text("--roi", "R", "The box; default the whole view.");

  private final Value<Path> out =
      options.path("--out", "FILE", "F.h5 (dataset data), F.npy or F.raw.");

  private final Value<Double> fill =
      options.value("--fill", "N", Double.class, "Value for blocks the server lacks.");

  private final Value<Boolean> checksum =
      options.flag(
          "--sha256", "Print the checksum of the voxels with --out too; else it is not computed.");

  private final Value<Boolean> yes = options.flag("--yes", "Read more than 4 GiB without asking.");

  private final Value<Boolean> json = options.json();

  ReadCommand(Console console) {
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
      Roi roi = VolumeOptions.roi(roiText.get(), volume);
      refuseHuge(roi, volume);
      refuseMisfit(volume.dtype());
      if (out.get() != null) {
        Outputs.requireElsewhere("--out", out.get(), List.of(level));
      }
      try (VolumeSession session = network.open(volumes, level, volumeOptions.servers(volumes));
          ArrayFile file = file(volume.dtype(), roi.shape())) {
        RoiReader reader =
            session.reader(
                fill.get() == null ? network.reading() : network.reading().withFill(fill.get()));
        Optional<String> sum = Optional.empty();
        if (out.get() == null || checksum.get()) {
          sum = Optional.of(inOrder(reader, roi, volume.dtype(), file));
        } else {
          reader.forEachPiece(
              roi,
              volume.dtype(),
              (box, voxels) -> {
                if (file != null) {
                  file.write(box.minus(roi.start()), voxels);
                }
              });
        }
        if (file != null) {
          file.commit();
        }
        report(roi, volume, sum);
        VolumeOptions.tellNotes(volume, console);
      }
    }
    return ExitCode.FINE.code();
  }

  /** Reads and writes the voxels in C order, and tells their SHA-256. */
  private static String inOrder(RoiReader reader, Roi roi, DType dtype, ArrayFile file)
      throws Exception {
    MessageDigest sum = MessageDigest.getInstance("SHA-256");
    reader.forEachSlab(
        roi,
        SLAB_BYTES,
        dtype,
        (box, slab) -> {
          byte[] bytes = Blocks.littleEndian(slab);
          sum.update(bytes);
          if (file != null) {
            file.write(bytes);
          }
        });
    return HexFormat.of().formatHex(sum.digest());
  }

  /** Where the voxels go; null: nowhere. */
  private ArrayFile file(DType dtype, long[] shape) throws IOException {
    try {
      return out.get() == null ? null : ArrayFile.of(out.get(), dtype, shape);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, "--out " + out.get() + ": " + e.getMessage(), e);
    }
  }

  private void refuseMisfit(DType dtype) {
    try {
      if (fill.get() != null) {
        FillValue ignored = new FillValue(dtype, fill.get());
      }
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, "--fill " + fill.get() + ": " + e.getMessage(), e);
    }
  }

  private void refuseHuge(Roi roi, VolumeDescription volume) {
    double bytes = (double) volume.dtype().bytes();
    for (long n : roi.shape()) {
      bytes *= n;
    }
    if (bytes > ASK_ABOVE_BYTES && !yes.get()) {
      throw new CommandException(
          ExitCode.USAGE,
          String.format(
              "the roi %s holds %s: give a smaller --roi, or --yes to read it all",
              roi, Amounts.bytes(bytes)));
    }
  }

  private void report(Roi roi, VolumeDescription volume, Optional<String> sum) {
    if (json.get()) {
      Map<String, Object> result =
          Json.object("shape", roi.shape(), "dtype", volume.dtype().numpyName());
      sum.ifPresent(text -> result.put("sha256", text));
      console.json(result);
      return;
    }
    console.result("shape: " + Arrays.toString(roi.shape()));
    console.result("dtype: " + volume.dtype().numpyName());
    sum.ifPresent(text -> console.result("sha256: " + text));
  }
}
