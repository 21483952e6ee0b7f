package io.cellar.source.keys;

import static io.cellar.source.keys.AbstractKeyStoreTest.bytes;
import static io.cellar.source.keys.AbstractKeyStoreTest.get;
import static io.cellar.source.keys.AbstractKeyStoreTest.isMissing;
import static io.cellar.source.keys.AbstractKeyStoreTest.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.ByteRange;
import io.cellar.source.Headers;
import io.cellar.source.HttpAnswer;
import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpQuery;
import io.cellar.source.HttpSettings;
import io.cellar.source.ObjectReply;
import io.cellar.source.ObjectRequest;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.FileServer.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What addresses are asked for what is typed, as whom, and where a bucket turns out to be. */
@Timeout(30)
class KeyStoresTest {
  private static final InstantSource NOON = InstantSource.fixed(Instant.EPOCH);
  private static final Map<String, String> KEY =
      Map.of("AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "s3cret");
  private static final byte[] DATA = bytes(9, 500);

  @TempDir Path home;
  private FileServer server;
  private HttpFetcher http;

  @BeforeEach
  void start() throws IOException {
    write(home.resolve("data/bucket/a b/0"), DATA);
    write(home.resolve("data/bucket/zarr.json"), "{}".getBytes(StandardCharsets.UTF_8));
    write(home.resolve("data/minio/bucket/a b/0"), DATA);
    server = FileServer.start(home.resolve("data"));
    http = new SocketHttpFetcher(HttpSettings.defaults());
  }

  @AfterEach
  void end() {
    http.close();
    server.close();
  }

  private Object identity(Map<String, String> environment, String place) {
    return new KeyStores(http, environment, home, Optional.empty(), NOON).open(place).identity();
  }

  @Test
  void storesAreTheSameWhenTheSameIsAskedAsTheSameUser() {
    Map<String, String> nobody = Map.of();
    for (String place : List.of("https://h.org/a/b?q=1", "s3://bucket/a/b", "gs://bucket/a/b")) {
      Object one = identity(KEY, place);
      assertEquals(one, identity(KEY, place));
      assertEquals(one, identity(KEY, place.replace("a/b", "a/b/")));
      assertNotEquals(one, identity(KEY, place.replace("a/b", "a/c")));
      assertNotEquals(one, identity(KEY, place.replace("?q=1", "").replace("a/b", "a/b?q=2")));
      assertEquals(!place.startsWith("s3"), one.equals(identity(nobody, place)));
      assertFalse(one.toString().contains("s3cret"));
    }
    Object above =
        new KeyStores(http, KEY, home, Optional.empty(), NOON).open("s3://b/a").at("c").identity();
    assertEquals(identity(KEY, "s3://b/a/c"), above);
    String folder = home.toString();
    assertNotEquals(identity(KEY, folder), identity(KEY, folder), "files may have changed");
  }

  /** Answers in place of a network, and keeps what was asked. */
  private static final class Fake implements HttpFetcher {
    final List<ObjectRequest> asked = new ArrayList<>();
    private final Function<ObjectRequest, Reply> answers;

    Fake(Function<ObjectRequest, Reply> answers) {
      this.answers = answers;
    }

    @Override
    public ObjectReply ask(ObjectRequest request, TransferProgress progress) {
      asked.add(request);
      Reply reply = answers.apply(request);
      return new ObjectReply(
          reply.status(),
          Headers.of(reply.headers()),
          request.uri().toString(),
          reply.body(),
          false,
          0,
          Instant.EPOCH);
    }

    List<String> addresses() {
      return asked.stream().map(r -> r.uri().toString()).toList();
    }

    List<Boolean> signed() {
      return asked.stream().map(r -> r.headers().containsKey("Authorization")).toList();
    }

    @Override
    public HttpAnswer get(HttpQuery query, TransferProgress progress) {
      throw new AssertionError("an object is asked for");
    }

    @Override
    public void close() {}
  }

  private static Reply ok() {
    return new Reply(200, Map.of(), DATA);
  }

  private KeyStores stores(HttpFetcher fetcher, Map<String, String> environment) {
    return new KeyStores(fetcher, environment, home, Optional.empty(), NOON);
  }

  private KeyStores minio(Map<String, String> environment) {
    URI endpoint = server.uri();
    return new KeyStores(http, environment, home, Optional.of(endpoint), NOON);
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/pre fix/, https://bucket.s3.amazonaws.com/pre%20fix/k",
    "s3://bucket, https://bucket.s3.amazonaws.com/k",
    "s3://my.bucket/a/b, https://s3.amazonaws.com/my.bucket/a/b/k",
    "s3://Old_Bucket/a%20b, https://s3.amazonaws.com/Old_Bucket/a%2520b/k",
    "S3://bucket/x, https://bucket.s3.amazonaws.com/x/k",
    "gs://bucket.org/a/b/, https://storage.googleapis.com/bucket.org/a/b/k",
    "https://example.org/a%20b, https://example.org/a%20b/k",
    "http://example.org, http://example.org/k"
  })
  void whatIsTypedIsAnAddress(String typed, String asked) throws Exception {
    Fake fake = new Fake(_ -> ok());
    KeyStore store = stores(fake, Map.of()).open(typed);
    assertArrayEquals(DATA, get(store, "k"));
    assertEquals(List.of(asked), fake.addresses());
    assertEquals(List.of(false), fake.signed());
    assertEquals(asked, store.address("k"));
    assertFalse(store.isLocal());
  }

  @Test
  void whatIsTypedMayBeAFolder() throws Exception {
    KeyStores stores = stores(http, Map.of());
    KeyStore folder = stores.open(home.resolve("data/bucket").toString());
    assertInstanceOf(FolderKeys.class, folder);
    assertArrayEquals(DATA, get(folder, "a b/0"));
    assertArrayEquals(DATA, get(stores.open(home.toUri() + "data/bucket/a%20b"), "0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://",
        "s3:///x",
        "s3://a@b/c",
        "s3://../x",
        "gs://b:1/x",
        "s3://b/\n",
        "ftp://x"
      })
  void whatIsNoPlaceIsRefusedWithoutQuotingIt(String typed) {
    KeyStores stores = stores(http, Map.of());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> stores.open(typed));
    assertFalse(e.getMessage().contains(typed), e.getMessage());
  }

  @Test
  void nothingAboveABucketIsAskedFor() throws Exception {
    KeyStore store = stores(new Fake(_ -> ok()), Map.of()).open("s3://my.bucket/a");
    assertArrayEquals(DATA, get(store, "../b"));
    assertThrows(SourceException.Refused.class, () -> get(store, "../../other/b"));
    assertTrue(store.parent().orElseThrow().parent().isEmpty());
  }

  @Test
  void anotherStoreIsAskedInPathStyle() throws Exception {
    for (KeyStores stores :
        List.of(
            minio(Map.of()),
            stores(http, Map.of("AWS_ENDPOINT_URL", server.uri() + "minio/")),
            stores(http, Map.of("AWS_ENDPOINT_URL_S3", server.uri().toString())))) {
      assertArrayEquals(DATA, get(stores.open("s3://bucket/a b"), "0"));
    }
    assertEquals(
        List.of("/bucket/a%20b/0", "/minio/bucket/a%20b/0", "/bucket/a%20b/0"),
        server.requests().stream().map(FileServer.Request::rawPath).toList());
  }

  @Test
  void requestsAreSignedWhereThereIsAKey() throws Exception {
    Map<String, String> environment = new HashMap<>(KEY);
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_SESSION_TOKEN", "t0ken");
    KeyStore store = minio(environment).open("s3://bucket/a b");
    assertArrayEquals(DATA, get(store, "0"));
    assertEquals(10, get(store, "0", new ByteRange.Last(10)).length);
    for (FileServer.Request request : server.requests()) {
      String signature = request.header("Authorization").orElseThrow();
      assertTrue(signature.contains("AKID/19700101/eu-west-1/s3/aws4_request"), signature);
      assertEquals(
          request.header("Range").isPresent(), signature.contains("host;range;"), signature);
      assertEquals(Optional.of("t0ken"), request.header("x-amz-security-token"));
      Map<String, String> again =
          new AwsSignature(
                  new AwsCredentials("AKID", "s3cret", Optional.of("t0ken")), "eu-west-1", "s3")
              .sign(
                  request.method(),
                  server.uri().resolve(request.rawPath()),
                  signedHeaders(request),
                  Instant.EPOCH);
      assertEquals(again.get("Authorization"), signature);
    }
  }

  private static Map<String, String> signedHeaders(FileServer.Request request) {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-amz-content-sha256", AwsSignature.NO_BODY);
    request.header("Range").ifPresent(range -> headers.put("range", range));
    return headers;
  }

  @Test
  void secretsAreNotSentWhereOthersCouldListen() throws Exception {
    Fake fake = new Fake(_ -> new Reply(403, Map.of(), new byte[0]));
    KeyStore store =
        new KeyStores(fake, KEY, home, Optional.of(URI.create("http://minio.lab:9000")), NOON)
            .open("s3://bucket");
    SourceException e = assertThrows(SourceException.AccessDenied.class, () -> get(store, "k"));
    assertTrue(e.getMessage().contains("plain http"), e.getMessage());
    assertEquals(List.of(false), fake.signed());
    assertEquals(List.of("http://minio.lab:9000/bucket/k"), fake.addresses());
  }

  @Test
  void secretsAreNotShown() throws Exception {
    server.quirks(FileServer.Quirk.ALL_403_AS_S3);
    KeyStore store = minio(KEY).open("s3://bucket?token=abc");
    SourceException e = assertThrows(SourceException.AccessDenied.class, () -> get(store, "k"));
    assertFalse((e + store.address("k")).contains("s3cret"));
    assertFalse((e + store.address("k")).contains("abc"));
    assertTrue(server.count(r -> r.query().equals(Optional.of("token=abc"))) > 0);
  }

  @Test
  void aBucketThatAnybodyMayReadIsReadThoughTheKeyIsRefused() throws Exception {
    Fake fake =
        new Fake(
            r ->
                r.headers().containsKey("Authorization")
                    ? new Reply(403, Map.of("x-amz-id-2", "x"), new byte[0])
                    : ok());
    KeyStore store = stores(fake, KEY).open("s3://bucket");
    get(store, "k");
    get(store, "k");
    assertEquals(List.of(true, false, false), fake.signed());
  }

  @Test
  void aKeyThatWasAcceptedIsKept() throws Exception {
    Fake fake =
        new Fake(
            r -> r.uri().getPath().endsWith("k") ? ok() : new Reply(404, Map.of(), new byte[0]));
    KeyStore store = stores(fake, KEY).open("s3://bucket");
    get(store, "k");
    assertTrue(isMissing(store, "no"));
    assertEquals(List.of(true, true), fake.signed());
  }

  @Test
  void anotherRegionIsGoneToOnceAndRemembered() throws Exception {
    Fake fake =
        new Fake(
            r ->
                r.uri().getHost().contains("eu-west-1")
                    ? ok()
                    : new Reply(301, Map.of("x-amz-bucket-region", "eu-west-1"), new byte[0]));
    for (String bucket : List.of("bucket", "my.bucket")) {
      KeyStore store = stores(fake, KEY).open("s3://" + bucket + "/a");
      get(store, "k");
      get(store.at("b"), "k");
    }
    assertEquals(
        List.of(
            "https://bucket.s3.amazonaws.com/a/k",
            "https://bucket.s3.eu-west-1.amazonaws.com/a/k",
            "https://bucket.s3.eu-west-1.amazonaws.com/a/b/k",
            "https://s3.amazonaws.com/my.bucket/a/k",
            "https://s3.eu-west-1.amazonaws.com/my.bucket/a/k",
            "https://s3.eu-west-1.amazonaws.com/my.bucket/a/b/k"),
        fake.addresses());
    assertFalse(fake.signed().contains(false));
    assertTrue(
        fake.asked.get(1).headers().get("Authorization").contains("/eu-west-1/s3/aws4_request"));
  }

  @Test
  void aRegionThatIsOnlyToldInTheErrorIsTakenToo() throws Exception {
    String page =
        "<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-north-1</Region></Error>";
    Fake fake =
        new Fake(
            r ->
                r.headers().get("Authorization").contains("eu-north-1")
                    ? ok()
                    : new Reply(400, Map.of(), page.getBytes(StandardCharsets.UTF_8)));
    get(stores(fake, KEY).open("s3://bucket"), "k");
    assertEquals(2, fake.asked.size());
  }

  @Test
  void aRedirectToAnotherHostIsRememberedUnsigned() throws Exception {
    try (FileServer other = FileServer.start(home.resolve("data"))) {
      server.script(
          r ->
              Optional.of(
                  new Reply(
                      307,
                      Map.of("Location", other.uri() + r.rawPath().substring(1)),
                      new byte[0])));
      KeyStore store = minio(Map.of()).open("s3://bucket/a b");
      assertArrayEquals(DATA, get(store, "0"));
      assertArrayEquals(DATA, get(store, "0"));
      assertEquals(1, server.requests().size());
      assertEquals(2, other.requests().size());
      assertThrows(
          SourceException.Refused.class, () -> get(minio(KEY).open("s3://bucket/a b"), "0"));
      assertEquals(2, other.requests().size());
    }
  }

  @Test
  void aRedirectInACircleEnds() {
    server.script(r -> Optional.of(new Reply(307, Map.of("Location", r.rawPath()), new byte[0])));
    assertThrows(
        SourceException.Refused.class, () -> get(minio(Map.of()).open("s3://bucket"), "k"));
    assertTrue(server.requests().size() <= 2);
  }

  @Test
  void amazonsRefusalIsMissingOnceSomethingWasRead() throws Exception {
    Fake fake =
        new Fake(
            r -> r.uri().getPath().endsWith("k") ? ok() : new Reply(403, Map.of(), new byte[0]));
    for (String place : List.of("s3://bucket", "gs://bucket")) {
      KeyStore store = stores(fake, Map.of()).open(place);
      assertThrows(SourceException.AccessDenied.class, () -> isMissing(store, "0"));
      get(store, "k");
      assertTrue(isMissing(store, "0"));
      assertEquals(1, store.notes().forbiddenAsMissing());
    }
  }
}
