package io.cellar.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Addresses as requests, messages and limits need them. */
final class Addresses {
  private static final String LEGAL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=";

  private Addresses() {}

  /**
   * Parses an address that may be fetched. Characters that are not legal in an address, such as
   * blanks or brackets in a path, are percent-encoded; a fragment is cut off.
   *
   * @throws IllegalArgumentException if it is not an absolute http or https address with a host, or
   *     carries a user name or control characters. The message holds no query part.
   */
  static URI parse(String text) {
    String shown = shown(text);
    if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new IllegalArgumentException("address " + shown + " contains control characters");
    }
    int hash = text.indexOf('#');
    URI uri;
    try {
      uri = new URI(encoded((hash < 0 ? text : text.substring(0, hash)).strip()));
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException("\"" + shown + "\" is not a valid address");
    }
    check(uri);
    return uri;
  }

  private static void check(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(
          "address " + shown(uri) + " is not http or https, which are the only schemes allowed");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "address " + shown(uri) + " carries a user name; set credentials for the host instead");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("address " + shown(uri) + " names no valid host");
    }
    if (uri.getPort() > 65535 || uri.getPort() == 0) {
      throw new IllegalArgumentException("address " + shown(uri) + " has a port beyond 1 to 65535");
    }
  }

  /** Percent-encodes what may not stand in an address; what is already encoded is left alone. */
  private static String encoded(String text) {
    int path = pathStart(text);
    StringBuilder out = new StringBuilder(text.substring(0, path));
    for (int i = path; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (LEGAL.indexOf(c) >= 0 || (c == '%' && isEscape(text, i))) {
        out.appendCodePoint(c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          out.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
        }
      }
      i = next;
    }
    return out.toString();
  }

  private static int pathStart(String text) {
    int authority = text.indexOf("://");
    for (int i = authority < 0 ? text.length() : authority + 3; i < text.length(); i++) {
      if ("/?".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static boolean isEscape(String text, int percent) {
    return percent + 2 < text.length()
        && Character.digit(text.charAt(percent + 1), 16) >= 0
        && Character.digit(text.charAt(percent + 2), 16) >= 0;
  }

  /** Scheme, host and port, such as {@code https://example.org:443}: what limits count against. */
  static String origin(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  /** The address for messages and logs: no query part, no fragment, no user name. */
  static String shown(URI uri) {
    return shown(uri.toString());
  }

  /** The same for a text that may not be a valid address. */
  static String shown(String address) {
    String text = address;
    for (char end : new char[] {'?', '#'}) {
      int at = text.indexOf(end);
      text = at < 0 ? text : text.substring(0, at);
    }
    int authority = text.indexOf("://") < 0 ? 0 : text.indexOf("://") + 3;
    int slash = text.indexOf('/', authority);
    int user = text.lastIndexOf('@', slash < 0 ? text.length() : slash);
    text = user < authority ? text : text.substring(0, authority) + text.substring(user + 1);
    text = text.replaceAll("\\p{Cntrl}", "\u00b7");
    return text.length() <= 300 ? text : text.substring(0, 300) + "\u2026";
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
