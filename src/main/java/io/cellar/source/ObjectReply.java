package io.cellar.source;

import java.time.Instant;
import java.util.Optional;

/**
 * What a server answered to an {@link ObjectRequest}, whatever its status.
 *
 * @param status such as 200
 * @param headers as sent
 * @param address where it came from in the end, without query part
 * @param body of a 200 or 206 the bytes, encoding undone; empty where it was not read (see {@link
 *     HttpFetcher#ask}); of others the beginning of an error page. Not copied
 * @param toFolder true for a redirect to the same address with a slash at its end
 * @param firstByteNanos time from asking to the head of the answer
 * @param received when
 */
public record ObjectReply(
    int status,
    Headers headers,
    String address,
    byte[] body,
    boolean toFolder,
    long firstByteNanos,
    Instant received) {

  /** A header's first value. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** Content-Length, or -1 if there is none that can be understood. */
  public long contentLength() {
    return headers.contentLength();
  }

  /** True when the body is not encoded, so that its length is the object's. */
  public boolean isPlain() {
    return ContentEncoding.isPlain(headers);
  }

  /** True for a status that may lead elsewhere. */
  public boolean isRedirect() {
    return Statuses.isRedirect(status);
  }

  /** The failure that the status stands for, where 200 or 206 were expected. */
  public SourceException failure() {
    return Statuses.failure(status, headers, address, received);
  }

  /** In words what the body is, such as {@code an HTML page (text/html, 512 bytes): Sign in}. */
  public String described() {
    return ForeignBody.describe(header("Content-Type"), body);
  }
}
