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

/**
 * What the two serving commands share: port, folder, latency, faults, and staying in the
 * foreground.
 */
final class ServerRun {
  private final Value<Integer> port;
  private final Value<List<String>> hosts;
  private final Value<Long> latency;
  private final Value<List<String>> faults;
  private final Value<Integer> seed;
  private final Value<Path> cache;

  ServerRun(Options options) {
    port =
        options.withDefault(
            "--port", "P", 0, "Port to listen on, on this machine only; default any free one.");
    hosts =
        options.values(
            "--host",
            "NAME",
            String.class,
            "Answer to requests for this host name too, as when a proxy or a tunnel leads here; may"
                + " be repeated. Loopback's names are always answered to, others never.");
    latency = options.withDefault("--latency", "MS", 0L, "Milliseconds before each answer.");
    faults =
        options.values(
            "--fault",
            "KIND=SHARE",
            String.class,
            "Misbehave on purpose, such as drop=0.2; may be repeated. A name that is not known"
                + " lists all.");
    seed = options.withDefault("--seed", "N", 0, "Which requests the faults hit.");
    cache = options.path("--cache", "DIR", "Where the description and its cache are put.");
  }

  /** Writes the description of what is served. */
  @FunctionalInterface
  interface Describer {
    Path describe(BlockServer server) throws IOException;
  }

  /** Where the description and its cache are put: as asked for, else in the user's cache folder. */
  Path folder(String name) {
    return cache.get() != null ? cache.get() : Folders.standard().cache().resolve(name);
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
    if (port.get() < 0 || port.get() > 65535 || latency.get() < 0) {
      throw new CommandException(
          ExitCode.USAGE, "--port must be 0 to 65535 and --latency not negative");
    }
    try {
      return ServerOptions.DEFAULT
          .withPort(port.get())
          .withHosts(Set.copyOf(hosts.get()))
          .withLatency(Duration.ofMillis(latency.get()))
          .withFaults(FaultPlan.parse(faults.get(), seed.get()));
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, "--fault: " + e.getMessage(), e);
    }
  }
}
