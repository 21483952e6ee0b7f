package io.cellar.cli;

import io.cellar.app.VolumeSession;
import io.cellar.app.Volumes;
import io.cellar.cell.ReadOptions;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What commands that may download take. */
final class NetworkOptions {
  @Option(names = "--offline", description = "Use the cache only; nothing is requested.")
  private boolean offline;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Open requests at a time, 1 to 256; default: found out by trying.")
  private Integer parallel;

  @Option(
      names = "--wait-for-host",
      paramLabel = "TIME",
      description = "How long to wait for a host that is away, such as 30s or 10m.")
  private String waitForHost;

  Volumes volumes() throws IOException {
    if (parallel != null && (parallel < 1 || parallel > 256)) {
      throw new CommandException(
          ExitCode.USAGE, "--parallel " + parallel + ": expected a number from 1 to 256");
    }
    return Volumes.forCommand(parallel == null ? 0 : parallel);
  }

  VolumeSession open(Volumes volumes, VolumeDescription volume) {
    return volumes.open(volume, offline);
  }

  /** How boxes are read: so many blocks at a time, and not waiting for ever. */
  ReadOptions reading() {
    Duration wait = Durations.parse("--wait-for-host", waitForHost).orElse(Duration.ofSeconds(30));
    int ahead = parallel == null ? ReadOptions.DEFAULT.blocksAhead() : Math.max(64, 2 * parallel);
    return ReadOptions.DEFAULT.withWaitForHost(wait).withBlocksAhead(ahead);
  }
}
