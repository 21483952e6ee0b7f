package io.cellar.cli;

import io.cellar.sample.SampleLevels;
import io.cellar.sample.SyntheticVolume;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cellar sample}: the built-in volume's server in the foreground. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = "Serves the built-in volume; prints the path of its description file.")
final class SampleCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ServerRun run;

  SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    run.serve(
        "the built-in volume",
        SampleLevels.volumes(new SyntheticVolume()),
        server -> SampleLevels.write(server, run.folder("sample")),
        console);
    return ExitCode.FINE.code();
  }
}
