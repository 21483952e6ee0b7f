package io.cellar.faults;

import io.cellar.download.bulk.FetchProgress;
import io.cellar.download.host.Breaker;
import io.cellar.hdf5.Hdf5Writer;
import io.cellar.source.ScriptedServer;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 503 and 429 that say when to come back: row 7. */
final class RetryAfterRows {
  private static final Duration CAP = Duration.ofSeconds(1);
  private static final Pattern RANGES =
      Pattern.compile("/(\\d+)-(\\d+)_(\\d+)-(\\d+)_(\\d+)-(\\d+)\\.h5");

  private RetryAfterRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(7, "503 and 429 with Retry-After in six forms", RetryAfterRows::retryAfter));
  }

  private static void retryAfter(Score score, Scale scale) throws Exception {
    int blocks = scale.of(200, 3);
    AtomicLong early = new AtomicLong();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int status : List.of(503, 429)) {
        for (String form : List.of("seconds", "date", "zero", "negative", "huge", "garbage")) {
          all.add(
              threads.submit(
                  () -> {
                    early.addAndGet(ask(status, form, blocks, score));
                    return null;
                  }));
        }
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    score.require(early.get() == 0, early + " requests came too early");
    score.remark(
        "%d statuses with the header, %d requests before the time allowed; 10^9 s capped at %d s",
        score.injected(), early.get(), CAP.toSeconds());
  }

  /** Asks for some blocks, each of which is refused once; returns how often it asked too early. */
  private static long ask(int status, String form, int blocks, Score score) throws Exception {
    try (FaultRig rig = new FaultRig(blocks);
        Busy busy = new Busy(rig, status, form)) {
      VolumeDescription volume =
          rig.describe(
              rig.text("", "blocks")
                  .replace(rig.server().origin(), "http://127.0.0.1:" + busy.port()));
      ClientOptions options =
          ClientOptions.usual()
              .withParallel(1)
              .withBreaker(new Breaker.Rules(1000, 100_000, CAP, Duration.ofMillis(100), CAP))
              .withRetries(
                  new io.cellar.download.host.RetryRules(
                      8, 3, Duration.ofMillis(1), Duration.ofMillis(10), CAP));
      try (Client client = new Client(volume, options)) {
        FetchProgress p = client.fetchAll(score, FaultRig.PATIENCE);
        score.require(p.fetched() == p.blocks(), status + "-" + form + ": not whole: " + p);
      }
      score.injected(busy.refusals());
      score.deliver(rig.oracle().look(rig.root()));
      return busy.early();
    }
  }

  /** Answers the first request for each block with a status, and notes who comes too early. */
  private static final class Busy implements AutoCloseable {
    private final FaultRig rig;
    private final int status;
    private final String form;
    private final ScriptedServer server;
    private final Set<String> refused = new HashSet<>();
    private long notBefore = System.nanoTime();
    private long early;

    Busy(FaultRig rig, int status, String form) throws IOException {
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
        return block(path);
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

    private byte[] block(String path) {
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
}
