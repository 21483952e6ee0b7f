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
import picocli.CommandLine;

/** {@code cellar serve}: the same for one's own HDF5 file. */
final class ServeCommand implements Callable<Integer> {
  private final Options options =
      new Options(
          "serve", "Serves a dataset of an HDF5 file; prints the path of its description file.");

  private final Console console;

  private final ServerRun run = new ServerRun(options);

  private final Value<String> what =
      options.word(
          "FILE.h5[:DATASET]",
          String.class,
          "The file, and the path of a dataset in it when it has several.");

  private final Value<String> axes =
      options.text(
          "--axes",
          "AXES",
          "Letters of txyzc, slowest first; default from the file, else yx, zyx, tzyx, tzyxc.");

  private final Value<String> block =
      options.text("--block", "SHAPE", "Shape of a block such as 64,64,64, in axes order.");

  ServeCommand(Console console) {
    this.console = console;
  }

  CommandLine line() {
    return options.line(this);
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
    String file = String.valueOf(Path.of(what.get()).getFileName());
    String plain = file.replaceAll("\\.[A-Za-z0-9]+(:.*)?$", "").replaceAll("[^A-Za-z0-9_-]+", "_");
    return plain.isEmpty() ? "volume" : plain;
  }

  private Hdf5ServedVolume open() {
    try {
      return Hdf5ServedVolume.open(what.get(), Optional.ofNullable(axes.get()).map(Axes::parse));
    } catch (NoSuchFileException e) {
      throw new CommandException(ExitCode.USAGE, "there is no such file: " + what.get(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private long[] blockShape(Hdf5ServedVolume volume) {
    if (block.get() == null) {
      return SampleDescription.usualBlock(volume.axes());
    }
    try {
      long[] shape =
          Arrays.stream(block.get().split(","))
              .map(String::strip)
              .mapToLong(Long::parseLong)
              .toArray();
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
            + block.get()
            + ": expected "
            + volume.shape().length
            + " positive numbers such as 64,64,64 for the shape "
            + Arrays.toString(volume.shape()),
        cause);
  }
}
