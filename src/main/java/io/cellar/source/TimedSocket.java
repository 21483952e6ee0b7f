package io.cellar.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket that is read under the deadlines of a transfer, the records of TLS too: a peer that
 * trickles is ended like one that is silent. Read by one thread at a time; may be closed by any.
 */
final class TimedSocket extends Socket {
  private TransferClock clock;
  private InputStream timed;

  TimedSocket(TransferClock clock) {
    super(Proxy.NO_PROXY);
    this.clock = clock;
  }

  /** The next transfer begins. */
  void clock(TransferClock next) {
    clock = next;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    if (timed == null) {
      timed = new Timed(super.getInputStream());
    }
    return timed;
  }

  private final class Timed extends InputStream {
    private final InputStream in;
    private int limit;

    Timed(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int wait = clock.waitMillis();
      if (wait != limit) {
        setSoTimeout(wait);
        limit = wait;
      }
      try {
        int n = in.read(bytes, from, length);
        clock.bytesCame();
        return n;
      } catch (SocketTimeoutException _) {
        throw clock.expired();
      }
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }
  }
}
