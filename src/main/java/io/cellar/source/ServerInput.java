package io.cellar.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/**
 * What comes from a server, as the parser reads it: remembers whether anything came for a request
 * and whether the connection ended, which the parser takes for the end of a line or of a head, and
 * bounds heads. For one thread at a time.
 */
final class ServerInput extends InputStream {
  private static final int LONGEST_HEAD = 384 << 10;

  private final InputStream in;
  private long left;
  private boolean began;
  private boolean ended;

  ServerInput(InputStream in) {
    this.in = in;
  }

  /** A request has been sent. */
  void beginHead() {
    left = LONGEST_HEAD;
    began = false;
  }

  /** The rest is a body. */
  void endHead() {
    left = Long.MAX_VALUE;
  }

  /** True when at least a byte has come since the last request. */
  boolean began() {
    return began;
  }

  /** True when the server has closed the connection. */
  boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int n = in.read(bytes, from, length);
    if (n < 0) {
      ended = true;
      return n;
    }
    began = true;
    left -= n;
    if (left < 0) {
      throw new ProtocolException("a head of more than " + (LONGEST_HEAD >> 10) + " KiB");
    }
    return n;
  }
}
