package io.cellar.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP/1.1 response as it goes onto the wire.
 *
 * @param headers sent as they are, in order; {@code Content-Length} is added by {@link #write}
 */
record Response(int status, Map<String, String> headers, byte[] body) {

  static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Map.of("Content-Type", contentType), body);
  }

  /** A page of plain text. */
  static Response text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }

  /** Sends all of it, with its length. */
  void write(OutputStream out) throws IOException {
    write(out, true);
  }

  /** Sends all of it, or the head only (with the length that the body would have). */
  void write(OutputStream out, boolean withBody) throws IOException {
    out.write(with("Content-Length", String.valueOf(body.length)).head());
    if (withBody) {
      out.write(body);
    }
    out.flush();
  }

  /** Status line and headers with the empty line behind them, and nothing added. */
  byte[] head() {
    StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " " + reason() + "\r\n");
    headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private String reason() {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 206 -> "Partial Content";
      case 302 -> "Found";
      case 404 -> "Not Found";
      case 421 -> "Misdirected Request";
      case 429 -> "Too Many Requests";
      case 503 -> "Service Unavailable";
      default -> status < 400 ? "Answer" : "Error";
    };
  }
}
