package io.cellar.cli;

import io.cellar.sample.SampleLevels;
import io.cellar.sample.SyntheticVolume;
import io.cellar.settings.Folders;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cellar sample}: the built-in volume's server in the foreground. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = "Serves the built-in volume; prints the path of its description file.")
final class SampleCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ServerRun run;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where the description and its cache are put.")
  private Path cache;

  SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = cache != null ? cache : Folders.standard().cache().resolve("sample");
    run.serve(
        "the built-in volume",
        SampleLevels.volumes(new SyntheticVolume()),
        server -> SampleLevels.write(server, folder),
        console);
    return ExitCode.FINE.code();
  }
}
