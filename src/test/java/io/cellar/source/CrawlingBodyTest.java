package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.input.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However much a body may be, it must come at the least acceptable speed. */
@Timeout(30)
class CrawlingBodyTest {
  private static final int PART = 100;
  private static final Duration SHORT = Duration.ofMillis(400);

  private static Deadlines deadlines(Duration total, long bytesPerSecond) {
    Duration patient = Duration.ofSeconds(20);
    return new Deadlines(patient, patient, patient, total, bytesPerSecond);
  }

  private static HttpAnswer fetch(int parts, Deadlines deadlines) throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        HttpFetcher http =
            new SocketHttpFetcher(HttpSettings.defaults().withDeadlines(deadlines))) {
      Thread.ofVirtual().start(() -> sendInParts(socket, parts));
      URI uri = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
      return http.get(HttpQuery.of(uri, 1 << 30), TransferProgress.NONE);
    }
  }

  private static void sendInParts(ServerSocket socket, int parts) {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + parts * PART + "\r\n\r\n";
    try (Socket peer = socket.accept()) {
      OutputStream out = peer.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < parts; i++) {
        out.write(new byte[PART]);
        out.flush();
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException _) {
      // The client left.
    }
  }

  @Test
  void aBodyThatCrawlsIsEndedHoweverMuchWasAnnounced() {
    SourceException.TimedOut e =
        assertThrows(
            SourceException.TimedOut.class, () -> fetch(1 << 20, deadlines(SHORT, 1 << 20)));
    assertTrue(e.getMessage().contains("too slow"), e.getMessage());
  }

  @Test
  void aBodyThatIsFastEnoughMayTakeLongerThanTheLeastTime() throws Exception {
    Duration total = Duration.ofSeconds(1);
    long began = System.nanoTime();
    assertEquals(30 * PART, fetch(30, deadlines(total, 10)).body().length);
    assertTrue(System.nanoTime() - began > total.toNanos());
  }

  @Test
  void redirectsDoNotGrantMoreTime() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.plain(
                _ -> {
                  pause();
                  return ScriptedServer.redirect("/again");
                });
        HttpFetcher http =
            new SocketHttpFetcher(HttpSettings.defaults().withDeadlines(deadlines(SHORT, 1)))) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
      assertThrows(
          SourceException.TimedOut.class,
          () -> http.get(HttpQuery.of(uri, 1000), TransferProgress.NONE));
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aTextIsNotWaitedForAsLongAsABlock() throws Exception {
    AtomicReference<HttpQuery> asked = new AtomicReference<>();
    HttpFetcher http =
        new HttpFetcher() {
          @Override
          public HttpAnswer get(HttpQuery query, TransferProgress progress) {
            asked.set(query);
            return new HttpAnswer("", Optional.empty(), Optional.empty(), new byte[0], 0);
          }

          @Override
          public ObjectReply ask(ObjectRequest request, TransferProgress progress) {
            throw new AssertionError("a block is asked for as a file");
          }

          @Override
          public void close() {}
        };
    new TextFetcher(http).fetch(Location.Address.parse("http://127.0.0.1/d.json"));
    Duration total = asked.get().total().orElseThrow();
    assertTrue(total.compareTo(Deadlines.DEFAULT.total()) < 0, total.toString());
  }
}
