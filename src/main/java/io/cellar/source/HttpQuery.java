package io.cellar.source;

import java.net.URI;
import java.util.Map;

/**
 * One thing to fetch with GET.
 *
 * @param uri absolute http or https address
 * @param maxBytes longest body that will be read
 * @param headers sent to the address's own host only, never after a redirect to another one
 */
public record HttpQuery(URI uri, long maxBytes, Map<String, String> headers) {

  public HttpQuery {
    headers = Map.copyOf(headers);
  }

  /** Without headers of one's own. */
  public static HttpQuery of(URI uri, long maxBytes) {
    return new HttpQuery(uri, maxBytes, Map.of());
  }
}
