package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.input.PrintableText;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers send does not reach a terminal raw, and trouble of this computer is known. */
@Timeout(30)
class StrangeAnswersTest {
  private static final String ESCAPES = "\u001b]0;owned\u0007\u001b[2J";

  private static SourceException failure(String answer) throws Exception {
    byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
    try (ScriptedServer server = ScriptedServer.plain(_ -> bytes);
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults())) {
      HttpQuery query =
          HttpQuery.of(URI.create("http://127.0.0.1:" + server.port() + "/x?key=secret"), 1000);
      return assertThrows(
          SourceException.class, () -> http.get(query, TransferProgress.NONE), answer);
    }
  }

  private static void assertPrintable(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String text = String.valueOf(t.getMessage());
      assertEquals(PrintableText.of(text), text);
      assertFalse(text.contains("secret"), text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nX-Name: " + ESCAPES + "\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nBad" + ESCAPES + ": x\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 " + ESCAPES + "\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: \u001b\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: file:///\u0085\u009b\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://h/?key=secret#\u0085\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: \u0085gzip\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 418 " + ESCAPES + "\r\nContent-Length: 0\r\n\r\n",
        ESCAPES + "\r\n\r\n"
      })
  void whatCameOverTheNetworkIsMadeVisible(String answer) throws Exception {
    assertPrintable(failure(answer));
  }

  @Test
  void anyMessageIsPrintableAndWithoutSecrets() {
    SourceException e =
        new SourceException.Invalid(
            "http://user:secret@h/x?key=secret: <title>\u202eevil\u2069\nnext\u001b[2J",
            new IOException("\u001b[2J"));
    assertPrintable(e);
    assertTrue(e.getMessage().contains("\\u202eevil"), e.getMessage());
    assertTrue(e.getMessage().contains("\\u000anext"), e.getMessage());
    assertNull(e.getCause());
    IOException fine = new IOException("fine");
    assertEquals(fine, new SourceException.Refused("no", fine).getCause());
  }

  @Test
  void aTagOfTheServersIsKeptPrintable() throws Exception {
    HttpFetcher http =
        new HttpFetcher() {
          @Override
          public HttpAnswer get(HttpQuery query, TransferProgress progress) {
            byte[] body = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
            Optional<String> tag = Optional.of("\u001b[2J\u0085" + "x".repeat(1000));
            return new HttpAnswer("http://h/\u202e", Optional.empty(), tag, body, 0);
          }

          @Override
          public ObjectReply ask(ObjectRequest request, TransferProgress progress) {
            throw new AssertionError("a block is asked for as a file");
          }

          @Override
          public void close() {}
        };
    RestfulBlockSource source =
        new RestfulBlockSource(
            TestVolumes.description(
                "http://h/{x_start}-{x_stop}_{y_start}-{y_stop}_{z_start}-{z_stop}",
                new long[] {16, 16, 16},
                new long[] {16, 16, 16},
                0,
                0,
                0),
            http);
    RawBlock raw = source.fetch(io.cellar.volume.Roi.ofShape(16, 16, 16), TransferProgress.NONE);
    assertEquals(PrintableText.of(raw.etag().orElseThrow()), raw.etag().orElseThrow());
    assertTrue(raw.etag().orElseThrow().length() < 300);
    assertEquals(PrintableText.of(raw.url()), raw.url());
  }

  @Test
  void aChallengeInAMalformedHeadIsDeniedAccess() throws Exception {
    SourceException e =
        failure(
            "HTTP/1.1 401 no\r\nWWW-Authenticate: Basic realm=\""
                + ESCAPES
                + "\"\r\nContent-Length: 0\r\n\r\n");
    assertInstanceOf(SourceException.AccessDenied.class, e, e.getMessage());
    assertPrintable(e);
  }

  @Test
  void aHeadThatCannotBeReadSaysNothingOfTheAddress() throws Exception {
    SourceException.Invalid head =
        assertInstanceOf(
            SourceException.Invalid.class,
            failure("HTTP/1.1 401 no\r\nX: " + ESCAPES + "\r\nContent-Length: 0\r\n\r\n"));
    assertFalse(head.understood());
    SourceException.Invalid noHttp =
        assertInstanceOf(SourceException.Invalid.class, failure("SSH-2.0-OpenSSH_9.6\r\n\r\n"));
    assertTrue(noHttp.understood());
  }

  @Test
  void whatThisComputerCannotDoIsKnownWhereverItIsSaid() {
    SourceException e =
        explain(new CompletionException(new SocketException("Too many open files")));
    assertInstanceOf(SourceException.OutOfResources.class, e, e.getMessage());
    assertEquals("this computer has no more open files", e.brief());
    assertTrue(e.getMessage().startsWith("this computer has no more open files"), e.getMessage());
    assertTrue(e.passing());
    assertEquals(
        "this computer has no more open files",
        explain(new IllegalStateException(new IOException("/x: Too many open files in system")))
            .brief());
    assertEquals(
        "this computer has no more threads",
        explain(new IllegalStateException(new OutOfMemoryError("unable to create native thread")))
            .brief());
    assertEquals(
        "this computer has no more memory for the program",
        explain(new OutOfMemoryError("Java heap space")).brief());
    assertEquals(
        "this computer has no more free ports for connections",
        explain(new java.net.ConnectException("Cannot assign requested address")).brief());
    assertInstanceOf(
        SourceException.Unreachable.class, explain(new IOException("Connection reset")));
  }

  @Test
  void aFailureWithoutWordsIsToldInWords() {
    List<Throwable> mute =
        List.of(
            new java.net.ConnectException(),
            new java.net.ConnectException(" "),
            new IOException(new java.nio.channels.ClosedChannelException()),
            new java.io.EOFException(),
            new javax.net.ssl.SSLException((String) null),
            new IOException((String) null),
            new IllegalStateException());
    for (Throwable thrown : mute) {
      String message = explain(thrown).getMessage();
      assertFalse(message.matches("(?s).*(Exception|Error|java[.]).*"), message);
      assertFalse(message.contains("()"), message);
    }
    assertTrue(explain(mute.getFirst()).getMessage().contains("connection refused"));
  }

  private static SourceException explain(Throwable thrown) {
    return ClientFailures.explain(
        "http://h/x", new TransferClock(Deadlines.DEFAULT, System.nanoTime()), thrown);
  }
}
