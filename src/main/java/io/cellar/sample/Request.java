package io.cellar.sample;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1.1 request. Requests with a body are not expected and not read.
 *
 * @param method such as {@code GET}
 * @param path decoded, without query part
 * @param headers names in lower case
 */
record Request(String method, String path, Map<String, String> headers) {
  private static final int MOST = 64 * 1024;
  private static final Pattern ORIGIN = Pattern.compile("^https?://([^/]*)");
  private static final Pattern LOOPBACK =
      Pattern.compile("(.*\\.)?localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  Request {
    headers = Map.copyOf(headers);
  }

  /**
   * Reads the next head.
   *
   * @return empty if the peer closed the connection first
   * @throws IOException if the head is malformed or too long
   */
  static Optional<Request> read(InputStream in) throws IOException {
    String first = line(in);
    if (first == null) {
      return Optional.empty();
    }
    String[] words = first.split(" ");
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      throw new IOException("not an HTTP/1 request: " + first);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    int total = 0;
    for (String text = line(in); ; text = line(in)) {
      if (text == null) {
        throw new EOFException("the connection ended inside a request");
      }
      if (text.isEmpty()) {
        Matcher absolute = ORIGIN.matcher(words[1]);
        if (absolute.lookingAt()) {
          headers.put("host", absolute.group(1));
        }
        return Optional.of(new Request(words[0], path(words[1]), headers));
      }
      total += text.length();
      int colon = text.indexOf(':');
      if (colon <= 0 || total > MOST) {
        throw new IOException("malformed request head");
      }
      headers.put(
          text.substring(0, colon).toLowerCase(Locale.ROOT), text.substring(colon + 1).strip());
    }
  }

  private static String path(String target) throws IOException {
    String path = ORIGIN.matcher(target).replaceFirst("").split("\\?", 2)[0];
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("malformed request path " + path, e);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder out = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        if (out.isEmpty()) {
          return null;
        }
        throw new EOFException("the connection ended inside a request");
      }
      if (out.length() > MOST) {
        throw new IOException("request line too long");
      }
      out.append((char) c);
    }
    int end = out.length() - (out.length() > 0 && out.charAt(out.length() - 1) == '\r' ? 1 : 0);
    return out.substring(0, end);
  }

  /**
   * True if the peer called this machine by a name of the loopback address, or one of these in
   * lower case, whatever the port. A program that names no host is no browser and may ask.
   */
  boolean isFor(Set<String> names) {
    String host = headers.getOrDefault("host", "localhost").toLowerCase(Locale.ROOT);
    String name = host.replaceFirst(":\\d*$", "").replaceFirst("\\.$", "");
    return LOOPBACK.matcher(name).matches() || names.contains(name);
  }

  /** True if the peer wants to go on using the connection. */
  boolean keepAlive() {
    return !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
  }
}
