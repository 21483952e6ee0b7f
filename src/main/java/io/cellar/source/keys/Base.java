package io.cellar.source.keys;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The top of a store: nothing above it is asked for.
 *
 * @param origin scheme, host and port as in an address, such as {@code https://example.org}
 * @param top percent-encoded parts of the path down to the top, such as a bucket
 */
record Base(String origin, List<String> top) {
  Base {
    top = List.copyOf(top);
  }

  /** The address of what lies below the top, its parts percent-encoded. */
  URI uri(List<String> below, Optional<String> query) {
    String address = address(below);
    return URI.create(query.isPresent() ? address + "?" + query.get() : address);
  }

  /** The same as text, without a query part. */
  String address(List<String> below) {
    StringBuilder text = new StringBuilder(128).append(origin);
    for (int i = 0; i < top.size(); i++) {
      text.append('/').append(top.get(i));
    }
    for (int i = 0; i < below.size(); i++) {
      text.append('/').append(below.get(i));
    }
    return (top.isEmpty() && below.isEmpty() ? text.append('/') : text).toString();
  }

  /** One part of a key as it stands in an address (RFC 3986, section 2.3: all but unreserved). */
  static String escape(String part) {
    if (isPlain(part)) {
      return part;
    }
    StringBuilder out = new StringBuilder();
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0 && isUnreserved((char) b)) {
        out.append((char) b);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (!isUnreserved(part.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUnreserved(char c) {
    return c >= '0' && c <= '9'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
