package io.cellar.source;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One thing to fetch with GET.
 *
 * @param uri absolute http or https address
 * @param maxBytes longest body that will be read
 * @param headers sent to the address's own host only, never after a redirect to another one
 * @param total least time granted to the whole request, if other than that of the client's {@link
 *     Deadlines}
 * @param hosts the servers that redirects may lead to
 */
public record HttpQuery(
    URI uri,
    long maxBytes,
    Map<String, String> headers,
    Optional<Duration> total,
    AllowedHosts hosts) {

  public HttpQuery {
    headers = Map.copyOf(headers);
  }

  /** With the time that the client grants to all requests. */
  public HttpQuery(URI uri, long maxBytes, Map<String, String> headers) {
    this(uri, maxBytes, headers, Optional.empty());
  }

  /** Redirects may lead to any server. */
  public HttpQuery(URI uri, long maxBytes, Map<String, String> headers, Optional<Duration> total) {
    this(uri, maxBytes, headers, total, AllowedHosts.ANY);
  }

  /** Without headers of one's own. */
  public static HttpQuery of(URI uri, long maxBytes) {
    return new HttpQuery(uri, maxBytes, Map.of());
  }

  /** The same, led by redirects to some servers only. */
  public HttpQuery within(AllowedHosts some) {
    return new HttpQuery(uri, maxBytes, headers, total, some);
  }
}
