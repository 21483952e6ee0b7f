package io.cellar.app.instance;

import io.cellar.input.FileTrouble;
import io.cellar.thread.Threads;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on the socket. A connection is waited for on a thread of its own and for a bounded time;
 * what goes wrong with one is logged, and concerns no other.
 */
final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  /** How long a message may take to come. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How long an answer may take to go. */
  private static final Duration ANSWERING = Duration.ofSeconds(1);

  /** Connections at a time. */
  static final int MOST_PEERS = 16;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Path socket;
  private final Inbox inbox;
  private final Duration patience;
  private final ServerSocketChannel server;
  private final Optional<Object> key;
  private final Semaphore peers = new Semaphore(MOST_PEERS);
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  /**
   * Takes the place of a socket that a dead process left.
   *
   * @param files whose lock this process holds
   * @param inbox gets what is handed over
   * @param patience how long a message may take to come
   * @throws IOException when there can be no socket
   */
  Listener(InstanceFiles files, Inbox inbox, Duration patience) throws IOException {
    this.socket = files.socket();
    this.inbox = inbox;
    this.patience = patience;
    if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      OwnFolder.checkOwner(socket);
      Files.delete(socket);
    }
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    boolean bound = false;
    try {
      channel.bind(UnixDomainSocketAddress.of(socket), MOST_PEERS);
      PosixFileAttributeView posix =
          Files.getFileAttributeView(
              socket, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (posix != null) {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      }
      key = key();
      bound = true;
    } finally {
      if (!bound) {
        channel.close();
      }
    }
    server = channel;
    Threads.virtual("instance-accept", this::accept).start();
  }

  private Optional<Object> key() throws IOException {
    return Optional.ofNullable(
        Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
            .fileKey());
  }

  private void accept() {
    try {
      while (server.isOpen()) {
        try {
          answer(server.accept());
        } catch (ClosedChannelException e) {
          LOG.debug("no more starts are answered", e);
          return;
        } catch (IOException e) {
          LOG.warn("another start was not answered: {}", FileTrouble.reason(e));
          Thread.sleep(PAUSE); // such as too many open files
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(SocketChannel peer) {
    if (!peers.tryAcquire()) {
      try (peer) {
        peer.configureBlocking(false); // whoever takes connections must not wait for one
        peer.write(Answer.BUSY.bytes());
      } catch (IOException e) {
        LOG.debug("one start of too many has gone", e);
      }
      return;
    }
    open.add(peer);
    Threads.virtual("instance-peer", () -> serve(peer)).start();
  }

  private void serve(SocketChannel peer) {
    try (peer;
        Deadline _ = new Deadline(patience.plus(ANSWERING), peer::close)) {
      try {
        List<String> locations = received(peer);
        inbox.take(locations, () -> Peer.write(peer, Answer.OK.bytes()));
      } catch (RefusedException e) {
        LOG.warn("another start is refused: {}", e.getMessage());
        Peer.write(peer, Answer.no(e.getMessage()).bytes());
      }
    } catch (IOException e) {
      LOG.debug("a start has gone before it was answered", e);
    } catch (RuntimeException | Error e) {
      LOG.error("another start was not answered", e);
    } finally {
      open.remove(peer);
      peers.release();
    }
  }

  private List<String> received(SocketChannel peer) throws IOException, RefusedException {
    if (!Peer.isOwn(peer)) {
      throw new RefusedException("this program is another user's");
    }
    ByteBuffer bytes;
    try (Deadline late = new Deadline(patience, peer::shutdownInput)) {
      bytes = Peer.read(peer, Message.MOST_BYTES + 1);
      if (late.passed()) {
        throw new RefusedException(
            "the message did not come whole within " + patience.toSeconds() + " seconds");
      }
    }
    if (bytes.remaining() > Message.MOST_BYTES) {
      throw new RefusedException(Message.TOO_LONG);
    }
    return Message.locations(bytes);
  }

  /** Removes the socket, unless another has taken its name; whoever is being read from is left. */
  @Override
  public void close() {
    try {
      if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS) && key.equals(key())) {
        Files.deleteIfExists(socket);
      }
    } catch (IOException e) {
      LOG.warn("{}: {} was not removed", FileTrouble.reason(e), socket);
    }
    close(server);
    open.forEach(Listener::close);
  }

  private static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("at the end", e);
    }
  }
}
