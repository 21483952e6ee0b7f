package io.cellar.source;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One object to ask for, or a part of it, or its length.
 *
 * @param uri absolute http or https address
 * @param method how
 * @param range the part; only with {@link Method#GET}
 * @param maxBytes longest body of a 200 that will be read, in bytes after its encoding was undone;
 *     with a range, longest whole object that is taken where the server does not honour ranges
 * @param headers sent to the address's own host only, never after a redirect to another one
 * @param follow whether redirects are followed; one to the address with a slash at its end, which
 *     is a folder's, never is
 * @param hosts the servers that redirects may lead to
 */
public record ObjectRequest(
    URI uri,
    Method method,
    Optional<ByteRange> range,
    long maxBytes,
    Map<String, String> headers,
    boolean follow,
    AllowedHosts hosts) {

  /** What is sent. */
  public enum Method {
    GET,
    HEAD
  }

  public ObjectRequest {
    headers = Map.copyOf(headers);
    if (method == Method.HEAD && range.isPresent()) {
      throw new IllegalArgumentException("a range of a length");
    }
  }

  /** Redirects may lead to any server. */
  public ObjectRequest(
      URI uri,
      Method method,
      Optional<ByteRange> range,
      long maxBytes,
      Map<String, String> headers,
      boolean follow) {
    this(uri, method, range, maxBytes, headers, follow, AllowedHosts.ANY);
  }

  /** A whole object. */
  public static ObjectRequest whole(URI uri, long maxBytes) {
    return new ObjectRequest(uri, Method.GET, Optional.empty(), maxBytes, Map.of(), true);
  }

  /** A part of an object. */
  public static ObjectRequest part(URI uri, ByteRange range, long maxBytes) {
    return new ObjectRequest(uri, Method.GET, Optional.of(range), maxBytes, Map.of(), true);
  }

  /** An object's length, with HEAD. */
  public static ObjectRequest length(URI uri) {
    return new ObjectRequest(uri, Method.HEAD, Optional.empty(), 0, Map.of(), true);
  }

  public ObjectRequest withHeaders(Map<String, String> value) {
    return new ObjectRequest(uri, method, range, maxBytes, value, follow, hosts);
  }

  public ObjectRequest withFollow(boolean value) {
    return new ObjectRequest(uri, method, range, maxBytes, headers, value, hosts);
  }

  /** The same, led by redirects to some servers only. */
  public ObjectRequest within(AllowedHosts some) {
    return new ObjectRequest(uri, method, range, maxBytes, headers, follow, some);
  }

  /** The Range header's value (RFC 9110, section 14.1.2). */
  public Optional<String> rangeHeader() {
    return range.map(
        part ->
            switch (part) {
              case ByteRange.Of(long from, long length) ->
                  "bytes=" + from + "-" + (from + length - 1);
              case ByteRange.Last(long length) -> "bytes=-" + length;
            });
  }

  /** Only of whole objects: a part of a compressed object is of no use. */
  String acceptEncoding() {
    return method == Method.GET && range.isEmpty() ? "gzip" : "identity";
  }
}
