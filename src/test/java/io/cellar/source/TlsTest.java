package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.ServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
}
