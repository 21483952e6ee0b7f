package io.cellar.source;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.impl.io.AbstractMessageParser;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.message.LazyLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * The head of an answer, and what it says of the body behind it (RFC 9112, section 6.3). Stricter
 * than the RFC asks for: what two readers could understand differently is not HTTP.
 *
 * @param length of the body in bytes, {@link #CHUNKED}, or {@link #TO_THE_END} of the connection
 * @param keeps whether the connection can be used again when the body has been read
 */
record AnswerHead(int status, Headers headers, long length, boolean keeps) {
  static final long CHUNKED = -1;
  static final long TO_THE_END = -2;

  private static final int MOST_EMPTY_LINES = 4;

  /** Content-Length, or -1. */
  long announced() {
    return Math.max(-1, length);
  }

  /**
   * Reads heads until one is an answer's: those of 1xx only tell that it will come.
   *
   * @param bodiless true where no body follows whatever the head says, as after HEAD
   * @throws ProtocolException if it is not HTTP/1
   * @throws EOFException if it ends too early
   */
  static AnswerHead read(SessionInputBufferImpl buffer, ServerInput in, boolean bodiless)
      throws IOException {
    in.beginHead();
    while (true) {
      StatusLine line = statusLine(buffer, in);
      Headers headers = headers(buffer, in);
      if (in.ended()) {
        throw new EOFException();
      }
      int status = line.getStatusCode();
      if (status >= 200) {
        in.endHead();
        boolean lasting = line.getProtocolVersion().getMinor() > 0;
        return of(status, headers, lasting, bodiless);
      }
      if (status == 101) {
        throw new ProtocolException("another protocol, though none was asked for");
      }
    }
  }

  private static AnswerHead of(int status, Headers headers, boolean lasting, boolean bodiless)
      throws ProtocolException {
    boolean none = bodiless || status == 204 || status == 304;
    long length = none ? 0 : length(headers);
    boolean keeps =
        length != TO_THE_END
            && (headers.first("Connection") == null
                ? lasting
                : !headers.has("Connection", "close")
                    && (lasting || headers.has("Connection", "keep-alive")));
    return new AnswerHead(status, headers, length, keeps);
  }

  private static StatusLine statusLine(SessionInputBufferImpl buffer, ServerInput in)
      throws IOException {
    CharArrayBuffer text = new CharArrayBuffer(64);
    for (int n = 0; n < MOST_EMPTY_LINES; n++) {
      int length = readLine(buffer, text, in);
      if (length < 0) {
        throw new EOFException();
      }
      if (length > 0) {
        return statusLine(text, in);
      }
    }
    throw new ProtocolException("no status line");
  }

  private static StatusLine statusLine(CharArrayBuffer text, ServerInput in) throws IOException {
    try {
      StatusLine line = LazyLineParser.INSTANCE.parseStatusLine(text);
      int status = line.getStatusCode();
      if (line.getProtocolVersion().getMajor() == 1 && status >= 100 && status <= 999) {
        return line;
      }
    } catch (HttpException _) {
      if (in.ended()) {
        throw new EOFException();
      }
    }
    throw new ProtocolException("no status line");
  }

  private static int readLine(SessionInputBufferImpl buffer, CharArrayBuffer text, ServerInput in)
      throws IOException {
    try {
      return buffer.readLine(text, in);
    } catch (MessageConstraintException _) {
      throw new ProtocolException("no status line");
    }
  }

  private static Headers headers(SessionInputBufferImpl buffer, ServerInput in) throws IOException {
    Header[] found;
    try {
      found = AbstractMessageParser.parseHeaders(buffer, in, 0, 0, LazyLineParser.INSTANCE);
    } catch (MessageConstraintException _) {
      throw new ProtocolException("a header that does not end");
    } catch (HttpException e) {
      if (in.ended()) {
        throw new EOFException();
      }
      throw new ProtocolException("a line that is no header");
    }
    String[] names = new String[found.length];
    String[] values = new String[found.length];
    for (int i = 0; i < found.length; i++) {
      names[i] = found[i].getName();
      values[i] = found[i].getValue();
      if (!RequestHead.isName(names[i]) || !RequestHead.isValue(values[i])) {
        throw new ProtocolException(
            "characters that may not stand there, in \"" + names[i] + ":\"");
      }
    }
    return new Headers(names, values);
  }

  private static long length(Headers headers) throws ProtocolException {
    String length = headers.first("Content-Length");
    if (headers.first("Transfer-Encoding") != null) {
      if (length != null) {
        throw new ProtocolException("both a length and chunks");
      }
      var codings = headers.allValues("Transfer-Encoding");
      if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
        throw new ProtocolException("a transfer encoding other than chunked");
      }
      return CHUNKED;
    }
    if (length == null) {
      return TO_THE_END;
    }
    for (String other : headers.allValues("Content-Length")) {
      if (!other.equals(length)) {
        throw new ProtocolException("more than one length of the body");
      }
    }
    long bytes = Headers.length(length);
    if (bytes < 0) {
      throw new ProtocolException("a length of the body that is none");
    }
    return bytes;
  }
}
