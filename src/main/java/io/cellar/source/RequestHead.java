package io.cellar.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The head of a request without a body (RFC 9112, section 3), into which nothing can be put. */
final class RequestHead {
  /** What the client says by itself, or what would announce a body. */
  private static final Set<String> RESERVED =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private static final String MARKS = "!#$%&'*+-.^_`|~";

  private final StringBuilder first = new StringBuilder(256);
  private final List<String> names = new ArrayList<>(6);
  private final List<String> values = new ArrayList<>(6);

  /**
   * @param target of legal characters only
   * @param host for the header Host
   */
  RequestHead(String method, String target, String host) {
    first.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ").append(host);
    first.append("\r\n");
  }

  /**
   * Sets a header in place of an earlier one of that name.
   *
   * @throws IllegalArgumentException naming the header, if it cannot be sent
   */
  RequestHead set(String name, String value) {
    if (!isName(name)) {
      throw new IllegalArgumentException("invalid header name: \"" + name + "\"");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("restricted header name: \"" + name + "\"");
    }
    if (!isValue(value)) {
      throw new IllegalArgumentException("the value of the header \"" + name + "\" is invalid");
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        names.set(i, name);
        values.set(i, value);
        return this;
      }
    }
    names.add(name);
    values.add(value);
    return this;
  }

  /** As it is sent. */
  byte[] bytes() {
    for (int i = 0; i < names.size(); i++) {
      first.append(names.get(i)).append(": ").append(values.get(i)).append("\r\n");
    }
    return first.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A token of RFC 9110, section 5.6.2. */
  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!plain && MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Characters of a header's value (RFC 9110, section 5.5), old ones beyond ASCII included. */
  static boolean isValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return true;
  }
}
