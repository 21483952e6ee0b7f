package io.cellar.cli;

import io.cellar.cell.ReadOptions;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.source.AllowedHosts;
import io.cellar.volume.Level;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What commands that may download take. */
final class NetworkOptions {
  private static final int MOST_PARALLEL = 256;

  @Option(names = "--offline", description = "Use the cache only; nothing is requested.")
  private boolean offline;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Open requests at a time, 1 to 256, or auto (default).")
  private String parallel;

  @Option(
      names = "--wait-for-host",
      paramLabel = "TIME",
      description = "How long to wait for a host that is away, such as 30s or 10m.")
  private String waitForHost;

  Volumes volumes() throws IOException {
    return Volumes.forCommand(parallel(parallel));
  }

  /** The number of requests that was typed; 0 for {@code auto} and for none. */
  static int parallel(String text) {
    if (text == null || text.equalsIgnoreCase("auto")) {
      return 0;
    }
    if (text.matches("\\d{1,3}")) {
      int n = Integer.parseInt(text);
      if (n >= 1 && n <= MOST_PARALLEL) {
        return n;
      }
    }
    throw new CommandException(
        ExitCode.USAGE,
        "--parallel " + text + ": expected a number from 1 to " + MOST_PARALLEL + ", or auto");
  }

  /** True when nothing may be requested. */
  boolean offline() {
    return offline;
  }

  /**
   * Opens a level.
   *
   * @param hosts the servers that may be asked
   */
  VolumeSession open(Volumes volumes, Level level, AllowedHosts hosts) {
    return volumes.open(level, offline, hosts);
  }

  /** How boxes are read: so many blocks at a time, and not waiting for ever. */
  ReadOptions reading() {
    Duration wait = Durations.parse("--wait-for-host", waitForHost).orElse(Duration.ofSeconds(30));
    int ahead = Math.max(ReadOptions.DEFAULT.blocksAhead(), 2 * parallel(parallel));
    return ReadOptions.DEFAULT.withWaitForHost(wait).withBlocksAhead(ahead);
  }
}
