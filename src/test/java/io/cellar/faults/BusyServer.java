package io.cellar.faults;

import io.cellar.hdf5.Hdf5Writer;
import io.cellar.source.ScriptedServer;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.Roi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the first request for each block with a status, and notes who comes too early. */
final class BusyServer implements AutoCloseable {
  /** The most of its wish that its clients are to believe. */
  static final Duration CAP = Duration.ofSeconds(1);

  private static final Pattern RANGES =
      Pattern.compile("/(\\d+)-(\\d+)_(\\d+)-(\\d+)_(\\d+)-(\\d+)\\.h5");

  private final FaultRig rig;
  private final int status;
  private final String form;
  private final ScriptedServer server;
  private final Set<String> refused = new HashSet<>();
  private long notBefore = System.nanoTime();
  private long early;

  BusyServer(FaultRig rig, int status, String form) throws IOException {
    this.rig = rig;
    this.status = status;
    this.form = form;
    this.server = ScriptedServer.plain(this::answer);
  }

  int port() {
    return server.port();
  }

  synchronized long refusals() {
    return refused.size();
  }

  synchronized long early() {
    return early;
  }

  private synchronized byte[] answer(List<String> head) {
    early += System.nanoTime() - notBefore < 0 ? 1 : 0;
    String path = head.getFirst();
    if (!refused.add(path)) {
      return block(rig, path);
    }
    byte[] answer =
        ScriptedServer.answer(
            "HTTP/1.1 " + status + " On purpose\r\nRetry-After: " + retryAfter(), "");
    return answer;
  }

  /** The header's value; from now on it counts what comes before it says. */
  private String retryAfter() {
    long now = System.nanoTime();
    switch (form) {
      case "seconds", "huge" -> notBefore = now + CAP.toNanos();
      case "date" -> {
        // A date has no fractions of a second.
        ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2).withNano(0);
        Duration left = Duration.between(ZonedDateTime.now(ZoneOffset.UTC), then);
        notBefore = now + Math.min(CAP.toNanos(), left.toNanos());
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(then);
      }
      default -> {}
    }
    return switch (form) {
      case "seconds" -> "1";
      case "zero" -> "0";
      case "negative" -> "-10";
      case "huge" -> "1000000000";
      default -> "soon";
    };
  }

  /** The whole answer with the block that a request line asks for. */
  static byte[] block(FaultRig rig, String path) {
    Matcher m = RANGES.matcher(path);
    if (!m.find()) {
      throw new IllegalArgumentException(path);
    }
    long[] n = new long[6];
    for (int i = 0; i < n.length; i++) {
      n[i] = Long.parseLong(m.group(i + 1));
    }
    Roi roi = new Roi(new long[] {n[4], n[2], n[0]}, new long[] {n[5], n[3], n[1]});
    byte[] body =
        Hdf5Writer.encode(rig.volume().block(roi), rig.server().dataset(), BlockEncoding.PLAIN);
    String head =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(body);
    return out.toByteArray();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
