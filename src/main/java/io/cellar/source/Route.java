package io.cellar.source;

import io.cellar.input.Location;
import java.net.URI;
import java.util.Optional;

/**
 * How a scheme, host and port are reached: worked out once, used for all their requests.
 *
 * @param origin such as {@code https://example.org:443}
 * @param host name or number, without brackets
 * @param named the host, and the port if it is not the scheme's own, for the header Host
 * @param proxy on the way; https goes through a tunnel of its
 */
record Route(
    String origin,
    String host,
    int port,
    String named,
    boolean isSecure,
    boolean isConfidential,
    Optional<ProxyAddress> proxy) {

  /**
   * @throws IllegalArgumentException if the address is none, or its proxy's setting is not usable
   */
  static Route of(URI address, ProxyRules proxies) {
    URI uri = Location.Address.parse(address.getScheme() + "://" + address.getRawAuthority()).uri();
    boolean secure = uri.getScheme().equalsIgnoreCase("https");
    int usual = secure ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    String host = uri.getHost();
    return new Route(
        Addresses.origin(uri),
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        port,
        port == usual ? host : host + ":" + port,
        secure,
        Addresses.isConfidential(uri),
        proxies.proxy(uri));
  }

  /** Whom to connect to. */
  String nextHost() {
    return proxy.isPresent() ? proxy.get().host() : host;
  }

  int nextPort() {
    return proxy.isPresent() ? proxy.get().port() : port;
  }

  /** What to show to the proxy; a secret. */
  Optional<String> login() {
    return proxy.isPresent() ? proxy.get().authorization() : Optional.empty();
  }

  /** True where the proxy only passes bytes on. */
  boolean isTunnel() {
    return isSecure && proxy.isPresent();
  }

  /** What stands in the request line (RFC 9112, section 3.2). */
  String target(URI address) {
    URI uri = isPlain(address) ? address : Location.Address.parse(address.toString()).uri();
    String path = uri.getRawPath();
    String query = uri.getRawQuery();
    String target = path == null || path.isEmpty() ? "/" : path;
    if (query != null && !query.isEmpty()) {
      target = target + "?" + query;
    }
    return proxy.isPresent() && !isSecure ? "http://" + named + target : target;
  }

  /** True without characters that are only legal in Java's notion of an address. */
  private static boolean isPlain(URI uri) {
    String text = uri.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '[' || c == ']') {
        return false;
      }
    }
    return true;
  }
}
