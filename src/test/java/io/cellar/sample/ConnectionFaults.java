package io.cellar.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Faults of the connection: it ends, hangs, crawls, or never stops. */
final class ConnectionFaults {
  private ConnectionFaults() {}

  static Map<String, Fault> all() {
    return Map.ofEntries(
        Map.entry("truncate-unsized", ConnectionFaults::truncateUnsized),
        Map.entry("truncate-chunked", ConnectionFaults::truncateChunked),
        Map.entry("endless", ConnectionFaults::endless),
        Map.entry("huge-headers", ConnectionFaults::hugeHeaders),
        Map.entry("drip-headers", ConnectionFaults::dripHeaders),
        Map.entry("continue", ConnectionFaults::manyContinues));
  }

  private static byte[] closingHead(Response answer) {
    return answer.with("Connection", "close").head();
  }

  /** Nothing but the file itself can tell that it is not whole. */
  private static boolean truncateUnsized(Wire wire) throws IOException {
    Response answer = wire.asked().answer();
    wire.send(closingHead(answer));
    wire.send(answer.body(), 0, answer.body().length / 2);
    return false;
  }

  private static boolean truncateChunked(Wire wire) throws IOException {
    Response answer = wire.asked().answer();
    int half = answer.body().length / 2;
    wire.send(answer.with("Transfer-Encoding", "chunked").head());
    wire.send((Integer.toHexString(half) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    wire.send(answer.body(), 0, half);
    wire.send("\r\n".getBytes(StandardCharsets.US_ASCII));
    return false;
  }

  /** The same with the head of the answer. */
  private static boolean dripHeaders(Wire wire) throws IOException, InterruptedException {
    return Faults.drip(wire, Faults.head(wire.asked().answer()));
  }

  /** The right answer, but the client is told twenty times to go on first. */
  private static boolean manyContinues(Wire wire) throws IOException {
    wire.send("HTTP/1.1 100 Continue\r\n\r\n".repeat(20).getBytes(StandardCharsets.US_ASCII));
    wire.asked().answer().write(wire.out());
    return true;
  }

  private static boolean endless(Wire wire) throws IOException, InterruptedException {
    Response answer = wire.asked().answer();
    wire.send(closingHead(answer));
    while (wire.pause(Duration.ofMillis(1))) {
      wire.send(answer.body());
    }
    return false;
  }

  /** Two megabytes of headers. */
  private static boolean hugeHeaders(Wire wire) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < 2000; i++) {
      headers.put("X-Filler-" + i, "f".repeat(1000));
    }
    new Response(200, headers, wire.asked().answer().body()).write(wire.out());
    return true;
  }
}
