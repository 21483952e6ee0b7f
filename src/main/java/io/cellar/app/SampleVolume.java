package io.cellar.app;

import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleLevels;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The built-in volume behind a loopback server of the program's own, started when first asked for.
 * Thread-safe.
 */
final class SampleVolume implements AutoCloseable {
  /** As from a server not far away, so that one sees the blocks arrive. */
  private static final Duration LATENCY = Duration.ofMillis(30);

  private final Path caches;
  private BlockServer server;
  private Path description;

  SampleVolume(Path caches) {
    this.caches = caches;
  }

  /** The description file; the server runs when this returns. */
  synchronized Path description() throws IOException {
    if (server == null) {
      BlockServer started =
          BlockServer.start(
              SampleLevels.volumes(new SyntheticVolume()),
              ServerOptions.DEFAULT.withLatency(LATENCY));
      description = SampleLevels.write(started, caches);
      server = started;
    }
    return description;
  }

  /** True for the sample's own description file. */
  synchronized boolean is(Path file) {
    return file.equals(description);
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
    }
  }
}
