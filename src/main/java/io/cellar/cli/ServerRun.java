package io.cellar.cli;

import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.ServedVolume;
import io.cellar.sample.ServerOptions;
import io.cellar.settings.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/**
 * What the two serving commands share: port, folder, latency, faults, and staying in the
 * foreground.
 */
final class ServerRun {
  @Option(
      names = "--port",
      paramLabel = "P",
      description = "Port to listen on, on this machine only; default any free one.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description =
          "Answer to requests for this host name too, as when a proxy or a tunnel leads here; may"
              + " be repeated. Loopback's names are always answered to, others never.")
  private List<String> hosts = List.of();

  @Option(names = "--latency", paramLabel = "MS", description = "Milliseconds before each answer.")
  private long latency;

  @Option(
      names = "--fault",
      paramLabel = "KIND=SHARE",
      description =
          "Misbehave on purpose, such as drop=0.2; may be repeated. A name that is not known lists"
              + " all.")
  private List<String> faults = List.of();

  @Option(names = "--seed", paramLabel = "N", description = "Which requests the faults hit.")
  private int seed;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where the description and its cache are put.")
  private Path cache;

  /** Writes the description of what is served. */
  @FunctionalInterface
  interface Describer {
    Path describe(BlockServer server) throws IOException;
  }

  /** Where the description and its cache are put: as asked for, else in the user's cache folder. */
  Path folder(String name) {
    return cache != null ? cache : Folders.standard().cache().resolve(name);
  }

  /** Serves until the process is ended; the description's path is the first line. */
  void serve(String what, Map<String, ServedVolume> volumes, Describer describer, Console console)
      throws IOException, InterruptedException {
    try (BlockServer server = BlockServer.start(volumes, options())) {
      console.result(describer.describe(server).toString());
      console.message(
          "serving "
              + what
              + " on "
              + server.origin()
              + "; open the file above in another terminal,"
              + " end with ctrl+c");
      new CountDownLatch(1).await();
    }
  }

  private ServerOptions options() {
    if (port < 0 || port > 65535 || latency < 0) {
      throw new CommandException(
          ExitCode.USAGE, "--port must be 0 to 65535 and --latency not negative");
    }
    try {
      return ServerOptions.DEFAULT
          .withPort(port)
          .withHosts(Set.copyOf(hosts))
          .withLatency(Duration.ofMillis(latency))
          .withFaults(FaultPlan.parse(faults, seed));
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, "--fault: " + e.getMessage(), e);
    }
  }
}
