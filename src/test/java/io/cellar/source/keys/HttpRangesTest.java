package io.cellar.source.keys;

import static io.cellar.source.keys.AbstractKeyStoreTest.bytes;
import static io.cellar.source.keys.AbstractKeyStoreTest.get;
import static io.cellar.source.keys.AbstractKeyStoreTest.write;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.ByteRange;
import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpSettings;
import io.cellar.source.ScriptedServer;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.FileServer.Quirk;
import io.cellar.source.keys.FileServer.Reply;
import io.cellar.thread.Threads;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked, and remembered, of servers that differ in what they make of ranges. */
@Timeout(30)
class HttpRangesTest {
  private static final byte[] SHARD = bytes(5, 1000);
  private static final ByteRange END = new ByteRange.Last(20);
  private static final ByteRange PART = new ByteRange.Of(100, 50);

  @TempDir Path folder;
  private FileServer server;
  private HttpFetcher http;
  private KeyStore store;

  @BeforeEach
  void start() throws IOException {
    write(folder.resolve("a"), SHARD);
    write(folder.resolve("b"), SHARD);
    write(folder.resolve("empty"), new byte[0]);
    server = FileServer.start(folder);
    http = new SocketHttpFetcher(HttpSettings.defaults());
    store = new HttpKeys(http, server.uri());
  }

  @AfterEach
  void end() {
    http.close();
    server.close();
  }

  private void assertEnd(String key) throws Exception {
    assertArrayEquals(Arrays.copyOfRange(SHARD, 980, 1000), get(store, key, END));
  }

  private void assertPart(String key) throws Exception {
    assertArrayEquals(Arrays.copyOfRange(SHARD, 100, 150), get(store, key, PART));
  }

  private long heads() {
    return server.count(r -> r.method().equals("HEAD"));
  }

  private long asked(String range) {
    return server.count(r -> r.header("Range").equals(Optional.of(range)));
  }

  @Test
  void aPartIsOneRequestForPlainBytes() throws Exception {
    assertPart("a");
    assertEnd("a");
    assertEquals(2, server.requests().size());
    assertEquals(1, asked("bytes=100-149"));
    assertEquals(1, asked("bytes=-20"));
    assertEquals(2, server.count(r -> r.header("Accept-Encoding").equals(Optional.of("identity"))));
    assertEquals(StoreNotes.NONE, store.notes());
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SUFFIX_IS_400",
        "SUFFIX_IS_416",
        "SUFFIX_IS_501",
        "SUFFIX_IS_PREFIX",
        "SUFFIX_IS_ENDLESS"
      })
  void theLastBytesAreTriedOnceThenTheLengthIsAskedFor(Quirk quirk) throws Exception {
    server.quirks(quirk);
    assertEnd("a");
    assertEnd("b");
    assertEnd("a");
    assertEquals(1, asked("bytes=-20"));
    assertEquals(3, heads());
    assertEquals(3, asked("bytes=980-999"));
  }

  @Test
  void aWholeForTheLastBytesTellsTheLengthAndIsNotRead() throws Exception {
    server.quirks(Quirk.SUFFIX_IS_WHOLE);
    assertEnd("a");
    assertEquals(0, heads());
    assertEnd("b");
    assertEquals(1, heads());
    assertEquals(1, asked("bytes=-20"));
    assertFalse(store.notes().withoutRanges());
  }

  @Test
  void whereHeadIsNotKnownThatIsRememberedToo() throws Exception {
    server.quirks(Quirk.SUFFIX_IS_400, Quirk.NO_HEAD);
    assertEnd("a");
    assertEnd("b");
    assertEquals(1, asked("bytes=-20"));
    assertEquals(1, heads());
    assertEquals(2, asked("bytes=0-0"));
    server.quirks(Quirk.SUFFIX_IS_400, Quirk.NO_HEAD, Quirk.NO_RANGES);
    assertEnd("a");
  }

  @Test
  void whatIsRememberedHoldsForAllStoresOfOneRoot() throws Exception {
    server.quirks(Quirk.SUFFIX_IS_400);
    write(folder.resolve("s0/a"), SHARD);
    assertEnd("a");
    assertArrayEquals(Arrays.copyOfRange(SHARD, 980, 1000), get(store.at("s0"), "a", END));
    assertEquals(1, asked("bytes=-20"));
  }

  @Test
  void aServerWithoutRangesIsUsedAndTold() throws Exception {
    server.quirks(Quirk.NO_RANGES);
    assertPart("a");
    assertTrue(store.notes().withoutRanges());
    assertTrue(store.at("x").notes().sentences().getFirst().contains("slow"));
    assertEnd("a");
  }

  private long gets(String key) {
    return server.count(r -> r.method().equals("GET") && r.path().equals("/" + key));
  }

  @Test
  void aWholeObjectThatComesForAPartIsKeptForTheOthers() throws Exception {
    server.quirks(Quirk.NO_RANGES);
    assertPart("a");
    assertPart("a");
    assertArrayEquals(Arrays.copyOfRange(SHARD, 7, 9), get(store, "a", new ByteRange.Of(7, 2)));
    assertEquals(1, gets("a"));
    assertEnd("a");
    assertEquals(2, gets("a"), "the last bytes are tried once");
    assertEnd("b");
    assertPart("b");
    assertEquals(1, gets("b"));
    store.forget();
    assertPart("b");
    assertEquals(2, gets("b"));
  }

  @Test
  void manyWhoWantPartsOfAWholeObjectShareOneDownload() throws Exception {
    server.quirks(Quirk.NO_RANGES);
    assertPart("a");
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService askers = Threads.virtualPerTask("asker-")) {
      for (int i = 0; i < 20; i++) {
        all.add(
            askers.submit(
                () -> {
                  assertPart("b");
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertEquals(1, gets("b"));
  }

  @Test
  void aServerMayHonourRangesForOtherObjects() throws Exception {
    server.quirks(Quirk.NO_RANGES);
    assertPart("a");
    server.quirks();
    assertPart("b");
    assertPart("b");
    assertArrayEquals(Arrays.copyOfRange(SHARD, 7, 9), get(store, "b", new ByteRange.Of(7, 2)));
    assertEquals(3, gets("b"));
    assertPart("a");
    assertEquals(1, gets("a"));
    Files.delete(folder.resolve("b"));
    assertEquals(Optional.empty(), store.get("b", PART, TransferProgress.NONE));
  }

  @Test
  void aWholeOfUnknownLengthIsNotTakenForAPart() {
    server.quirks(Quirk.NO_RANGES_NO_LENGTH);
    SourceException e = assertThrows(SourceException.Invalid.class, () -> assertPart("a"));
    assertTrue(e.getMessage().contains("ranges"), e.getMessage());
    assertThrows(SourceException.Invalid.class, () -> get(store, "empty", END));
  }

  @Test
  void aWholeBeyondTheBoundIsNotTakenForAPart() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + ((256L << 20) + 1) + "\r\n\r\nxx";
    try (ScriptedServer huge = ScriptedServer.plain(_ -> head.getBytes(US_ASCII))) {
      KeyStore store = new HttpKeys(http, URI.create("http://127.0.0.1:" + huge.port()));
      SourceException e = assertThrows(SourceException.Invalid.class, () -> get(store, "a", PART));
      assertTrue(e.getMessage().contains("268435457"), e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 101-150/1000",
        "bytes 100-148/1000",
        "bytes 100-150/1000",
        "bytes 0-49/1000",
        "bytes */1000",
        "100-149",
        "bytes 999999999999999999999-1/1"
      })
  void anotherPartThanAskedForIsInvalid(String contentRange) {
    server.script(
        _ -> Optional.of(new Reply(206, Map.of("Content-Range", contentRange), new byte[50])));
    assertThrows(SourceException.Invalid.class, () -> assertPart("a"));
  }

  @Test
  void aWrongContentRangeIsInvalidForTheLastBytesToo() {
    server.quirks(Quirk.WRONG_CONTENT_RANGE);
    assertThrows(SourceException.Invalid.class, () -> assertEnd("a"));
    assertThrows(SourceException.Invalid.class, () -> assertPart("a"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 49, 51, 1000})
  void aPartOfAnotherLengthIsInvalid(int length) {
    server.script(_ -> Optional.of(new Reply(206, Map.of(), new byte[length])));
    assertThrows(SourceException.Invalid.class, () -> assertPart("a"));
  }

  @Test
  void aBodyThatEndsEarlyIsABrokenConnection() {
    server.quirks(Quirk.SHORT_BODIES);
    SourceException.Unreachable e =
        assertThrows(SourceException.Unreachable.class, () -> assertPart("a"));
    assertTrue(e.brokeOff());
    assertThrows(SourceException.Unreachable.class, () -> assertEnd("a"));
    assertThrows(SourceException.Unreachable.class, () -> get(store, "a"));
  }

  @Test
  void anEmptyObjectHasNoParts() {
    assertThrows(SourceException.Invalid.class, () -> get(store, "empty", END));
    assertThrows(SourceException.Invalid.class, () -> get(store, "empty", PART));
  }

  @Test
  void aPackedPartIsInvalid() {
    server.script(
        _ -> Optional.of(new Reply(206, Map.of("Content-Encoding", "gzip"), new byte[50])));
    assertThrows(SourceException.Invalid.class, () -> assertPart("a"));
  }

  @Test
  void aPackedWholeInPlaceOfAPartIsUnpacked() throws Exception {
    server.script(
        _ -> Optional.of(new Reply(200, Map.of("Content-Encoding", "gzip"), GzipBytes.of(SHARD))));
    assertPart("a");
    assertEnd("a");
  }

  @Test
  void aBusyServerIsToldApartFromOneThatKnowsNoSuffixes() throws Exception {
    server.quirks(Quirk.BUSY);
    assertPart("a");
    assertPart("a");
    assertThrows(SourceException.Unavailable.class, () -> assertEnd("a"));
    assertEnd("a");
    assertEquals(0, heads());
    assertEquals(2, asked("bytes=-20"));
  }
}
