package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class RedirectsTest {
  private static final Credentials SECRET =
      origin -> Optional.of(new Credentials.Header("Authorization", "Bearer planted-secret"));

  private static HttpFetcher fetcher() throws IOException {
    return new SocketHttpFetcher(HttpSettings.defaults().withCredentials(SECRET));
  }

  private static HttpQuery query(int port) {
    return new HttpQuery(
        URI.create("http://127.0.0.1:" + port + "/a?token=planted-secret"),
        1000,
        Map.of("X-Api-Key", "planted-secret"));
  }

  private static boolean hasSecret(List<String> head) {
    return head.stream().anyMatch(line -> line.contains("planted-secret"));
  }

  @Test
  void headersAndCredentialsStayWithTheirHost() throws Exception {
    try (ScriptedServer other = ScriptedServer.plain(_ -> ScriptedServer.ok("data"));
        ScriptedServer first =
            ScriptedServer.plain(
                _ -> ScriptedServer.redirect("http://127.0.0.1:" + other.port() + "/b"));
        HttpFetcher http = fetcher()) {
      HttpAnswer answer = http.get(query(first.port()), TransferProgress.NONE);
      assertArrayEquals("data".getBytes(StandardCharsets.US_ASCII), answer.body());
      List<String> sent = first.heads.take();
      assertTrue(sent.contains("X-Api-Key: planted-secret"), sent.toString());
      assertTrue(sent.contains("Authorization: Bearer planted-secret"), sent.toString());
      List<String> leaked = other.heads.take();
      assertFalse(hasSecret(leaked), leaked.toString());
    }
  }

  @Test
  void theWayBackIsForeignToo() throws Exception {
    int[] firstPort = new int[1];
    try (ScriptedServer other =
            ScriptedServer.plain(
                _ -> ScriptedServer.redirect("http://127.0.0.1:" + firstPort[0] + "/back"));
        ScriptedServer first =
            ScriptedServer.plain(
                head ->
                    head.get(0).contains("/back")
                        ? ScriptedServer.ok("data")
                        : ScriptedServer.redirect("http://127.0.0.1:" + other.port() + "/b"));
        HttpFetcher http = fetcher()) {
      firstPort[0] = first.port();
      http.get(query(first.port()), TransferProgress.NONE);
      assertTrue(hasSecret(first.heads.take()));
      List<String> back = first.heads.take();
      assertFalse(hasSecret(back), back.toString());
    }
  }

  @Test
  void aRelativeRedirectKeepsThem() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.plain(
                head ->
                    head.get(0).contains("/b ")
                        ? ScriptedServer.ok("data")
                        : ScriptedServer.redirect("b"));
        HttpFetcher http = fetcher()) {
      http.get(query(server.port()), TransferProgress.NONE);
      assertTrue(hasSecret(server.heads.take()));
      List<String> second = server.heads.take();
      assertTrue(second.contains("X-Api-Key: planted-secret"), second.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "jar:http://127.0.0.1/x!/y",
        "data:text/plain,hello",
        "http://user:planted-secret@127.0.0.1/",
        "http:///nohost",
        "http://127.0.0.1:99999/",
        "http://[broken/",
        "   "
      })
  void whereNotToFollow(String location) throws Exception {
    try (ScriptedServer server = ScriptedServer.plain(_ -> ScriptedServer.redirect(location));
        HttpFetcher http = fetcher()) {
      SourceException.Refused e =
          assertThrows(
              SourceException.Refused.class,
              () -> http.get(query(server.port()), TransferProgress.NONE));
      assertFalse(e.getMessage().contains("planted-secret"), e.getMessage());
    }
  }

  @Test
  void aServerThatMayNotBeAskedIsNot() throws Exception {
    try (ScriptedServer other = ScriptedServer.plain(_ -> ScriptedServer.ok("data"));
        ScriptedServer first =
            ScriptedServer.plain(
                _ -> ScriptedServer.redirect("http://127.0.0.1:" + other.port() + "/b"));
        HttpFetcher all = fetcher()) {
      String from = "http://127.0.0.1:" + first.port();
      String to = "http://127.0.0.1:" + other.port();
      KnownRedirects seen = new KnownRedirects();
      HttpFetcher some = new RestrictedFetcher(all, AllowedHosts.only(Set.of(from)), seen);
      HttpFetcher both = new RestrictedFetcher(all, AllowedHosts.only(Set.of(from, to)), seen);
      HttpQuery query = query(first.port());
      ObjectRequest object = ObjectRequest.whole(query.uri(), 1000);
      for (Executable request :
          List.<Executable>of(
              () -> some.get(query, TransferProgress.NONE),
              () -> some.ask(object, TransferProgress.NONE),
              () -> some.get(query(other.port()), TransferProgress.NONE))) {
        SourceException.Refused e = assertThrows(SourceException.Refused.class, request);
        assertEquals(Optional.of(to), e.notAllowed());
        assertTrue(e.getMessage().contains("nobody has agreed to ask"), e.getMessage());
        assertFalse(e.getMessage().contains("planted-secret"), e.getMessage());
      }
      assertTrue(other.heads.isEmpty());
      assertEquals(Optional.of(to), seen.from(from));
      assertEquals(4, both.get(query, TransferProgress.NONE).body().length);
      assertEquals(4, both.ask(object, TransferProgress.NONE).body().length);
    }
  }
}
