package io.cellar.app;

import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The built-in volume behind a loopback server of the program's own, started when first asked for.
 * Thread-safe.
 */
final class SampleVolume implements AutoCloseable {
  private static final String NAME = "sample/tissue";

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
      SyntheticVolume volume = new SyntheticVolume();
      BlockServer started =
          BlockServer.start(
              Map.of(NAME, volume.level(0)), ServerOptions.DEFAULT.withLatency(LATENCY));
      description =
          SampleDescription.of(
                  started, NAME, SampleDescription.usualBlock(started.volume(NAME).axes()))
              .write(caches);
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
