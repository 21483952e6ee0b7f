package io.cellar.cli;

import io.cellar.cell.ReadOptions;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.source.AllowedHosts;
import io.cellar.volume.Level;
import java.io.IOException;
import java.time.Duration;

/** What commands that may download take. */
final class NetworkOptions {
  private static final int MOST_PARALLEL = 256;

  private final Value<Boolean> offline;
  private final Value<String> parallel;
  private final Value<String> waitForHost;

  NetworkOptions(Options options) {
    offline = options.flag("--offline", "Use the cache only; nothing is requested.");
    parallel =
        options.text("--parallel", "N", "Open requests at a time, 1 to 256, or auto (default).");
    waitForHost =
        options.text(
            "--wait-for-host",
            "TIME",
            "How long to wait for a host that is away, such as 30s or 10m.");
  }

  Volumes volumes() throws IOException {
    return Volumes.forCommand(parallel(parallel.get()));
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
    return offline.get();
  }

  /**
   * Opens a level.
   *
   * @param hosts the servers that may be asked
   */
  VolumeSession open(Volumes volumes, Level level, AllowedHosts hosts) {
    return volumes.open(level, offline.get(), hosts);
  }

  /** How boxes are read: so many blocks at a time, and not waiting for ever. */
  ReadOptions reading() {
    Duration wait =
        Durations.parse("--wait-for-host", waitForHost.get()).orElse(Duration.ofSeconds(30));
    int ahead = Math.max(ReadOptions.DEFAULT.blocksAhead(), 2 * parallel(parallel.get()));
    return ReadOptions.DEFAULT.withWaitForHost(wait).withBlocksAhead(ahead);
  }
}
