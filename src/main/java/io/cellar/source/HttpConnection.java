package io.cellar.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;

/**
 * HTTP/1.1 on one socket (RFC 9112): a request, its answer's head, its body, and again. Lines,
 * headers and chunks are read by HttpCore. For one thread at a time; {@link #close} is for any.
 */
final class HttpConnection {
  /** Most answers of small blocks fit in, and come with one read. */
  private static final int BUFFER = 64 << 10;

  private static final int LONGEST_LINE = 64 << 10;
  private static final int SHORT_READ = 512;

  private final String origin;
  private final TimedSocket socket;
  private final OutputStream out;
  private final ServerInput in;
  private final SessionInputBufferImpl buffer =
      new SessionInputBufferImpl(
          new BasicHttpTransportMetrics(), BUFFER, SHORT_READ, LONGEST_LINE, null);

  /** Of the answer that is being read. */
  private AnswerHead head;

  private InputStream chunks;
  private long bodyLeft;
  private long idleSince;

  /**
   * @param socket below all, closed with the connection
   * @param spoken what is spoken through: the socket, or TLS on it
   */
  HttpConnection(String origin, TimedSocket socket, Socket spoken) throws IOException {
    this.origin = origin;
    this.socket = socket;
    this.out = spoken.getOutputStream();
    this.in = new ServerInput(spoken.getInputStream());
  }

  String origin() {
    return origin;
  }

  TimedSocket socket() {
    return socket;
  }

  /**
   * Sends a request and waits for the head of its answer.
   *
   * @param bodiless true where no body follows, as after HEAD
   * @throws ProtocolException if what comes is not HTTP/1
   * @throws IOException if the connection breaks, or a deadline of the clock passes
   */
  AnswerHead ask(byte[] request, boolean bodiless, TransferClock clock) throws IOException {
    socket.clock(clock);
    in.beginHead();
    out.write(request);
    head = AnswerHead.read(buffer, in, bodiless);
    chunks = head.length() == AnswerHead.CHUNKED ? chunks() : null;
    bodyLeft = head.length();
    return head;
  }

  private InputStream chunks() {
    return new ChunkedInputStream(
        buffer,
        in,
        Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(LONGEST_LINE).build());
  }

  /**
   * Reads of the answer's body.
   *
   * @param most at least 1
   * @return how many bytes came, or -1 at its end
   * @throws EOFException if the connection ends before the body
   */
  int read(byte[] bytes, int from, int most) throws IOException {
    if (bodyLeft == 0) {
      return -1;
    }
    int n = chunks == null ? readPlain(bytes, from, most) : readChunk(bytes, from, most);
    if (bodyLeft > 0) {
      bodyLeft -= n;
    } else if (n < 0) {
      bodyLeft = 0;
    }
    return n;
  }

  private int readPlain(byte[] bytes, int from, int most) throws IOException {
    if (bodyLeft < 0) {
      return buffer.read(bytes, from, most, in);
    }
    int n = buffer.read(bytes, from, (int) Math.min(most, bodyLeft), in);
    if (n < 0) {
      throw new EOFException();
    }
    return n;
  }

  private int readChunk(byte[] bytes, int from, int most) throws IOException {
    try {
      int n = chunks.read(bytes, from, most);
      if (n >= 0 || !in.ended()) {
        return n;
      }
    } catch (MalformedChunkCodingException | MessageConstraintException e) {
      if (!in.ended()) {
        ProtocolException malformed = new ProtocolException("chunks that cannot be read");
        malformed.initCause(e);
        throw malformed;
      }
    }
    throw new EOFException();
  }

  /** True when not a byte has come since the last request was sent. */
  boolean nothingCame() {
    return !in.began();
  }

  /** True when the answer has been read to its end, nothing came behind it, and it lasts. */
  boolean canBeKept() {
    return head != null
        && head.keeps()
        && bodyLeft == 0
        && !in.ended()
        && !buffer.hasBufferedData();
  }

  /** True when something came that nobody has asked for. */
  boolean hasMore() {
    try {
      return buffer.hasBufferedData() || socket.getInputStream().available() > 0;
    } catch (IOException _) {
      return true;
    }
  }

  void idleSince(long nanoTime) {
    idleSince = nanoTime;
  }

  long idleSince() {
    return idleSince;
  }

  /** Closes at once, without a farewell that could be waited for. */
  void close() {
    HttpConnections.close(socket);
  }
}
