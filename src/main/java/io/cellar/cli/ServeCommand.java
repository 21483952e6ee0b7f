package io.cellar.cli;

import io.cellar.sample.Hdf5ServedVolume;
import io.cellar.sample.SampleDescription;
import io.cellar.volume.Axes;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cellar serve}: the same for one's own HDF5 file. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves a dataset of an HDF5 file; prints the path of its description file.")
final class ServeCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ServerRun run;

  @Parameters(
      paramLabel = "FILE.h5[:DATASET]",
      description = "The file, and the path of a dataset in it when it has several.")
  private String what;

  @Option(
      names = "--axes",
      paramLabel = "AXES",
      description =
          "Letters of txyzc, slowest first; default from the file, else yx, zyx, tzyx, tzyxc.")
  private String axes;

  @Option(
      names = "--block",
      paramLabel = "SHAPE",
      description = "Shape of a block such as 64,64,64, in axes order.")
  private String block;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    String name = name();
    try (Hdf5ServedVolume volume = open()) {
      run.serve(
          name,
          Map.of(name, volume),
          server ->
              SampleDescription.of(server, name, blockShape(volume)).write(run.folder("served")),
          console);
    }
    return ExitCode.FINE.code();
  }

  private String name() {
    String file = String.valueOf(Path.of(what).getFileName());
    String plain = file.replaceAll("\\.[A-Za-z0-9]+(:.*)?$", "").replaceAll("[^A-Za-z0-9_-]+", "_");
    return plain.isEmpty() ? "volume" : plain;
  }

  private Hdf5ServedVolume open() {
    try {
      return Hdf5ServedVolume.open(what, Optional.ofNullable(axes).map(Axes::parse));
    } catch (NoSuchFileException e) {
      throw new CommandException(ExitCode.USAGE, "there is no such file: " + what, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private long[] blockShape(Hdf5ServedVolume volume) {
    if (block == null) {
      return SampleDescription.usualBlock(volume.axes());
    }
    try {
      long[] shape =
          Arrays.stream(block.split(",")).map(String::strip).mapToLong(Long::parseLong).toArray();
      if (shape.length == volume.shape().length && Arrays.stream(shape).allMatch(n -> n > 0)) {
        return shape;
      }
    } catch (NumberFormatException e) {
      throw wrongBlock(volume, e);
    }
    throw wrongBlock(volume, null);
  }

  private CommandException wrongBlock(Hdf5ServedVolume volume, Exception cause) {
    return new CommandException(
        ExitCode.USAGE,
        "--block "
            + block
            + ": expected "
            + volume.shape().length
            + " positive numbers such as 64,64,64 for the shape "
            + Arrays.toString(volume.shape()),
        cause);
  }
}
