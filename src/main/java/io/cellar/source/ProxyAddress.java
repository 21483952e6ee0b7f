package io.cellar.source;

import io.cellar.input.Redaction;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a proxy is.
 *
 * @param variable the setting it came from, for messages
 * @param scheme as written, {@code http} when none was
 * @param login {@code user:password}, decoded; a secret
 */
record ProxyAddress(String variable, String scheme, String host, int port, Optional<String> login) {

  /**
   * Reads {@code [scheme://][user:password@]host[:port][/]}; the port is 80 when not told.
   *
   * @throws IllegalArgumentException naming the variable, without the login
   */
  static ProxyAddress parse(String variable, String value) {
    URI uri;
    try {
      uri = new URI(value.contains("://") ? value : "http://" + value);
    } catch (java.net.URISyntaxException _) {
      throw bad(variable, value);
    }
    if (uri.getHost() == null) {
      throw bad(variable, value);
    }
    Optional<String> login =
        Optional.ofNullable(uri.getRawUserInfo())
            .map(text -> URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    return new ProxyAddress(
        variable,
        uri.getScheme().toLowerCase(Locale.ROOT),
        uri.getHost().replaceAll("[\\[\\]]", ""),
        uri.getPort() < 0 ? 80 : uri.getPort(),
        login);
  }

  private static IllegalArgumentException bad(String variable, String value) {
    return new IllegalArgumentException(
        variable + " is \"" + Redaction.address(value) + "\", which is not host:port");
  }

  /** The value of {@code Proxy-Authorization} for the login: "basic" of RFC 7617. A secret. */
  Optional<String> authorization() {
    return login
        .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
        .map(text -> "Basic " + text);
  }

  /** A proxy is spoken to in plain HTTP, whatever is tunnelled through it. */
  void requireHttp() {
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(
          variable + " names a " + scheme + " proxy; only http proxies are supported");
    }
  }

  @Override
  public String toString() {
    return scheme + "://" + host + ":" + port;
  }
}
