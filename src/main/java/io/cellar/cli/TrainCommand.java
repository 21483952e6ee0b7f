package io.cellar.cli;

import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServedVolume;
import io.cellar.sample.ServerOptions;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Runs the real commands, or the window without a display, on a small volume of a server of its
 * own, in a temporary folder. The build lets the Java runtime record this, so that later starts are
 * faster.
 */
@Command(name = "train", hidden = true, description = "Goes once through what is often done.")
final class TrainCommand implements Callable<Integer> {
  /** What is gone through. */
  enum Part {
    /** What looks at caches and fills them, and computes nothing. */
    UPKEEP,
    /** What reads voxels. */
    VOXELS,
    /** The window, until it shows all and has been made a picture of. */
    WINDOW
  }

  /** Voxels that cost nothing to compute. */
  private static final class Ramp implements ServedVolume {
    @Override
    public Axes axes() {
      return Axes.parse("zyx");
    }

    @Override
    public long[] shape() {
      return new long[] {64, 128, 128};
    }

    @Override
    public DType dtype() {
      return DType.UINT8;
    }

    @Override
    public Block block(Roi roi) {
      byte[] values = new byte[Math.toIntExact(roi.voxels())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (byte) i;
      }
      return new Block(DType.UINT8, roi.shape(), values);
    }
  }

  private static final String ROI = "0:32,0:64,0:64";

  private final Console console;
  private final WindowLauncher window;

  @Parameters(arity = "1..*", paramLabel = "PART", description = "upkeep, voxels, window.")
  private List<Part> parts;

  TrainCommand(Console console, WindowLauncher window) {
    this.console = console;
    this.window = window;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("cellar-train");
    try (BlockServer server =
        BlockServer.start(Map.of("ramp", new Ramp()), ServerOptions.DEFAULT)) {
      String file =
          SampleDescription.of(server, "ramp", new long[] {16, 16, 16}).write(folder).toString();
      for (Part part : parts) {
        switch (part) {
          case UPKEEP -> {
            upkeep(file);
            chunks(folder);
          }
          case VOXELS -> voxels(file, folder);
          case WINDOW -> window(file, folder);
        }
      }
    } finally {
      delete(folder);
    }
    return ExitCode.FINE.code();
  }

  private void upkeep(String file) {
    run("--version");
    run("--help");
    run("help", "fetch");
    run("check", file);
    run("check", file, "--json");
    run("info", file);
    run("fetch", file, "--roi", ROI);
    run("fetch", file, "--parallel", "16", "--json");
    run("fetch", file);
    run("info", file, "--json");
    run("locks", file);
    run("forget", file, "--roi", ROI, "--yes");
    run("fetch", file, "--roi", ROI, "--parallel", "8", "--order", "scan");
  }

  private void chunks(Path folder) throws IOException {
    try (TrainChunks volumes = new TrainChunks(folder.resolve("chunks"))) {
      for (String location : volumes.locations()) {
        run("check", location);
        run("fetch", location, "--parallel", "16", "--json");
        run("info", location);
        run("forget", location, "--roi", ":,:,:", "--yes");
      }
      run("read", volumes.file(), "--out", folder.resolve("chunks.raw").toString());
    }
  }

  private void voxels(String file, Path folder) {
    run("fetch", file, "--roi", ROI);
    run("read", file, "--roi", ROI);
    run("read", file, "--out", folder.resolve("ramp.h5").toString());
    run("slice", file, "--axis", "z", "--at", "9", "--out", folder.resolve("ramp.png").toString());
    run("verify", file);
  }

  private void window(String file, Path folder) {
    run("fetch", file, "--roi", ":,0:64,:");
    int code =
        window.launch(
            new WindowLauncher.Request(
                List.of(file),
                false,
                Optional.of(folder.resolve("window.png")),
                Optional.of("1280x800"),
                Optional.empty(),
                true));
    if (code != 0) {
      console.message("the window ended with " + code + ", and is not recorded whole");
    }
  }

  private void run(String... words) {
    List<String> shown = new ArrayList<>(Arrays.asList(words));
    int code = CellarCommand.run(shown, window, console);
    if (code != 0) {
      throw new IllegalStateException(shown + " ended with " + code);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
