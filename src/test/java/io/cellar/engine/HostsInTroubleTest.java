package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.EngineStats.HostStats;
import io.cellar.engine.EngineStats.HostStats.Condition;
import io.cellar.source.SourceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told of a host that is away, and trying it now. */
class HostsInTroubleTest {
  private static HostStats host(Rig rig) {
    return rig.engine.stats().hosts().getFirst();
  }

  @Test
  void aHostIsFineLeftAloneAndProbed() throws Exception {
    try (Rig rig = new Rig(60)) {
      assertEquals(HostStats.fine("http://fake:80", 0, 8), host(rig));
      rig.source.always(Rig.unreachable());
      Requester bulk = rig.engine.requester("bulk");
      List<StoreRequest> requests =
          IntStream.range(0, 60).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      rig.advanceUntil(() -> host(rig).condition() == Condition.LEFT_ALONE);
      Rig.until(() -> rig.source.open.get() == 0 && host(rig).active() == 0);
      assertEquals("connection refused", host(rig).cause());
      assertTrue(host(rig).problem().contains("connection refused"), host(rig).problem());
      assertTrue(host(rig).pausedUntil().orElseThrow().isAfter(rig.time.now()));

      rig.source.always(Rig.never());
      rig.engine.tryNow("http://fake:80");
      Rig.until(() -> host(rig).condition() == Condition.PROBING);
      assertEquals(1, host(rig).active());
      rig.engine.tryNow("http://fake:80");
      assertEquals(1, host(rig).active());
      rig.engine.tryNow("http://another:80");
      assertEquals(1, rig.engine.stats().hosts().size());
      assertFalse(requests.getFirst().stored().isDone());
    }
  }

  @Test
  void aProbeThatIsAskedForBringsTheHostBackBeforeItsTime() throws Exception {
    try (Rig rig = new Rig(60)) {
      rig.source.always(Rig.unreachable());
      Requester bulk = rig.engine.requester("bulk");
      List<StoreRequest> requests =
          IntStream.range(0, 60).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      rig.advanceUntil(() -> host(rig).condition() == Condition.LEFT_ALONE);
      Rig.until(() -> rig.source.open.get() == 0 && host(rig).active() == 0);
      rig.source.always((box, progress) -> rig.source.body(box));
      rig.engine.tryNow("http://fake:80");
      for (StoreRequest request : requests) {
        assertTrue(Rig.get(request.stored()).fetched());
      }
      assertEquals(Condition.FINE, host(rig).condition());
      assertEquals("", host(rig).cause());
    }
  }

  @Test
  void aHostThatAskedToBeLeftAloneCanBeAskedNow() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.script(0, Rig.busy(429, Optional.of(Duration.ofMinutes(3))));
      BlockRequest first = rig.engine.requester("view").request(rig.key(0), Priority.visible(0, 0));
      Rig.until(() -> host(rig).condition() == Condition.LEFT_ALONE);
      assertEquals("HTTP 429", host(rig).cause());
      rig.engine.tryNow("http://fake:80");
      Rig.get(first.block());
    }
  }

  @Test
  void aHostThatTakesRequestsAndNeverAnswersIsNamedLongBeforeTheyEnd() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.always(Rig.never());
      rig.engine.requester("view").request(rig.key(0), Priority.visible(0, 0));
      Rig.until(() -> rig.source.open.get() == 1);
      rig.time.advance(Duration.ofSeconds(9));
      assertEquals(Condition.FINE, host(rig).condition());
      rig.time.advance(Duration.ofSeconds(3));
      assertEquals(Condition.PROBING, host(rig).condition());
      assertEquals("no answer for 12 s", host(rig).cause());
      assertTrue(host(rig).problem().startsWith("http://fake:80: no answer"), host(rig).problem());
    }
  }

  @Test
  void aHostThatSendsSomethingSlowlyIsFine() throws Exception {
    try (Rig rig = new Rig(4)) {
      CountDownLatch end = new CountDownLatch(1);
      rig.source.always(
          (box, progress) -> {
            progress.bytes(1, 1000);
            end.await();
            return rig.source.body(box);
          });
      rig.engine.requester("view").request(rig.key(0), Priority.visible(0, 0));
      Rig.until(() -> rig.source.open.get() == 1);
      rig.time.advance(Duration.ofSeconds(20));
      Rig.until(() -> host(rig).condition() == Condition.FINE);
      end.countDown();
    }
  }

  @Test
  void aHostThatLetsTheFirstRequestsHangIsLeftAloneAtOnce() throws Exception {
    try (Rig rig = new Rig(60)) {
      CountDownLatch late = new CountDownLatch(1);
      rig.source.always(
          (box, progress) -> {
            late.await();
            throw new SourceException.TimedOut("no answer within 30 s");
          });
      Requester bulk = rig.engine.requester("bulk");
      IntStream.range(0, 60).forEach(i -> bulk.store(rig.key(i), Priority.bulk(i)));
      Rig.until(() -> rig.source.open.get() > 0);
      rig.time.advance(Duration.ofSeconds(30));
      late.countDown();
      Rig.until(() -> host(rig).condition() == Condition.LEFT_ALONE);
      assertEquals("no answer in time", host(rig).cause());
      assertTrue(host(rig).pausedUntil().orElseThrow().isAfter(rig.time.now()));
    }
  }

  @Test
  void aHostIsNamedForPeople() {
    assertEquals("example.org", HostStats.fine("https://example.org:443", 0, 1).displayName());
    assertEquals("example.org:443", HostStats.fine("http://example.org:443", 0, 1).displayName());
    assertEquals("127.0.0.1:8080", HostStats.fine("http://127.0.0.1:8080", 0, 1).displayName());
    assertEquals("example.org", HostStats.fine("http://example.org:80", 0, 1).displayName());
    assertEquals("[::1]:8080", HostStats.fine("http://[::1]:8080", 0, 1).displayName());
  }
}
