package io.cellar.source.keys;

import static io.cellar.source.keys.AbstractKeyStoreTest.bytes;
import static io.cellar.source.keys.AbstractKeyStoreTest.get;
import static io.cellar.source.keys.AbstractKeyStoreTest.isMissing;
import static io.cellar.source.keys.AbstractKeyStoreTest.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.ByteRange;
import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpSettings;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.FileServer.Quirk;
import io.cellar.source.keys.FileServer.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the answers of servers mean. */
@Timeout(30)
class HttpKeysTest {
  private static final byte[] CHUNK = bytes(5, 1000);

  @TempDir Path folder;
  private FileServer server;
  private HttpFetcher http;
  private KeyStore store;

  @BeforeEach
  void start() throws IOException {
    write(folder.resolve("v/zarr.json"), "{}".getBytes(StandardCharsets.UTF_8));
    write(folder.resolve("v/s0/c/0"), CHUNK);
    write(folder.resolve("up"), CHUNK);
    server = FileServer.start(folder);
    http = new SocketHttpFetcher(HttpSettings.defaults());
    store = new HttpKeys(http, server.uri().resolve("v"));
  }

  @AfterEach
  void end() {
    http.close();
    server.close();
  }

  private KeyStore.Look look() throws Exception {
    return store.look("zarr.json");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void metadataThatIsGzipWithoutSayingSoIsUnpacked() throws Exception {
    byte[] packed = GzipBytes.of(text("{\"zarr_format\": 3}"));
    write(folder.resolve("v/zarr.json"), packed);
    assertArrayEquals(text("{\"zarr_format\": 3}"), look().body().orElseThrow());
    KeyStore onDisk = new FolderKeys(folder.resolve("v"));
    assertArrayEquals(text("{\"zarr_format\": 3}"), onDisk.look("zarr.json").body().orElseThrow());
    write(folder.resolve("v/zarr.json"), Arrays.copyOf(packed, packed.length - 9));
    KeyStore.Look cut = look();
    assertTrue(cut.body().isEmpty());
    assertTrue(cut.answer().startsWith("answered with "), cut.answer());
    String onDiskToo = onDisk.look("zarr.json").answer();
    assertTrue(onDiskToo.endsWith("not JSON"), onDiskToo);
    write(folder.resolve("v/zarr.json"), GzipBytes.of(text("<html>")));
    assertTrue(look().body().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(names = {"ALL_401", "ALL_403", "ALL_403_AS_S3"})
  void whatIsNotPermittedIsNotMissing(Quirk quirk) {
    server.quirks(quirk);
    assertThrows(SourceException.AccessDenied.class, () -> isMissing(store, "s0/c/1"));
    assertThrows(
        SourceException.AccessDenied.class, () -> get(store, "s0/c/1", new ByteRange.Last(4)));
  }

  @Test
  void aPlainServersRefusalIsNotMissingThoughSomethingWasRead() throws Exception {
    assertTrue(look().body().isPresent());
    server.quirks(Quirk.MISSING_IS_403);
    assertThrows(SourceException.AccessDenied.class, () -> isMissing(store, "s0/c/1"));
  }

  @Test
  void aStoresRefusalIsMissingOnceSomethingWasRead() throws Exception {
    server.quirks(Quirk.MISSING_IS_403_AS_S3);
    KeyStore level = store.at("s0");
    assertThrows(SourceException.AccessDenied.class, () -> isMissing(level, "c/1"));
    assertTrue(store.look(".zattrs").body().isEmpty());
    assertThrows(SourceException.AccessDenied.class, () -> isMissing(level, "c/1"));
    assertEquals(StoreNotes.NONE, store.notes());
    assertTrue(look().body().isPresent());
    assertTrue(isMissing(level, "c/1"));
    assertEquals(Optional.empty(), level.get("c/1", new ByteRange.Of(0, 4), TransferProgress.NONE));
    assertEquals(new StoreNotes(2, false, false), store.notes());
    assertEquals(
        List.of("this store answers 403 for what does not exist"), store.notes().sentences());
  }

  @Test
  void aStoreWhereAllIsRefusedMayWantAPermission() throws Exception {
    server.quirks(Quirk.MISSING_IS_403_AS_S3);
    assertTrue(look().body().isPresent());
    KeyStore level = store.at("s1");
    for (int i = 0; i < 7; i++) {
      assertTrue(isMissing(level, "c/" + i));
    }
    assertFalse(level.notes().perhapsForbidden());
    assertTrue(isMissing(level, "c/7"));
    assertTrue(level.notes().perhapsForbidden());
    assertTrue(store.notes().perhapsForbidden());
    assertFalse(store.at("s0").notes().perhapsForbidden());
    assertTrue(level.notes().sentences().getFirst().contains("permission"));
    write(folder.resolve("v/s1/c/8"), CHUNK);
    get(level, "c/8");
    assertFalse(level.notes().perhapsForbidden());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Error><Code>RequestTimeTooSkewed</Code></Error>",
        "<Error><Code>InvalidObjectState</Code><Message>archived</Message></Error>",
        "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
      })
  void aRefusalForAnotherReasonIsNotMissing(String page) throws Exception {
    assertTrue(look().body().isPresent());
    server.script(_ -> Optional.of(new Reply(403, Map.of("x-amz-request-id", "1"), text(page))));
    SourceException e =
        assertThrows(SourceException.AccessDenied.class, () -> isMissing(store, "s0/c/1"));
    assertTrue(e.getMessage().contains(page.replaceAll(".*<Code>|</Code>.*", "")), e.getMessage());
  }

  @Test
  void aRefusalIsNotMissingWhereThePermissionMayHaveRunOut() throws Exception {
    KeyStore signed = new HttpKeys(http, server.uri().resolve("v?Signature=abc"));
    assertTrue(signed.look("zarr.json").body().isPresent());
    server.quirks(Quirk.ALL_403_AS_S3);
    assertThrows(SourceException.AccessDenied.class, () -> isMissing(signed, "s0/c/0"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void aServerInTroubleProvesNothing(int status) {
    server.script(_ -> Optional.of(new Reply(status, Map.of(), text("no"))));
    assertThrows(SourceException.Unavailable.class, () -> isMissing(store, "s0/c/1"));
    assertThrows(SourceException.Unavailable.class, this::look);
    assertThrows(
        SourceException.Unavailable.class,
        () -> store.get("s0/c/1", new ByteRange.Last(4), TransferProgress.NONE));
  }

  @Test
  void aPageInPlaceOfAnObjectIsHandedOnToBeRefusedByWhoReadsIt() throws Exception {
    server.quirks(Quirk.MISSING_IS_A_PAGE, Quirk.MISSING_IS_403_AS_S3);
    server.script(
        r ->
            r.path().endsWith("/1")
                ? Optional.of(new Reply(200, Map.of(), text(" \n<html>")))
                : Optional.empty());
    assertFalse(isMissing(store, "s0/c/1"));
    // It does not count as something that was read.
    assertThrows(SourceException.AccessDenied.class, () -> isMissing(store, "s0/c/2"));
  }

  @Test
  void aLookTellsAPageFromMetadata() throws Exception {
    server.quirks(Quirk.MISSING_IS_A_PAGE);
    KeyStore.Look look = store.look("info");
    assertTrue(look.body().isEmpty());
    assertTrue(look.answer().contains("an HTML page"), look.answer());
    write(folder.resolve("v/info"), text("{\"scales\": [1, 2"));
    assertTrue(store.look("info").body().isEmpty());
    assertTrue(store.look("info").answer().contains("JSON"), store.look("info").answer());
    write(folder.resolve("v/info"), text("\n {\"fill_value\": NaN}\n"));
    assertTrue(store.look("info").body().isPresent());
    write(folder.resolve("v/info"), text("{} {}"));
    assertTrue(store.look("info").body().isEmpty());
    write(folder.resolve("v/info"), new byte[0]);
    assertTrue(store.look("info").body().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 410})
  void aLookThatIsRefusedFindsNothing(int status) throws Exception {
    server.script(_ -> Optional.of(new Reply(status, Map.of(), text("no"))));
    KeyStore.Look look = look();
    assertTrue(look.body().isEmpty());
    assertEquals(String.valueOf(status), look.answer());
  }

  @Test
  void aLookAtAServerThatIsNotThereFails() {
    server.close();
    assertThrows(SourceException.Unreachable.class, this::look);
  }

  @Test
  void metadataIsNeverAskedForWithHead() throws Exception {
    look();
    store.look("info");
    get(store, "zarr.json");
    assertEquals(0, server.count(r -> !r.method().equals("GET")));
  }

  @Test
  void theQueryPartIsSentEveryTimeAndShownNowhere() throws Exception {
    server.quirks(Quirk.SUFFIX_IS_400);
    KeyStore store = new HttpKeys(http, server.uri().resolve("v/?token=s3cret&a=b"));
    get(store, "zarr.json");
    get(store.at("s0"), "c/0", new ByteRange.Last(10));
    get(store.parent().orElseThrow(), "up");
    assertTrue(server.requests().size() >= 5);
    assertEquals(0, server.count(r -> !r.query().equals(Optional.of("token=s3cret&a=b"))));
    assertFalse(store.address("x").contains("s3cret"));
    assertEquals(server.uri() + "v/x", store.address("x"));
    server.quirks(Quirk.ALL_500);
    for (String key : List.of("x", "../y")) {
      SourceException e = assertThrows(SourceException.class, () -> isMissing(store, key));
      assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
      assertFalse(store.toString().contains("s3cret"));
    }
  }

  @Test
  void aKeyMayLeadUpButNotOffTheHost() throws Exception {
    assertArrayEquals(CHUNK, get(store, "../up"));
    assertArrayEquals(CHUNK, get(store.at("s0"), "../../up"));
    assertArrayEquals(CHUNK, get(store.at("../v/s0"), "c/0"));
    assertThrows(SourceException.Refused.class, () -> get(store, "../../up"));
    assertThrows(SourceException.Refused.class, () -> get(store, "..//evil.example.org/up"));
    assertThrows(SourceException.Refused.class, () -> get(store.at("../../.."), "up"));
    assertThrows(SourceException.Refused.class, () -> get(store, ".."));
    assertTrue(store.parent().orElseThrow().parent().isEmpty());
    assertEquals(server.uri() + "up", store.address("../up"));
    assertFalse(store.address("../../\u001b[2Jx").contains("\u001b"));
  }

  @Test
  void theHostIsWhatLimitsCountAgainst() {
    assertEquals(server.uri().toString().replaceAll("/$", ""), store.host());
    assertEquals(
        "https://example.org:443",
        new HttpKeys(http, URI.create("https://Example.org/a%20b/")).host());
    assertEquals(
        "https://example.org/a%20b/c%2Bd",
        new HttpKeys(http, URI.create("https://example.org/a%20b/")).address("c+d"));
    assertFalse(store.isLocal());
    assertEquals(Optional.empty(), assertList());
  }

  private Optional<List<String>> assertList() {
    return new HttpKeys(http, server.uri()).list("");
  }

  @Test
  void aWholeObjectMayComeAsGzipAndNothingElse() throws Exception {
    server.quirks(Quirk.X_GZIP);
    assertArrayEquals(CHUNK, get(store, "s0/c/0"));
    assertTrue(look().body().isPresent());
    server.quirks(Quirk.BROTLI);
    SourceException e = assertThrows(SourceException.Invalid.class, () -> get(store, "s0/c/0"));
    assertTrue(e.getMessage().contains("br"), e.getMessage());
    assertEquals(0, server.count(r -> !r.header("Accept-Encoding").equals(Optional.of("gzip"))));
  }

  @Test
  void aDamagedOrEndlessGzipIsInvalid() {
    for (byte[] body : List.of(text("no gzip"), new byte[] {0x1f, (byte) 0x8b, 8, 0})) {
      server.script(_ -> Optional.of(new Reply(200, Map.of("Content-Encoding", "gzip"), body)));
      assertThrows(SourceException.Invalid.class, () -> get(store, "s0/c/0"));
    }
    byte[] zeros = GzipBytes.of(new byte[1 << 20]);
    server.script(_ -> Optional.of(new Reply(200, Map.of("Content-Encoding", "gzip"), zeros)));
    assertThrows(
        SourceException.Invalid.class,
        () -> store.get("s0/c/0", (1 << 20) - 1, TransferProgress.NONE));
  }

  @Test
  void aRedirectToAnotherPlaceIsFollowed() throws Exception {
    server.script(
        r ->
            r.path().equals("/v/s0/c/9")
                ? Optional.of(new Reply(307, Map.of("Location", "/v/s0/c/0"), new byte[0]))
                : Optional.empty());
    assertArrayEquals(CHUNK, get(store, "s0/c/9"));
    assertEquals(4, get(store, "s0/c/9", new ByteRange.Of(0, 4)).length);
  }

  @Test
  void anUnaskedPartOfAWholeIsNotTheObject() {
    server.script(
        _ -> Optional.of(new Reply(206, Map.of("Content-Range", "bytes 0-1/9"), text("ab"))));
    assertThrows(SourceException.Invalid.class, () -> get(store, "s0/c/0"));
  }
}
