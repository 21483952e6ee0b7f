package io.cellar.app;

import io.cellar.input.AtomicFile;
import io.cellar.input.RegularFile;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleLevels;
import io.cellar.sample.ServedVolume;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in volume behind a loopback server of the program's own, started when first asked for.
 * Thread-safe.
 */
final class SampleVolume implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SampleVolume.class);

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
      BlockServer started = serve();
      description = SampleLevels.write(started, caches);
      server = started;
    }
    return description;
  }

  /** True for the sample's own description file. */
  synchronized boolean is(Path file) {
    return file.equals(description);
  }

  /** True for a file of the sample's, also as long as its server does not run. */
  boolean has(Path file) {
    return file.startsWith(caches);
  }

  /**
   * At the port of the last time if nobody else has it, so that the description stays the same and
   * what was begun with it can go on.
   */
  private BlockServer serve() throws IOException {
    Map<String, ServedVolume> volumes = SampleLevels.volumes(new SyntheticVolume());
    ServerOptions options = ServerOptions.DEFAULT.withLatency(LATENCY);
    Path file = caches.resolve("port");
    int last = lastPort(file);
    if (last > 0) {
      try {
        return BlockServer.start(volumes, options.withPort(last));
      } catch (IOException e) {
        LOG.debug("the sample's server gets another port", e);
      }
    }
    BlockServer server = BlockServer.start(volumes, options);
    Files.createDirectories(caches);
    AtomicFile.replace(file, String.valueOf(server.port()).getBytes(StandardCharsets.US_ASCII));
    return server;
  }

  private static int lastPort(Path file) {
    try {
      String text =
          RegularFile.readIfExists(file, 16, LinkOption.NOFOLLOW_LINKS)
              .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip())
              .orElse("");
      int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
      return port > 1023 && port < 65536 ? port : 0;
    } catch (IOException e) {
      LOG.debug("the sample's last port is not known", e);
      return 0;
    }
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
    }
  }
}
