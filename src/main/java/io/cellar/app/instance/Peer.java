package io.cellar.app.instance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** The other end of a connection. Both ends use these; they block. */
final class Peer {
  private Peer() {}

  /**
   * True when the process at the other end is this user's. Where the system does not tell, the
   * rights of the folder have kept others away already.
   */
  static boolean isOwn(SocketChannel channel) throws IOException {
    if (channel.supportedOptions().stream().noneMatch(o -> o.name().equals("SO_PEERCRED"))) {
      return true; // Windows, or a runtime without this module
    }
    return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(OwnFolder.user());
  }

  /** Reads until the end of the stream, or until the buffer is full; then flips it. */
  static ByteBuffer read(SocketChannel channel, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(most);
    int came = 0;
    while (bytes.hasRemaining() && came >= 0) {
      came = channel.read(bytes);
    }
    return bytes.flip();
  }

  /**
   * Reads until a line ends, at most so many bytes; then flips it. What comes behind is nobody's:
   * one that hangs up on a long message resets the connection as soon as its answer has been read.
   */
  static ByteBuffer readLine(SocketChannel channel, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(most);
    int came = 0;
    while (bytes.hasRemaining() && came >= 0 && !endsLine(bytes)) {
      came = channel.read(bytes);
    }
    return bytes.flip();
  }

  private static boolean endsLine(ByteBuffer bytes) {
    return bytes.position() > 0 && bytes.get(bytes.position() - 1) == '\n';
  }

  static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
