package io.cellar.cli;

import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.RegionFetch;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.volume.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Goes once through what every run does (serve, fetch, write, read), in a temporary folder. The
 * build runs it to let the Java runtime record which classes and methods are needed: later starts
 * are faster by that.
 */
@Command(name = "train", hidden = true, description = "Goes once through the main paths.")
final class TrainCommand implements Callable<Integer> {
  private final Console console;

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("cellar-train");
    try (BlockServer server =
        BlockServer.start(
            Map.of("tissue", new SyntheticVolume().level(4)), ServerOptions.DEFAULT)) {
      Path file = SampleDescription.of(server, "tissue", new long[] {32, 32, 32}).write(folder);
      run(file.toString());
    } finally {
      delete(folder);
    }
    return ExitCode.FINE.code();
  }

  private void run(String file) throws Exception {
    FetchOptions options = FetchOptions.impatient(BlockOrder.CENTRE, Duration.ofSeconds(10));
    try (Volumes volumes = Volumes.forCommand(16)) {
      Level level = volumes.describe(file, false).coarsest();
      try (VolumeSession session = volumes.open(level, false);
          RegionFetch fetch =
              RegionFetch.start(session, "train", level.geometry().view(), options)) {
        console.message(fetch.done().get().fetched() + " blocks fetched");
      }
    }
    CellarCommand.run(
        List.of("read", file, "--roi", "0:64,0:64,0:64", "--offline"), request -> 0, console);
    CellarCommand.run(List.of("info", file), request -> 0, console);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
