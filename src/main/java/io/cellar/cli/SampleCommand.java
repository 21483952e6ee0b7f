package io.cellar.cli;

import io.cellar.sample.SampleLevels;
import io.cellar.sample.SyntheticVolume;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code cellar sample}: the built-in volume's server in the foreground. */
final class SampleCommand implements Callable<Integer> {
  private final Options options =
      new Options("sample", "Serves the built-in volume; prints the path of its description file.");

  private final Console console;

  private final ServerRun run = new ServerRun(options);

  SampleCommand(Console console) {
    this.console = console;
  }

  CommandLine line() {
    return options.line(this);
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
