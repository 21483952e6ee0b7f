package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.input.Location;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TextFetcherTest {

  private static String fetch(byte[] answer, String path) throws Exception {
    try (ScriptedServer server = ScriptedServer.plain(_ -> answer);
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults())) {
      return new TextFetcher(http)
          .fetch(Location.Address.parse("http://127.0.0.1:" + server.port() + path));
    }
  }

  @Test
  void aText() throws Exception {
    String umlaut = new String("ü".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertEquals("ü {}", fetch(ScriptedServer.ok(umlaut + " {}"), "/d.json?key=1"));
  }

  @Test
  void bytesThatAreNoText() {
    SourceException.Invalid e =
        assertThrows(
            SourceException.Invalid.class,
            () -> fetch(ScriptedServer.ok("\u00ff\u00fe\u0000"), "/d.json"));
    assertTrue(e.getMessage().contains("other bytes"), e.getMessage());
  }

  /** Names of Java's classes are no words. */
  @Test
  void whatFailedOnTheWayIsSaidInWords() throws Exception {
    int port;
    try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults())) {
      TextFetcher fetcher = new TextFetcher(http);
      for (String address :
          new String[] {"http://127.0.0.1:" + port + "/d", "https://nosuchhost.invalid/d"}) {
        SourceException e =
            assertThrows(
                SourceException.class, () -> fetcher.fetch(Location.Address.parse(address)));
        assertTrue(!e.getMessage().contains("Exception"), e.getMessage());
      }
    }
    for (byte[] answer :
        new byte[][] {
          {},
          "HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII),
          "nonsense".getBytes(StandardCharsets.US_ASCII)
        }) {
      SourceException e = assertThrows(SourceException.class, () -> fetch(answer, "/d.json"));
      assertTrue(!e.getMessage().contains("Exception"), e.getMessage());
    }
  }

  @Test
  void tooLong() {
    byte[] head =
        "HTTP/1.1 200 OK\r\nContent-Length: 10000001\r\n\r\n{".getBytes(StandardCharsets.US_ASCII);
    assertThrows(SourceException.Invalid.class, () -> fetch(head, "/d.json"));
  }
}
