package io.cellar.app.instance;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says something to the running program. Blocks, for a bounded time. */
final class Caller {
  private static final Logger LOG = LoggerFactory.getLogger(Caller.class);

  private Caller() {}

  /**
   * Sends a message and waits for its answer.
   *
   * @return empty when nobody answers, now
   * @throws IOException when what there is must not be spoken to
   */
  static Optional<Answer> tell(InstanceFiles files, byte[] message, Duration patience)
      throws IOException {
    try {
      OwnFolder.checkOwner(files.socket());
    } catch (NoSuchFileException _) {
      return Optional.empty(); // not there yet, or no more
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Deadline _ = new Deadline(patience, channel::close)) {
      channel.connect(UnixDomainSocketAddress.of(files.socket()));
      if (!Peer.isOwn(channel)) {
        throw new ForeignPeerException(files.socket());
      }
      send(channel, message);
      return Answer.of(Peer.readLine(channel, Answer.MOST_BYTES));
    } catch (ForeignPeerException e) {
      throw e;
    } catch (IOException e) {
      LOG.debug("nobody answers at {}", files.socket(), e); // or not in time: the channel is closed
      return Optional.empty();
    }
  }

  private static final class ForeignPeerException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    ForeignPeerException(Path socket) {
      super(socket.toString(), null, "another user's program listens here");
    }
  }

  /** One that refuses may answer before it has read all. */
  private static void send(SocketChannel channel, byte[] message) {
    try {
      Peer.write(channel, ByteBuffer.wrap(message));
      channel.shutdownOutput();
    } catch (IOException e) {
      LOG.debug("the message was not read to its end", e);
    }
  }
}
