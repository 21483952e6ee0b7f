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
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
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

  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 32_000;
  private static final int TRIES = 16;

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
   * what was begun with it can go on; else at one that systems do not give to connections.
   */
  private BlockServer serve() throws IOException {
    Path file = caches.resolve("port");
    int last = lastPort(file);
    Optional<BlockServer> server = last > 0 ? serve(last) : Optional.empty();
    for (int n = 0; n < TRIES && server.isEmpty(); n++) {
      server = serve(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT));
    }
    BlockServer found =
        server.isPresent() ? server.get() : BlockServer.start(volumes(), options(0));
    if (found.port() != last) {
      Files.createDirectories(caches);
      AtomicFile.replace(file, String.valueOf(found.port()).getBytes(StandardCharsets.US_ASCII));
    }
    return found;
  }

  private static Optional<BlockServer> serve(int port) {
    try {
      return Optional.of(BlockServer.start(volumes(), options(port)));
    } catch (IOException e) {
      LOG.debug("the sample's server gets another port", e);
      return Optional.empty();
    }
  }

  private static Map<String, ServedVolume> volumes() {
    return SampleLevels.volumes(new SyntheticVolume());
  }

  private static ServerOptions options(int port) {
    return ServerOptions.DEFAULT.withLatency(LATENCY).withPort(port);
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
