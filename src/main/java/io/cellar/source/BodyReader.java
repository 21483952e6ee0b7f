package io.cellar.source;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads a body of bounded length. Memory grows with what has come, not with what was announced. For
 * one thread.
 */
final class BodyReader {
  private static final int FIRST_BUFFER = 1 << 20;
  private static final int UNKNOWN_BUFFER = 16 << 10;
  private static final int STEP = 64 << 10;

  private final HttpConnection connection;
  private final TransferClock clock;
  private final long announced;
  private final int most;
  private byte[] bytes;
  private int length;

  /** The body is longer than it may be. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;

    TooLong(String message) {
      super(message);
    }
  }

  /**
   * @param announced Content-Length, or -1
   */
  BodyReader(HttpConnection connection, TransferClock clock, long announced, long most) {
    this.connection = connection;
    this.clock = clock;
    this.announced = announced;
    this.most = (int) Math.min(most, Integer.MAX_VALUE - 8);
    long first = announced < 0 ? UNKNOWN_BUFFER : Math.min(announced, FIRST_BUFFER);
    this.bytes = new byte[(int) Math.min(first, this.most)];
  }

  /**
   * Reads all of it.
   *
   * @param progress told after each 64 KiB, and at the end
   * @throws TooLong if it is longer than it may be, at once where that was announced
   */
  void readAll(TransferProgress progress) throws IOException, InterruptedException {
    if (announced > most) {
      throw tooLong("announces a body of " + announced + " bytes");
    }
    read(progress);
    if (length == most && announced < 0 && connection.read(new byte[1], 0, 1) >= 0) {
      throw tooLong("went on sending after " + length + " bytes");
    }
  }

  /** Reads as much of it as may be. */
  void readBeginning() throws IOException, InterruptedException {
    read(TransferProgress.NONE);
  }

  private void read(TransferProgress progress) throws IOException, InterruptedException {
    int told = 0;
    int limit = announced < 0 ? most : (int) Math.min(announced, most);
    while (length < limit) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length, limit));
      }
      int n = connection.read(bytes, length, bytes.length - length);
      if (n < 0) {
        break;
      }
      length += n;
      clock.received(length);
      if (length - told >= STEP) {
        told = length;
        progress.bytes(length, announced);
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    if (length > told) {
      progress.bytes(length, announced);
    }
  }

  private TooLong tooLong(String what) {
    return new TooLong("the server " + what + ", where at most " + most + " were expected");
  }

  /** What has come. */
  byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
