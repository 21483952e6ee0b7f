package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SocketHttpFetcherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static HttpQuery query(String address) {
    return HttpQuery.of(URI.create(address), 1 << 20);
  }

  private static BlockServer blocks(String fault) throws IOException {
    return BlockServer.start(
        Map.of("v", new TestVolumes.Counting(32, 32, 32)),
        ServerOptions.DEFAULT.withFaults(FaultPlan.always(fault)));
  }

  @Test
  void connectionsOfHeadsThatCannotBeReadAreClosed() throws Exception {
    try (BlockServer server = blocks("huge-headers");
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults())) {
      for (int n = 0; n < 12; n++) {
        assertThrows(
            SourceException.Invalid.class,
            () -> http.get(query(server.origin() + "/v/0-8_0-8_0-8.h5"), TransferProgress.NONE));
      }
      assertTrue(server.log().awaitConnections(4, PATIENCE), "connections are left open");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang-accept", "hang-headers", "hang-body", "endless", "slow"})
  void interruptingTheCallerClosesTheConnection(String fault) throws Exception {
    try (BlockServer server = blocks(fault);
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults())) {
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread caller =
          Thread.ofVirtual()
              .start(
                  () ->
                      end.complete(
                          assertThrows(
                              Throwable.class,
                              () ->
                                  http.get(
                                      HttpQuery.of(
                                          URI.create(server.origin() + "/v/0-8_0-8_0-8.h5"),
                                          1L << 40),
                                      TransferProgress.NONE))));
      awaitFault(server, fault);
      caller.interrupt();
      assertInstanceOf(InterruptedException.class, end.get(10, TimeUnit.SECONDS));
      assertTrue(server.log().awaitPeersLeft(fault, 1, PATIENCE), "the transfer went on");
    }
  }

  private static void awaitFault(BlockServer server, String fault) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (server.log().faults(fault) == 0) {
      assertTrue(System.nanoTime() < end, "no request came");
      Thread.onSpinWait();
    }
  }

  @Test
  void closingEndsATransferInFlight() throws Exception {
    try (BlockServer server = blocks("hang-body")) {
      HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults());
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(
              () ->
                  end.complete(
                      assertThrows(
                          Throwable.class,
                          () ->
                              http.get(
                                  query(server.origin() + "/v/0-8_0-8_0-8.h5"),
                                  TransferProgress.NONE))));
      awaitFault(server, "hang-body");
      http.close();
      http.close();
      assertInstanceOf(SourceException.Unreachable.class, end.get(10, TimeUnit.SECONDS));
      assertTrue(server.log().awaitConnections(0, PATIENCE), "connection left open");
      assertThrows(
          SourceException.Unreachable.class,
          () -> http.get(query(server.origin() + "/"), TransferProgress.NONE));
    }
  }

  @Test
  void whatIsSent() throws Exception {
    try (ScriptedServer server = ScriptedServer.plain(_ -> ScriptedServer.ok("x"));
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults())) {
      http.get(query("http://127.0.0.1:" + server.port() + "/p?q=1"), TransferProgress.NONE);
      List<String> head = server.heads.take();
      assertEquals("GET /p?q=1 HTTP/1.1", head.get(0));
      assertTrue(head.contains("Accept-Encoding: identity"), head.toString());
      assertTrue(head.contains("User-Agent: Cellar"), head.toString());
      assertFalse(head.toString().contains("h2c"), head.toString());
    }
  }

  @Test
  void credentialsAreSentToLoopbackButNeverOverPlainHttpElsewhere() throws Exception {
    Credentials secret = _ -> Optional.of(new Credentials.Header("Authorization", "Bearer s3"));
    try (ScriptedServer proxy = ScriptedServer.plain(_ -> ScriptedServer.ok("x"));
        HttpFetcher http =
            new SocketHttpFetcher(
                HttpSettings.defaults()
                    .withCredentials(secret)
                    .withProxies(ProxyRules.of("127.0.0.1:" + proxy.port(), "", "")))) {
      http.get(query("http://127.0.0.1:1/"), TransferProgress.NONE);
      assertTrue(proxy.heads.take().contains("Authorization: Bearer s3"));
      http.get(query("http://cellar.invalid/"), TransferProgress.NONE);
      List<String> head = proxy.heads.take();
      assertEquals("GET http://cellar.invalid/ HTTP/1.1", head.get(0));
      assertFalse(head.toString().contains("Bearer"), head.toString());
    }
  }

  @Test
  void aProxysLoginIsShownToTheProxy() throws Exception {
    try (ScriptedServer proxy = ScriptedServer.plain(_ -> ScriptedServer.ok("x"));
        HttpFetcher http =
            new SocketHttpFetcher(
                HttpSettings.defaults()
                    .withProxies(
                        ProxyRules.ofEnvironment(
                            Map.of("http_proxy", "http://me:p%40ss@127.0.0.1:" + proxy.port()))))) {
      http.get(query("http://cellar.invalid/"), TransferProgress.NONE);
      List<String> head = proxy.heads.take();
      assertTrue(head.contains("Proxy-Authorization: Basic bWU6cEBzcw=="), head.toString());
    }
  }

  @Test
  void aProxySettingThatCannotWorkFailsTheRequest() throws Exception {
    for (String bad : List.of("socks5://h:1", "http://[x", "::")) {
      try (HttpFetcher http =
          new SocketHttpFetcher(
              HttpSettings.defaults()
                  .withProxies(ProxyRules.ofEnvironment(Map.of("http_proxy", bad))))) {
        SourceException.Refused e =
            assertThrows(
                SourceException.Refused.class,
                () -> http.get(query("http://cellar.invalid/"), TransferProgress.NONE));
        assertTrue(e.getMessage().contains("http_proxy"), e.getMessage());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 abc OK",
        "HTTP/1.1",
        "HTTQ/9 200 OK",
        "complete nonsense",
        "HTTP/1.1 200 OK\r\nContent-Length: twelve",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void aMalformedAnswerIsATypedFailure(String head) throws Exception {
    byte[] bytes = (head + "\r\n\r\nbody").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    try (ScriptedServer server = ScriptedServer.plain(_ -> bytes);
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults())) {
      SourceException e =
          assertThrows(
              SourceException.class,
              () ->
                  http.get(
                      query("http://127.0.0.1:" + server.port() + "/"), TransferProgress.NONE));
      assertTrue(
          e instanceof SourceException.Invalid || e instanceof SourceException.Unreachable,
          e.toString());
    }
  }

  @Test
  void anErrorPageThatHangsIsStillItsStatus() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    Deadlines brisk =
        new Deadlines(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            1 << 20);
    byte[] head =
        "HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\n<html>"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    java.util.concurrent.atomic.AtomicReference<Thread> peer =
        new java.util.concurrent.atomic.AtomicReference<>();
    try (java.net.ServerSocket socket =
            new java.net.ServerSocket(0, 5, java.net.InetAddress.getByName("127.0.0.1"));
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults().withDeadlines(brisk))) {
      peer.set(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (java.net.Socket s = socket.accept()) {
                      s.getOutputStream().write(head);
                      done.await(10, TimeUnit.SECONDS);
                    } catch (IOException | InterruptedException _) {
                      Thread.currentThread().interrupt();
                    }
                  }));
      assertThrows(
          SourceException.Absent.class,
          () ->
              http.get(
                  query("http://127.0.0.1:" + socket.getLocalPort() + "/"), TransferProgress.NONE));
      done.countDown();
    }
  }

  @Test
  void theGlobalLimitWins() throws Exception {
    try (ScriptedServer server = ScriptedServer.plain(_ -> ScriptedServer.ok("x".repeat(5000)));
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults().withMaxBodyBytes(4999))) {
      SourceException.Invalid e =
          assertThrows(
              SourceException.Invalid.class,
              () ->
                  http.get(
                      query("http://127.0.0.1:" + server.port() + "/"), TransferProgress.NONE));
      assertTrue(e.getMessage().contains("5000 bytes, where at most 4999"), e.getMessage());
    }
  }

  @Test
  void aFileOfAuthoritiesMustHoldCertificates(@TempDir Path folder) throws IOException {
    Path pem = Files.writeString(folder.resolve("ca.pem"), "nothing here");
    IOException e =
        assertThrows(
            IOException.class,
            () -> new SocketHttpFetcher(HttpSettings.defaults().withAuthorities(pem)));
    assertTrue(e.getMessage().contains("ca.pem"), e.getMessage());
    assertNull(System.getProperty("javax.net.ssl.trustStore"));
  }

  @Test
  void anUnknownHostIsUnreachable() {
    SourceException e =
        ClientFailures.explain(
            "http://h/x",
            new TransferClock(Deadlines.DEFAULT, System.nanoTime()),
            new java.util.concurrent.ExecutionException(
                new java.net.ConnectException("x")
                    .initCause(new java.nio.channels.UnresolvedAddressException())));
    assertInstanceOf(SourceException.Unreachable.class, e);
    assertEquals(
        "http://h/x: the host's name is not known; is this computer on line?", e.getMessage());
  }
}
