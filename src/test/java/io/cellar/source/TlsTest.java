package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.ServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with a certificate that only a file of authorities vouches for. */
@Timeout(30)
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;
  private static Path pem;
  private static ServerSocketFactory sockets;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = folder.resolve("key.p12");
    pem = folder.resolve("ca.pem");
    keytool(
        List.of(
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "SAN=ip:127.0.0.1",
            "-storetype",
            "PKCS12"),
        store);
    keytool(List.of("-exportcert", "-rfc", "-file", pem.toString()), store);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    sockets = context.getServerSocketFactory();
  }

  private static void keytool(List<String> arguments, Path store) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(arguments);
    command.addAll(
        List.of("-alias", "a", "-keystore", store.toString(), "-storepass", new String(PASSWORD)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("keytool.log")));
  }

  private static BlockServer server(FaultPlan faults) throws IOException {
    return BlockServer.start(
        Map.of("v", new TestVolumes.Counting(32, 32, 32)),
        ServerOptions.DEFAULT.withSockets(sockets).withFaults(faults));
  }

  private static HttpQuery block(BlockServer server) {
    return HttpQuery.of(URI.create(server.origin() + "/v/0-8_0-8_0-8.h5"), 1 << 20);
  }

  @Test
  void anAddedAuthorityIsTrustedAndCredentialsAreShown() throws Exception {
    HttpSettings settings =
        HttpSettings.defaults()
            .withAuthorities(pem)
            .withCredentials(
                origin -> Optional.of(new Credentials.Header("Authorization", "Bearer " + origin)));
    try (BlockServer server = server(FaultPlan.NONE);
        HttpFetcher http = new SocketHttpFetcher(settings)) {
      HttpAnswer answer = http.get(block(server), TransferProgress.NONE);
      assertTrue(ForeignBody.isHdf5(answer.body()));
      assertArrayEquals(
          new String[] {"Bearer https://127.0.0.1:" + server.port()},
          new String[] {server.log().heads().get(0).headers().get("authorization")});
    }
  }

  @Test
  void anUnknownAuthorityIsRefusedWithAHint() throws Exception {
    try (BlockServer server = server(FaultPlan.NONE);
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults())) {
      SourceException.Refused e =
          assertThrows(
              SourceException.Refused.class, () -> http.get(block(server), TransferProgress.NONE));
      assertTrue(e.getMessage().contains("certificate is not trusted"), e.getMessage());
    }
  }

  @Test
  void noWayDownToPlainHttp() throws Exception {
    try (BlockServer server = server(FaultPlan.always("redirect-http"));
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults().withAuthorities(pem))) {
      SourceException.Refused e =
          assertThrows(
              SourceException.Refused.class, () -> http.get(block(server), TransferProgress.NONE));
      assertTrue(e.getMessage().contains("from https to plain"), e.getMessage());
    }
  }

  @Test
  void aCertificateOfAnotherNameIsRefused() throws Exception {
    try (BlockServer server = server(FaultPlan.NONE);
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults().withAuthorities(pem))) {
      URI uri = URI.create("https://localhost:" + server.port() + "/v/0-8_0-8_0-8.h5");
      SourceException.Refused e =
          assertThrows(
              SourceException.Refused.class,
              () -> http.get(HttpQuery.of(uri, 1 << 20), TransferProgress.NONE));
      assertTrue(e.getMessage().contains("certificate is not trusted"), e.getMessage());
      assertEquals(0, server.log().requests());
    }
  }

  @Test
  void aKeptConnectionNeedsNoSecondHandshake() throws Exception {
    try (BlockServer server = server(FaultPlan.NONE);
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults().withAuthorities(pem))) {
      for (int n = 0; n < 3; n++) {
        assertTrue(ForeignBody.isHdf5(http.get(block(server), TransferProgress.NONE).body()));
      }
      assertEquals(1, server.log().mostConnections());
      assertEquals(1, server.log().openConnections());
    }
  }

  /** A peer that is silent when it should greet, and one that greets a byte at a time. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHandshakeThatDoesNotEndIsEnded(boolean trickles) throws Exception {
    Duration brisk = Duration.ofMillis(300);
    Duration patient = Duration.ofSeconds(20);
    HttpSettings settings =
        HttpSettings.defaults()
            .withDeadlines(new Deadlines(brisk, patient, patient, patient, 1 << 30));
    CompletableFuture<Boolean> left = new CompletableFuture<>();
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        HttpFetcher http = new SocketHttpFetcher(settings)) {
      Thread.ofVirtual().start(() -> left.complete(greetsForEver(socket, trickles)));
      URI uri = URI.create("https://127.0.0.1:" + socket.getLocalPort() + "/");
      SourceException.TimedOut e =
          assertThrows(
              SourceException.TimedOut.class,
              () -> http.get(HttpQuery.of(uri, 1000), TransferProgress.NONE));
      assertEquals("no connection in time", e.brief());
      assertTrue(left.get(10, TimeUnit.SECONDS));
    }
  }

  /** True when the client has closed the connection. */
  private static boolean greetsForEver(ServerSocket socket, boolean trickles) {
    byte[] record = new byte[16 << 10]; // One message of a handshake that never ends.
    System.arraycopy(new byte[] {22, 3, 3, 0x3f, 0, 2, 0, 0x3e, 0}, 0, record, 0, 9);
    try (Socket peer = socket.accept()) {
      InputStream in = peer.getInputStream();
      for (int i = 0; trickles && i < record.length; i++) {
        peer.getOutputStream().write(record, i, 1);
        Thread.sleep(20);
      }
      return in.readAllBytes().length > 0; // It ends where the client leaves.
    } catch (IOException _) {
      return true;
    } catch (InterruptedException _) {
      return false;
    }
  }

  @Test
  void aTunnelPassesTheBlockAndOnlyTheProxySeesItsLogin() throws Exception {
    try (BlockServer server = server(FaultPlan.NONE);
        ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      CompletableFuture<List<String>> asked = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> tunnel(proxy, server.port(), asked));
      HttpSettings settings =
          HttpSettings.defaults()
              .withAuthorities(pem)
              .withProxies(
                  ProxyRules.ofEnvironment(
                      Map.of("https_proxy", "http://me:pw@127.0.0.1:" + proxy.getLocalPort())));
      try (HttpFetcher http = new SocketHttpFetcher(settings)) {
        assertTrue(ForeignBody.isHdf5(http.get(block(server), TransferProgress.NONE).body()));
      }
      List<String> head = asked.get(10, TimeUnit.SECONDS);
      assertEquals("CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1", head.getFirst());
      assertTrue(head.contains("Proxy-Authorization: Basic bWU6cHc="), head.toString());
      assertFalse(server.log().heads().getFirst().headers().containsKey("proxy-authorization"));
    }
  }

  private static void tunnel(ServerSocket proxy, int port, CompletableFuture<List<String>> asked) {
    try (Socket client = proxy.accept();
        Socket server = new Socket("127.0.0.1", port)) {
      List<String> head = new ArrayList<>();
      StringBuilder line = new StringBuilder();
      for (int c = client.getInputStream().read(); c >= 0; c = client.getInputStream().read()) {
        if (c == '\n' && line.isEmpty()) {
          break;
        } else if (c == '\n') {
          head.add(line.toString());
          line.setLength(0);
        } else if (c != '\r') {
          line.append((char) c);
        }
      }
      asked.complete(head);
      LastingServer.send(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\n\r\n");
      Thread back =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      server.getInputStream().transferTo(client.getOutputStream());
                    } catch (IOException _) {
                      // One of them has left.
                    }
                  });
      client.getInputStream().transferTo(server.getOutputStream());
      server.close();
      back.join();
    } catch (IOException | InterruptedException e) {
      asked.completeExceptionally(e);
    }
  }
}
