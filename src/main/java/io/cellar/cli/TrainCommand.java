package io.cellar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Runs the real commands, or the window without a display, on small volumes of a server in a
 * process of its own, in a temporary folder. The build lets the Java runtime record this, so that
 * later starts are faster. Every start pays for every class that is recorded: what commands do not
 * need must not be loaded here.
 */
final class TrainCommand implements Callable<Integer> {
  private final Options options = Options.hidden("train", "Goes once through what is often done.");

  /** What is gone through. */
  enum Part {
    /** What looks at caches and fills them, and computes nothing. */
    UPKEEP,
    /** What reads voxels. */
    VOXELS,
    /** The window, until it shows all and has been made a picture of. */
    WINDOW
  }

  private static final String ROI = "0:32,0:64,0:64";

  private final Console console;
  private final WindowLauncher window;

  private final Value<List<Part>> parts =
      options.words("PART", Part.class, "upkeep, voxels, window.");

  private final Value<Path> serve = options.path("--serve", "FOLDER", "Be the server.");

  TrainCommand(Console console, WindowLauncher window) {
    this.console = console;
    this.window = window;
  }

  CommandLine line() {
    return options.line(this);
  }

  @Override
  public Integer call() throws Exception {
    if (serve.get() != null) {
      TrainServer.serve(serve.get(), console, System.in);
      return ExitCode.FINE.code();
    }
    Path folder = Files.createTempDirectory("cellar-train");
    try (TrainVolumes volumes = TrainVolumes.start(folder)) {
      for (Part part : parts.get()) {
        switch (part) {
          case UPKEEP -> {
            upkeep(volumes.boxes());
            chunks(volumes, folder);
          }
          case VOXELS -> voxels(volumes.boxes(), folder);
          case WINDOW -> window(volumes.boxes(), folder);
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

  private void chunks(TrainVolumes volumes, Path folder) {
    for (String location : volumes.chunked()) {
      run("check", location);
      run("fetch", location, "--parallel", "16", "--json");
      run("info", location);
      run("forget", location, "--roi", ":,:,:", "--yes");
    }
    run("read", volumes.file(), "--out", folder.resolve("chunks.raw").toString());
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
