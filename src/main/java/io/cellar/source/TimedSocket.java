package io.cellar.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;

/**
 * A socket that is read under the deadlines of a transfer, the records of TLS too: a peer that
 * trickles is ended like one that is silent. Read by one thread at a time; may be closed by any.
 *
 * <p>A read waits without a limit of its own, since a timer for each would cost more than the read:
 * {@link HttpConnections} looks after all sockets from time to time, and closes those whose time is
 * over.
 */
final class TimedSocket extends Socket {
  private TransferClock clock;
  private InputStream timed;

  /** Until when, by {@link System#nanoTime}, a read waits; any time while {@link #reading}. */
  private volatile long until;

  private volatile boolean reading;

  TimedSocket(TransferClock clock) {
    super(Proxy.NO_PROXY);
    this.clock = clock;
  }

  /** The next transfer begins. */
  void clock(TransferClock next) {
    clock = next;
  }

  /**
   * Closes the socket if what is waited for should have come. On any thread.
   *
   * @return nanoseconds that are left; many when nothing is waited for
   */
  long closeIfLate(long now) {
    long left = until - now;
    if (!reading) {
      return Long.MAX_VALUE;
    }
    if (left <= 0) {
      HttpConnections.close(this);
    }
    return left;
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
      long last = clock.deadline();
      until = last;
      reading = true;
      try {
        int n = in.read(bytes, from, length);
        clock.bytesCame();
        return n;
      } catch (IOException e) {
        throw System.nanoTime() - last >= 0 ? clock.expired() : e;
      } finally {
        reading = false;
      }
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }
  }
}
