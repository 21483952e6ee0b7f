package io.cellar.source;

import java.net.URI;
import java.util.Locale;

/** Addresses as limits and secrets need them. */
public final class Addresses {
  private Addresses() {}

  /** Scheme, host and port, such as {@code https://example.org:443}: what limits count against. */
  public static String origin(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  /** True where nobody on the way can read what is sent: over https, or to this machine. */
  public static boolean isConfidential(URI uri) {
    return uri.getScheme().equalsIgnoreCase("https") || isLoopback(uri.getHost());
  }

  /** True for a host name that always means this machine. */
  static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.matches("127(\\.\\d{1,3}){3}")
        || name.equals("[::1]")
        || name.equals("::1");
  }
}
