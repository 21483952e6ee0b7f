package io.cellar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cellar open}: the window. */
@Command(name = "open", mixinStandardHelpOptions = true, description = "Opens the window.")
final class OpenCommand implements Callable<Integer> {
  private final WindowLauncher window;

  @Parameters(
      paramLabel = "LOCATION",
      description =
          "Image, description or cache: a file, a folder or an address. Also a dataset such as"
              + " FILE.h5:dataset, or a link such as cellar:https://HOST/PATH. Further locations"
              + " are shown over the first one.")
  private List<String> locations = List.of();

  @Option(
      names = "--allow-outside",
      description = "Agree to cache folders outside the description's.")
  private boolean allowOutside;

  @Option(
      names = "--picture",
      paramLabel = "FILE.png",
      description =
          "Save a picture of the window when its slices are complete, and end. Blocks that cannot"
              + " be had, or not within 90 s, are gaps in it, and the exit code is 3; 5 if a server"
              + " does not answer for 10 s. Of what cannot be opened no picture is made.")
  private Path picture;

  @Option(names = "--size", paramLabel = "WxH", description = "Size of the window in pixels.")
  private String size;

  @Option(names = "--theme", paramLabel = "THEME", description = "light or dark.")
  private String theme;

  @Option(
      names = "--new-process",
      description = "Start a program of its own, even when Cellar is running already.")
  private boolean newProcess;

  OpenCommand(WindowLauncher window) {
    this.window = window;
  }

  @Override
  public Integer call() {
    for (String location : locations) {
      Openable.problem(location, Set.of())
          .ifPresent(
              problem -> {
                throw new CommandException(ExitCode.USAGE, problem);
              });
    }
    if (size != null && !size.matches("[1-9]\\d{1,4}x[1-9]\\d{1,4}")) {
      throw new CommandException(
          ExitCode.USAGE, "--size " + size + ": expected WIDTHxHEIGHT such as 1280x800");
    }
    if (theme != null && !theme.matches("light|dark")) {
      throw new CommandException(ExitCode.USAGE, "--theme " + theme + ": expected light or dark");
    }
    return window.launch(
        new WindowLauncher.Request(
            locations,
            allowOutside,
            Optional.ofNullable(picture),
            Optional.ofNullable(size),
            Optional.ofNullable(theme),
            newProcess));
  }
}
