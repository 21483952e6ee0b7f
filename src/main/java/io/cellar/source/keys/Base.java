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
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  Base {
    top = List.copyOf(top);
  }

  /** The address of what lies below the top, its parts percent-encoded. */
  URI uri(List<String> below, Optional<String> query) {
    String between = top.isEmpty() || below.isEmpty() ? "" : "/";
    String path = String.join("/", top) + between + String.join("/", below);
    return URI.create(origin + "/" + path + (query.isPresent() ? "?" + query.get() : ""));
  }

  /** One part of a key as it stands in an address (RFC 3986, section 2.3: all but unreserved). */
  static String escape(String part) {
    StringBuilder out = new StringBuilder();
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0 && UNRESERVED.indexOf(b) >= 0) {
        out.append((char) b);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    return out.toString();
  }
}
