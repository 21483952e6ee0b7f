package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connections are used again, what is asked twice, and where an answer ends. */
@Timeout(30)
class ConnectionsTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";

  private static HttpFetcher fetcher() throws IOException {
    return new SocketHttpFetcher(HttpSettings.defaults());
  }

  private static String get(HttpFetcher http, LastingServer server) throws Exception {
    HttpQuery query = HttpQuery.of(server.uri(), 1000);
    return new String(http.get(query, TransferProgress.NONE).body(), StandardCharsets.US_ASCII);
  }

  private static SourceException failure(String answer) throws Exception {
    try (LastingServer server =
            new LastingServer(
                (_, out) -> {
                  LastingServer.send(out, answer);
                  return false;
                });
        HttpFetcher http = fetcher()) {
      SourceException e = assertThrows(SourceException.class, () -> get(http, server), answer);
      assertEquals(1, server.requests(), answer);
      return e;
    }
  }

  /** The bodies of two answers, the first one as given. */
  private static String two(String first, int connections) throws Exception {
    try (LastingServer server =
            new LastingServer(
                (n, out) -> {
                  LastingServer.send(out, n == 1 ? first : OK + "next");
                  return true;
                });
        HttpFetcher http = fetcher()) {
      String both = get(http, server) + " " + get(http, server);
      assertEquals(connections, server.connections(), first);
      return both;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OK + "data",
        "HTTP/1.1 200 OK\r\ncontent-length: 4\r\nContent-Length: 4\r\n\r\ndata",
        "HTTP/1.1 200 OK\nContent-Length:4\n\ndata",
        "\r\nHTTP/1.1 200\r\nContent-Length: 4\r\nX: folded\r\n too\r\n\r\ndata",
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + OK + "data",
        "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 4\r\n\r\ndata",
        "HTTP/1.1 200 OK\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "3;x=y\r\n"
            + "dat\r\n"
            + "1\r\n"
            + "a\r\n"
            + "0\r\n"
            + "T: 1\r\n\r\n"
      })
  void anAnswerThatEndsByItselfLeavesItsConnectionToTheNext(String first) throws Exception {
    assertEquals("data next", two(first, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 4\r\n\r\ndata",
        "HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\ndata",
        OK + "data" + OK + "evil",
        OK + "data\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndata\r\n0\r\n\r\n" + OK + "evil"
      })
  void whatComesBehindAnAnswerIsNobodysAnswer(String first) throws Exception {
    assertEquals("data next", two(first, 2));
  }

  @Test
  void whatComesUnaskedIsNobodysAnswer() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    try (LastingServer server =
            new LastingServer(
                (n, out) -> {
                  LastingServer.send(out, OK + (n == 1 ? "data" : "next"));
                  if (n == 1) {
                    answered.await();
                    LastingServer.send(out, OK + "evil");
                    sent.countDown();
                  }
                  return true;
                });
        HttpFetcher http = fetcher()) {
      assertEquals("data", get(http, server));
      answered.countDown();
      sent.await();
      assertEquals("next", get(http, server));
      assertEquals(2, server.connections());
    }
  }

  @Test
  void aKeptConnectionThatHasDiedIsReplaced() throws Exception {
    try (LastingServer server =
            new LastingServer(
                (n, out) -> {
                  if (n != 2) {
                    LastingServer.send(out, OK + "data");
                  }
                  return n != 2;
                });
        HttpFetcher http = fetcher()) {
      assertEquals("data", get(http, server));
      assertEquals("data", get(http, server));
      assertEquals(3, server.requests());
      assertEquals(2, server.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 2", OK, OK + "da"})
  void nothingIsAskedAgainOnceAnAnswerHasBegun(String beginning) throws Exception {
    try (LastingServer server =
            new LastingServer(
                (n, out) -> {
                  LastingServer.send(out, n == 1 ? OK + "data" : beginning);
                  return n == 1;
                });
        HttpFetcher http = fetcher()) {
      assertEquals("data", get(http, server));
      assertThrows(SourceException.Unreachable.class, () -> get(http, server));
      assertEquals(2, server.requests());
    }
  }

  @Test
  void aNewConnectionThatBreaksIsNotTriedAgain() throws Exception {
    assertInstanceOf(SourceException.Unreachable.class, failure(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nETag: x",
        "HTTP/1.1 200 OK\r\nETag: x\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndata\r\n0",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndata\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndata",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nda"
      })
  void whatIsCutOffIsNeverAnAnswer(String beginning) throws Exception {
    SourceException e = failure(beginning);
    assertInstanceOf(SourceException.Unreachable.class, e, e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n"
            + "Content-Length: 4\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "4\r\n"
            + "data\r\n"
            + "0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\ndata",
        "HTTP/1.1 200 OK\r\nContent-Length: +4\r\n\r\ndata",
        "HTTP/1.1 200 OK\r\nContent-Length: 4, 4\r\n\r\ndata",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n4\r\ndata\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-4\r\ndata\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndata!\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length : 4\r\n\r\ndata",
        "HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 4\r\n\r\ndata",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        "HTTP/2.0 200 OK\r\nContent-Length: 4\r\n\r\ndata",
        "ICY 200 OK\r\nContent-Length: 4\r\n\r\ndata"
      })
  void whatCouldBeUnderstoodInTwoWaysIsNotHttp(String answer) throws Exception {
    SourceException e = failure(answer);
    assertInstanceOf(SourceException.Invalid.class, e, e.getMessage());
    assertTrue(e.getMessage().contains("not valid HTTP"), e.getMessage());
  }

  @Test
  void aLengthWithoutABodyIsNotWaitedFor() throws Exception {
    try (LastingServer server =
            new LastingServer(
                (n, out) -> {
                  LastingServer.send(
                      out,
                      n == 1
                          ? "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n"
                          : n == 2 ? "HTTP/1.1 304 x\r\nContent-Length: 400\r\n\r\n" : OK + "data");
                  return true;
                });
        HttpFetcher http = fetcher()) {
      ObjectReply length = http.ask(ObjectRequest.length(server.uri()), TransferProgress.NONE);
      assertEquals(400, length.contentLength());
      assertEquals(304, http.ask(whole(server), TransferProgress.NONE).status());
      assertEquals("data", get(http, server));
      assertEquals(1, server.connections());
    }
  }

  private static ObjectRequest whole(LastingServer server) {
    return ObjectRequest.whole(server.uri(), 1000);
  }

  @Test
  void ofALongErrorPageTheBeginningIsRead() throws Exception {
    byte[] page = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
    try (LastingServer server =
            new LastingServer(
                (_, out) -> {
                  LastingServer.send(out, "HTTP/1.1 500 x\r\nContent-Length: 100000\r\n\r\n");
                  out.write(page);
                  return true;
                });
        HttpFetcher http = fetcher()) {
      byte[] body = http.ask(whole(server), TransferProgress.NONE).body();
      assertArrayEquals(java.util.Arrays.copyOf(page, BodyRule.ERROR_PAGE), body);
      http.ask(whole(server), TransferProgress.NONE);
      assertEquals(2, server.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X: y\r\nZ", "", "X Y", "Host", "Transfer-Encoding", "X\u00e9", "X\r\nEvil: 1"})
  void aHeaderThatCannotBeSentIsRefusedUnsent(String name) throws Exception {
    assertRefused(Map.of(name, "planted-secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"planted-secret\r\nEvil: 1", "planted-secret\u2028", "planted-secret\0"})
  void aValueThatCannotBeSentIsRefusedUnsentAndNotTold(String value) throws Exception {
    assertRefused(Map.of("X-Key", value));
  }

  private static void assertRefused(Map<String, String> headers) throws Exception {
    try (LastingServer server = new LastingServer((_, _) -> false);
        HttpFetcher http = fetcher()) {
      HttpQuery query = new HttpQuery(server.uri(), 1000, headers);
      SourceException.Refused e =
          assertThrows(SourceException.Refused.class, () -> http.get(query, TransferProgress.NONE));
      assertFalse(e.getMessage().contains("planted-secret"), e.getMessage());
      assertEquals(0, server.connections());
    }
  }

  @Test
  void aPlatformThreadCanBeInterruptedToo() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Integer> left = new CompletableFuture<>();
    try (LastingServer server =
            new LastingServer(
                (_, _) -> {
                  asked.countDown();
                  return true;
                },
                left::complete);
        HttpFetcher http = fetcher()) {
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread caller =
          Thread.ofPlatform()
              .start(() -> end.complete(assertThrows(Throwable.class, () -> get(http, server))));
      asked.await();
      caller.interrupt();
      assertInstanceOf(InterruptedException.class, end.get(10, TimeUnit.SECONDS));
      assertEquals(1, left.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void whoIsInterruptedAlreadyAsksForNothing() throws Exception {
    try (LastingServer server = new LastingServer((_, _) -> false);
        HttpFetcher http = fetcher()) {
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(
              () -> {
                Thread.currentThread().interrupt();
                end.complete(assertThrows(Throwable.class, () -> get(http, server)));
              });
      assertInstanceOf(InterruptedException.class, end.get(10, TimeUnit.SECONDS));
      assertEquals(0, server.connections());
    }
  }

  @Test
  void aHostIsFoundByItsNameAndAddressesAreWrittenAsTheyAreSent() throws Exception {
    try (LastingServer server =
            new LastingServer(
                (_, out) -> {
                  LastingServer.send(out, OK + "data");
                  return true;
                });
        HttpFetcher http = fetcher()) {
      URI uri = URI.create("http://LocalHost:" + server.uri().getPort() + "/\u00fc?a=[b]#c");
      http.get(HttpQuery.of(uri, 1000), TransferProgress.NONE);
      assertEquals("GET /%C3%BC?a=%5Bb%5D HTTP/1.1", server.heads().getFirst().getFirst());
    }
  }

  @Test
  void aProxyMakesATunnelOrSaysWhyNot() throws Exception {
    Map<Integer, Class<? extends SourceException>> kinds =
        Map.of(
            407, SourceException.AccessDenied.class,
            403, SourceException.AccessDenied.class,
            502, SourceException.Unavailable.class,
            404, SourceException.Refused.class,
            302, SourceException.Refused.class);
    for (var kind : kinds.entrySet()) {
      try (LastingServer proxy =
          new LastingServer(
              (_, out) -> {
                LastingServer.send(
                    out,
                    "HTTP/1.1 " + kind.getKey() + " no\r\nLocation: http://127.0.0.1/\r\n\r\n");
                return false;
              })) {
        String address = "http://me:pw@127.0.0.1:" + proxy.uri().getPort();
        HttpSettings settings =
            HttpSettings.defaults()
                .withProxies(ProxyRules.ofEnvironment(Map.of("https_proxy", address)))
                .withCredentials(
                    _ -> Optional.of(new Credentials.Header("Authorization", "planted-secret")));
        try (HttpFetcher http = new SocketHttpFetcher(settings)) {
          HttpQuery query = HttpQuery.of(URI.create("https://cellar.invalid/x?secret"), 1000);
          SourceException e =
              assertThrows(SourceException.class, () -> http.get(query, TransferProgress.NONE));
          assertInstanceOf(kind.getValue(), e, e.getMessage());
          assertTrue(e.getMessage().contains("the proxy"), e.getMessage());
        }
        assertEquals("CONNECT cellar.invalid:443 HTTP/1.1", proxy.heads().getFirst().getFirst());
        assertTrue(
            proxy.heads().getFirst().contains("Proxy-Authorization: Basic bWU6cHc="),
            proxy.heads().toString());
        assertFalse(proxy.heads().toString().contains("secret"), proxy.heads().toString());
      }
    }
  }
}
