package io.cellar.sample;

import io.cellar.thread.Threads;
import io.cellar.volume.Block;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of blocks on this machine's loopback address, for the built-in sample, for HDF5 files,
 * and for tests: HTTP/1.1 with connections that stay open, one virtual thread each, which waits
 * while platform threads compute the voxels; latency and faults on purpose. It writes to sockets
 * itself, because an HTTP library refuses to misbehave.
 */
public final class BlockServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BlockServer.class);
  private static final int MOST_CONNECTIONS = 512;
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);

  private final Map<String, ServedVolume> volumes;
  private final ServerOptions options;
  private final ServerSocket socket;
  private final Answers answers;
  private final RequestLog log = new RequestLog();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Mischief mischief;

  /** A plan and the outage that it began. */
  record Mischief(FaultPlan plan, Outage outage) {
    static Mischief of(FaultPlan plan) {
      return new Mischief(plan, new Outage(plan.outage()));
    }
  }

  /**
   * A request understood: the voxels it asks for, and the right answer.
   *
   * @param block empty if the address names no block
   */
  record Asked(Optional<Block> block, Response answer) {}

  private BlockServer(
      Map<String, ServedVolume> volumes, ServerOptions options, ServerSocket socket) {
    this.volumes = new TreeMap<>(volumes);
    this.options = options;
    this.socket = socket;
    this.answers = new Answers(this.volumes, options.dataset());
    this.mischief = Mischief.of(options.faults());
  }

  /**
   * Starts serving.
   *
   * @param volumes by name; a name is the part of the address before the file name and may contain
   *     slashes
   * @throws IOException if the port is taken
   */
  public static BlockServer start(Map<String, ServedVolume> volumes, ServerOptions options)
      throws IOException {
    ServerSocket socket = options.sockets().createServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), options.port()), 1024);
    } catch (IOException e) {
      socket.close();
      throw new IOException("port " + options.port() + " cannot be used: " + e.getMessage(), e);
    }
    BlockServer server = new BlockServer(volumes, options, socket);
    Threads.virtual("sample-accept", server::accept).start();
    return server;
  }

  /** The port in use. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Scheme, host and port, such as {@code http://127.0.0.1:8080}. */
  public String origin() {
    return options.scheme() + "://127.0.0.1:" + port();
  }

  /** The {@code url_format} of a volume. */
  public String urlTemplate(String name) {
    return origin() + "/" + name + "/" + new BlockPath(volume(name).axes()).template();
  }

  /** The volume of a name. */
  public ServedVolume volume(String name) {
    ServedVolume volume = volumes.get(name);
    if (volume == null) {
      throw new IllegalArgumentException(
          "no volume \"" + name + "\"; there are " + volumes.keySet());
    }
    return volume;
  }

  /** Path of the dataset in the files that are sent. */
  public String dataset() {
    return options.dataset();
  }

  /** What was asked and done. */
  public RequestLog log() {
    return log;
  }

  /** Misbehaves by another plan from now on; an outage in it starts anew. */
  public void setFaults(FaultPlan plan) {
    mischief = Mischief.of(plan);
  }

  /** Closes all connections at once. May be called twice. */
  @Override
  public void close() {
    stopping.countDown();
    closeQuietly(socket);
    open.forEach(BlockServer::closeQuietly);
    answers.close();
  }

  private void accept() {
    while (stopping.getCount() > 0) {
      try {
        Socket peer = socket.accept();
        if (open.size() < MOST_CONNECTIONS || makeRoom()) {
          take(peer);
        } else {
          closeQuietly(peer);
        }
      } catch (IOException e) {
        if (stopping.getCount() > 0) {
          LOG.warn("a connection could not be accepted: {}", e.getMessage());
          makeRoom();
        }
      }
    }
  }

  private void take(Socket peer) {
    try {
      Site site = new Site(origin(), answers, options, stopping);
      Connection connection = new Connection(peer, site, log);
      open.add(connection);
      log.connectionOpened();
      Threads.virtual("sample-connection", () -> serve(connection)).start();
      if (stopping.getCount() == 0) {
        // It came while all others were being closed.
        closeQuietly(connection);
      }
    } catch (IOException e) {
      LOG.debug("connection ended: {}", e.getMessage());
      closeQuietly(peer);
    }
  }

  /**
   * Closes the connection that has waited longest for a request, else the one that takes longest to
   * be answered, so that nobody keeps others out by holding many.
   *
   * @return false if all are at work
   */
  private boolean makeRoom() {
    long now = System.nanoTime();
    Optional<Connection> oldest =
        open.stream()
            .filter(c -> c.waiting() || now - c.since() > LONGEST_ANSWER.toNanos())
            .max(
                Comparator.comparing(Connection::waiting)
                    .thenComparing(c -> now - c.since(), Comparator.naturalOrder()));
    oldest.ifPresent(
        connection -> {
          open.remove(connection);
          closeQuietly(connection);
        });
    return oldest.isPresent();
  }

  private void serve(Connection peer) {
    try (peer) {
      peer.run(() -> mischief);
    } catch (IOException e) {
      LOG.debug("connection ended: {}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(peer);
      log.connectionClosed();
    }
  }

  private static void closeQuietly(java.io.Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing: {}", e.getMessage());
    }
  }
}
