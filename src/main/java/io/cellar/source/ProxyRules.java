package io.cellar.source;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies of {@code http_proxy}, {@code https_proxy} and {@code no_proxy}, with the precedence
 * of Python's {@code urllib}: lower case wins, an empty lower-case variable switches the proxy off,
 * and {@code HTTP_PROXY} is not believed in a CGI process (where a client could set it).
 *
 * <p>One addition: an address on this machine does not go through a proxy on another one, which
 * could not reach it.
 */
public final class ProxyRules {
  /** Kept as written and parsed when needed: a bad setting fails the requests that need it. */
  private final Map<String, String> byScheme;

  private final List<String> exceptions;

  private ProxyRules(Map<String, String> byScheme, List<String> exceptions) {
    this.byScheme = Map.copyOf(byScheme);
    this.exceptions = List.copyOf(exceptions);
  }

  /** No proxy for anything. */
  public static ProxyRules direct() {
    return new ProxyRules(Map.of(), List.of());
  }

  /**
   * Fixed rules, as settings hold them.
   *
   * @param http proxy for http addresses, {@code host:port} or {@code http://host:port}; empty text
   *     for none
   * @param https proxy for https addresses
   * @param exceptions hosts to reach directly, separated by commas; {@code *} for all
   */
  public static ProxyRules of(String http, String https, String exceptions) {
    return ofEnvironment(Map.of("http_proxy", http, "https_proxy", https, "no_proxy", exceptions));
  }

  /** The rules of environment variables. */
  public static ProxyRules ofEnvironment(Map<String, String> environment) {
    Map<String, String> byScheme = new HashMap<>();
    for (String scheme : List.of("http", "https")) {
      String value = variable(environment, scheme + "_proxy");
      if (!value.isEmpty()) {
        byScheme.put(scheme, value);
      }
    }
    List<String> exceptions = new ArrayList<>();
    for (String part : variable(environment, "no_proxy").split(",")) {
      String name = part.strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty()) {
        exceptions.add(name);
      }
    }
    return new ProxyRules(byScheme, exceptions);
  }

  /** Empty when not set. */
  private static String variable(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      boolean cgi = environment.containsKey("REQUEST_METHOD") && name.equals("http_proxy");
      value = cgi ? null : environment.get(name.toUpperCase(Locale.ROOT));
    }
    return value == null ? "" : value.strip();
  }

  private ProxyAddress proxyFor(String scheme) {
    return ProxyAddress.parse(scheme + "_proxy", byScheme.get(scheme));
  }

  /**
   * The proxy that an address goes through.
   *
   * @throws IllegalArgumentException if the setting for its scheme is not usable
   */
  Optional<ProxyAddress> proxy(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!byScheme.containsKey(scheme) || isException(uri)) {
      return Optional.empty();
    }
    ProxyAddress proxy = proxyFor(scheme);
    if (isUnreachableFor(proxy, uri)) {
      return Optional.empty();
    }
    proxy.requireHttp();
    return Optional.of(proxy);
  }

  private static boolean isUnreachableFor(ProxyAddress proxy, URI uri) {
    return Addresses.isLoopback(uri.getHost()) && !Addresses.isLoopback(proxy.host());
  }

  private boolean isException(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    String withPort = uri.getPort() < 0 ? host : host + ":" + uri.getPort();
    if (exceptions.equals(List.of("*"))) {
      return true;
    }
    for (String exception : exceptions) {
      String name = exception.replaceFirst("^\\.+", "");
      if (host.equals(name)
          || withPort.equals(name)
          || host.endsWith("." + name)
          || withPort.endsWith("." + name)) {
        return true;
      }
    }
    return false;
  }
}
