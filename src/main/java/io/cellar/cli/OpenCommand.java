package io.cellar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code cellar open}: the window. */
final class OpenCommand implements Callable<Integer> {
  private final Options options = new Options("open", "Opens the window.");

  private final WindowLauncher window;

  private final Value<List<String>> locations =
      options.words(
          "LOCATION",
          String.class,
          "Image, description or cache: a file, a folder or an address. Also a dataset such as"
              + " FILE.h5:dataset, or a link such as cellar:https://HOST/PATH. Further locations"
              + " are shown over the first one.");

  private final Value<Boolean> allowOutside =
      options.flag("--allow-outside", "Agree to cache folders outside the description's.");

  private final Value<Path> picture =
      options.path(
          "--picture",
          "FILE.png",
          "Save a picture of the window when its slices are complete, and end. Blocks that cannot"
              + " be had, or not within 90 s, are gaps in it, and the exit code is 3; 5 if a server"
              + " does not answer for 10 s. Of what cannot be opened no picture is made.");

  private final Value<String> size = options.text("--size", "WxH", "Size of the window in pixels.");

  private final Value<String> theme = options.text("--theme", "THEME", "light or dark.");

  private final Value<Boolean> newProcess =
      options.flag(
          "--new-process", "Start a program of its own, even when Cellar is running already.");

  OpenCommand(WindowLauncher window) {
    this.window = window;
  }

  CommandLine line() {
    return options.line(this);
  }

  @Override
  public Integer call() {
    for (String location : locations.get()) {
      Openable.problem(location, Set.of())
          .ifPresent(
              problem -> {
                throw new CommandException(ExitCode.USAGE, problem);
              });
    }
    if (size.get() != null && !size.get().matches("[1-9]\\d{1,4}x[1-9]\\d{1,4}")) {
      throw new CommandException(
          ExitCode.USAGE, "--size " + size.get() + ": expected WIDTHxHEIGHT such as 1280x800");
    }
    if (theme.get() != null && !theme.get().matches("light|dark")) {
      throw new CommandException(
          ExitCode.USAGE, "--theme " + theme.get() + ": expected light or dark");
    }
    return window.launch(
        new WindowLauncher.Request(
            locations.get(),
            allowOutside.get(),
            Optional.ofNullable(picture.get()),
            Optional.ofNullable(size.get()),
            Optional.ofNullable(theme.get()),
            newProcess.get()));
  }
}
