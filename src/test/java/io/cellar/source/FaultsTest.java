package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.ServerOptions;
import io.cellar.source.SourceException.Absent;
import io.cellar.source.SourceException.AccessDenied;
import io.cellar.source.SourceException.Invalid;
import io.cellar.source.SourceException.Refused;
import io.cellar.source.SourceException.TimedOut;
import io.cellar.source.SourceException.Unavailable;
import io.cellar.source.SourceException.Unreachable;
import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault that the server knows ends in time, in the kind that the engine decides by. */
@Timeout(30)
class FaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Deadlines BRISK =
      new Deadlines(
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofMillis(400),
          Duration.ofMillis(1500),
          1 << 30);
  private static final Roi ROI = Roi.ofShape(16, 16, 16);

  private final TestVolumes.Counting volume = new TestVolumes.Counting(40, 50, 60);
  private BlockServer server;
  private HttpFetcher http;
  private RestfulBlockSource source;

  @BeforeEach
  void start() throws IOException {
    server =
        BlockServer.start(
            Map.of("v", volume), ServerOptions.DEFAULT.withDripPeriod(Duration.ofMillis(40)));
    connect(Deadlines.DEFAULT);
  }

  private void connect(Deadlines deadlines) throws IOException {
    http = new SocketHttpFetcher(HttpSettings.defaults().withDeadlines(deadlines));
    source =
        new RestfulBlockSource(
            TestVolumes.description(
                server.urlTemplate("v") + "?key=planted-secret",
                volume.shape(),
                new long[] {16, 16, 16},
                0,
                0,
                0),
            http);
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private Block fetchAndDecode() throws SourceException, InterruptedException {
    return source.decode(ROI, source.fetch(ROI, TransferProgress.NONE));
  }

  private SourceException failure(String kind) {
    server.setFaults(FaultPlan.always(kind));
    SourceException e = assertThrows(SourceException.class, this::fetchAndDecode, kind);
    String host = kind.equals("redirect-host") ? "localhost" : "127.0.0.1";
    String start = "http://" + host + ":" + server.port() + "/v/0-16_0-16_0-16.h5: ";
    assertTrue(e.getMessage().startsWith(start), e.getMessage());
    assertFalse(e.getMessage().contains("planted-secret"), e.getMessage());
    assertTrue(server.log().faults(kind) > 0);
    return e;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "endless",
        "huge-headers",
        "length-twice",
        "length-negative",
        "length-absurd",
        "length-huge",
        "gzip",
        "html",
        "json",
        "empty",
        "204",
        "206",
        "wrong-shape",
        "wrong-dtype",
        "wrong-dataset",
        "extra-dimension",
        "bomb-deflate",
        "bomb-declared",
        "random",
        "random-hdf5"
      })
  void whatIsNotTheBlockIsInvalid(String kind) throws InterruptedException {
    assertInstanceOf(Invalid.class, failure(kind), kind);
    http.close();
    assertTrue(server.log().awaitConnections(0, PATIENCE), "connection left open");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "truncate",
        "truncate-unsized",
        "truncate-chunked",
        "reset",
        "length-large",
        "length-small",
        "truncated-hdf5"
      })
  void whatBreaksOffIsABrokenConnection(String kind) throws InterruptedException {
    Unreachable e = assertInstanceOf(Unreachable.class, failure(kind), kind);
    assertEquals("connection broken", e.brief());
    assertTrue(e.getMessage().contains("broke off"), e.getMessage());
    http.close();
    assertTrue(server.log().awaitConnections(0, PATIENCE), "connection left open");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang-accept", "hang-headers", "drip-headers", "hang-body", "slow"})
  void silenceAndCrawlingEndInTimeAndOnTheWire(String kind) throws Exception {
    http.close();
    connect(BRISK);
    assertInstanceOf(TimedOut.class, failure(kind), kind);
    assertTrue(server.log().awaitPeersLeft(kind, 1, PATIENCE), "the transfer went on");
    assertTrue(server.log().awaitConnections(0, PATIENCE), "connection left open");
  }

  @Test
  void anEndlessBodyIsEndedOnTheWire() throws InterruptedException {
    assertTrue(failure("endless").getMessage().contains("went on sending"));
    assertTrue(server.log().awaitPeersLeft("endless", 1, PATIENCE), "the transfer went on");
  }

  @Test
  void anAnnouncedGiantIsRefusedUnread() {
    assertTrue(
        failure("length-huge").getMessage().contains("announces a body of 1000000000000 bytes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redirect-loop",
        "redirect-host",
        "redirect-file",
        "redirect-malformed",
        "400",
        "414",
        "501"
      })
  void whatWillNeverWorkIsRefused(String kind) {
    assertInstanceOf(Refused.class, failure(kind), kind);
  }

  @Test
  void redirectsEndAfterFive() {
    failure("redirect-loop");
    assertEquals(6, server.log().requests());
  }

  @ParameterizedTest
  @CsvSource({"404", "410"})
  void provedAbsence(String kind) {
    assertInstanceOf(Absent.class, failure(kind));
  }

  @ParameterizedTest
  @CsvSource({"401", "403", "407"})
  void noAccess(String kind) {
    assertInstanceOf(AccessDenied.class, failure(kind));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void transientStatusesAreUnavailable(int status) {
    Unavailable e = assertInstanceOf(Unavailable.class, failure(String.valueOf(status)));
    assertEquals(status, e.status());
    assertEquals(Optional.empty(), e.retryAfter());
  }

  @ParameterizedTest
  @CsvSource({
    "503-seconds, 1",
    "429-seconds, 1",
    "503-zero, 0",
    "429-huge, 1000000000",
    "503-negative,",
    "503-garbage,"
  })
  void retryAfterInSeconds(String kind, Long seconds) {
    Unavailable e = assertInstanceOf(Unavailable.class, failure(kind));
    assertEquals(Optional.ofNullable(seconds).map(Duration::ofSeconds), e.retryAfter());
  }

  @Test
  void retryAfterAsDate() {
    Unavailable e = assertInstanceOf(Unavailable.class, failure("429-date"));
    Duration wait = e.retryAfter().orElseThrow();
    assertTrue(wait.compareTo(Duration.ofSeconds(3)) < 0 && !wait.isNegative(), wait.toString());
  }

  @Test
  void anOutageEndsByItself() throws Exception {
    server.setFaults(FaultPlan.parse(List.of("outage=0.3"), 1));
    assertThrows(Unavailable.class, this::fetchAndDecode);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        fetchAndDecode();
        return;
      } catch (Unavailable e) {
        assertTrue(System.nanoTime() < end, e.getMessage());
      }
    }
  }

  @Test
  void aDroppedConnectionIsUnreachable() {
    assertInstanceOf(Unreachable.class, failure("drop"));
  }

  @Test
  void aClosedServerIsUnreachable() {
    server.close();
    assertThrows(Unreachable.class, this::fetchAndDecode);
  }

  @Test
  void aPageIsNamedWithItsTitle() {
    String message = failure("html").getMessage();
    assertTrue(
        message.endsWith("but this came: an HTML page (text/html, 88 bytes): Please log in"),
        message);
  }

  @Test
  void theOtherByteOrderIsRead() throws Exception {
    server.setFaults(FaultPlan.always("wrong-order"));
    assertArrayEquals((short[]) volume.block(ROI).values(), (short[]) fetchAndDecode().values());
  }

  @Test
  void everyKindIsTried() {
    Set<String> untried = new HashSet<>(FaultPlan.kinds());
    untried.removeIf(kind -> kind.matches("(503|429).*"));
    untried.remove("redirect-http");
    for (java.lang.reflect.Method method : FaultsTest.class.getDeclaredMethods()) {
      ValueSource values = method.getAnnotation(ValueSource.class);
      if (values != null) {
        untried.removeAll(List.of(values.strings()));
      }
    }
    assertEquals(Set.of("drop", "wrong-order", "continue"), untried);
  }

  @Test
  void afterAFaultTheNextFetchWorks() throws Exception {
    for (String kind : FaultPlan.kinds()) {
      server.setFaults(FaultPlan.always(kind));
      boolean good = kind.equals("wrong-order") || kind.equals("continue");
      boolean slow = kind.startsWith("hang") || kind.equals("slow") || kind.equals("drip-headers");
      if (!good && !slow) {
        assertThrows(SourceException.class, this::fetchAndDecode, kind);
      }
      server.setFaults(FaultPlan.NONE);
      assertArrayEquals(
          (short[]) volume.block(ROI).values(), (short[]) fetchAndDecode().values(), kind);
    }
  }
}
