package io.cellar.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BulkRig;
import io.cellar.engine.EngineSettings;
import io.cellar.engine.StageStats;
import io.cellar.engine.StoreRequest;
import io.cellar.engine.stage.WorkerErrorRecord;
import io.cellar.job.style.ConcurrencyStyle;
import io.cellar.store.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each stage of a real engine is brought to a stand, on a clock that the test moves. */
class StageTimeoutsTest {
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final CountDownLatch AT_ONCE = new CountDownLatch(0);

  private final List<StageTimeoutException> told = new CopyOnWriteArrayList<>();
  private final AtomicBoolean paused = new AtomicBoolean();

  private static EngineSettings settings() {
    return EngineSettings.defaults().withParallel(8).withDecodePermits(4);
  }

  /** No time-outs but those that are named, in seconds. */
  private static ConcurrencyStyle only(Map<String, ?> limits) {
    Map<String, Object> fields = new HashMap<>(limits);
    for (StageClock.Stage stage : StageClock.STAGES) {
      fields.putIfAbsent(stage.setting(), null);
    }
    return ConcurrencyStyle.of(fields);
  }

  private StageTimeouts watch(BulkRig rig, ConcurrencyStyle style) {
    return StageTimeouts.start(rig.engine(), style, paused::get, told::add);
  }

  private static void until(BulkRig rig, Predicate<StageStats> condition) {
    BulkRig.until(() -> condition.test(rig.engine().stages()));
  }

  private static List<StoreRequest> store(BulkRig rig, long first, long end) {
    return LongStream.range(first, end).mapToObj(rig::store).toList();
  }

  private static void storeAll(BulkRig rig, long first, long end) {
    List<StoreRequest> requests = store(rig, first, end);
    BulkRig.until(() -> requests.stream().allMatch(each -> each.stored().isDone()));
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** It is told at the limit and not a look before; the last block passed before the first look. */
  private StageTimeoutException expect(BulkRig rig, Duration limit) {
    rig.advance(limit);
    assertEquals(List.of(), told);
    rig.advance(LOOK);
    assertEquals(1, told.size());
    rig.advance(limit.multipliedBy(10));
    assertEquals(1, told.size(), "only once");
    return told.getFirst();
  }

  @Test
  void bodiesThatCannotEnterTheDecoders() {
    try (BulkRig rig = new BulkRig(10, settings().withDecodePermits(1))) {
      Semaphore go = new Semaphore(2);
      rig.onDecode(index -> go.acquireUninterruptibly());
      watch(rig, ConcurrencyStyle.DEFAULT);
      store(rig, 0, 6);
      until(rig, stages -> stages.decodesEnded() == 2 && stages.decodeLine() == 3);
      StageTimeoutException error = expect(rig, Duration.ofSeconds(10));
      assertEquals("readBufferInsertTimeout", error.setting());
      assertEquals(
          "no body has entered the decoders for 10 s, though 3 wait in the read buffer:"
              + " readBufferInsertTimeout=10 has run out after 3 that passed;"
              + " raise readBufferInsertTimeout, or set it to null to wait without end",
          error.getMessage());
      go.release(10);
    }
  }

  @Test
  void bodiesThatDoNotCome() {
    try (BulkRig rig = new BulkRig(10, settings())) {
      watch(rig, only(Map.of("readBufferPopTimeout", 45)));
      storeAll(rig, 0, 2);
      rig.stall();
      store(rig, 2, 6);
      until(rig, stages -> stages.fetching() == 4 && stages.writing() == 0);
      StageTimeoutException error = expect(rig, Duration.ofSeconds(45));
      assertEquals("readBufferPopTimeout", error.setting());
      assertEquals(
          "no body has come for 45 s, though 4 are asked for: readBufferPopTimeout=45 has run out"
              + " after 2 that passed; raise readBufferPopTimeout, or set it to null to wait"
              + " without end",
          error.getMessage());
    }
  }

  @Test
  void theNetworkHasNoTimeOutUnlessOneIsSet() {
    try (BulkRig rig = new BulkRig(10, settings())) {
      watch(rig, ConcurrencyStyle.DEFAULT);
      rig.stall();
      store(rig, 0, 4);
      until(rig, stages -> stages.fetching() == 4);
      rig.advance(Duration.ofHours(1));
      assertEquals(List.of(), told);
    }
  }

  @Test
  void decodedBlocksThatCannotEnterTheWriteQueue() {
    try (BulkRig rig = new BulkRig(10, settings().withWriteQueue(1, 2, 1 << 20))) {
      CountDownLatch disk = new CountDownLatch(1);
      rig.onWrite(index -> waitFor(disk));
      watch(rig, ConcurrencyStyle.DEFAULT);
      store(rig, 0, 5);
      until(rig, stages -> stages.writing() == 3 && stages.writeLine() == 2);
      StageTimeoutException error = expect(rig, Duration.ofSeconds(10));
      assertEquals("computeBufferInsertTimeout", error.setting());
      assertTrue(
          error
              .getMessage()
              .startsWith(
                  "no decoded block has entered the write queue for 10 s, though 2 wait for a place"
                      + " in it: computeBufferInsertTimeout=10 has run out after 3 that passed;"),
          error.getMessage());
      disk.countDown();
    }
  }

  @Test
  void decodedBlocksThatDoNotCome() {
    try (BulkRig rig = new BulkRig(10, settings())) {
      watch(rig, ConcurrencyStyle.DEFAULT);
      storeAll(rig, 0, 1);
      CountDownLatch go = new CountDownLatch(1);
      rig.onDecode(index -> waitFor(go));
      store(rig, 1, 3);
      until(rig, stages -> stages.decoding() == 2 && stages.writing() == 0);
      StageTimeoutException error = expect(rig, Duration.ofSeconds(20));
      assertEquals("computeBufferPopTimeout", error.setting());
      assertTrue(
          error
              .getMessage()
              .startsWith(
                  "no decoded block has come for 20 s, though 2 are being decoded:"
                      + " computeBufferPopTimeout=20 has run out after 1 that passed;"),
          error.getMessage());
      go.countDown();
    }
  }

  @Test
  void slowIsNotStuck() {
    try (BulkRig rig = new BulkRig(20, settings().withDecodePermits(1))) {
      Semaphore go = new Semaphore(0);
      rig.onDecode(index -> go.acquireUninterruptibly());
      watch(rig, ConcurrencyStyle.DEFAULT);
      store(rig, 0, 12);
      until(rig, stages -> stages.decodeLine() == 11);
      for (int i = 1; i <= 10; i++) {
        rig.advance(Duration.ofSeconds(9));
        go.release();
        int ended = i;
        until(rig, stages -> stages.decodesEnded() == ended && stages.decoding() == 1);
      }
      assertEquals(List.of(), told);
      go.release(10);
    }
  }

  @Test
  void theClocksStandStillWhileAHostIsAway() {
    try (BulkRig rig = new BulkRig(30, settings())) {
      CountDownLatch go = new CountDownLatch(1);
      rig.onDecode(
          index -> {
            if (index == 0) {
              waitFor(go);
            }
          });
      rig.store(0);
      until(rig, stages -> stages.decoding() == 1);
      rig.unreachable();
      List<StoreRequest> others = store(rig, 1, 20);
      rig.advanceUntil(() -> rig.engine().stages().hostAway());
      watch(rig, ConcurrencyStyle.DEFAULT);
      rig.advance(Duration.ofMinutes(10));
      assertTrue(rig.engine().stages().hostAway());
      assertEquals(List.of(), told);
      rig.hold(AT_ONCE);
      rig.advanceUntil(() -> others.stream().allMatch(each -> each.stored().isDone()));
      rig.advanceUntil(() -> !told.isEmpty());
      assertEquals("computeBufferPopTimeout", told.getFirst().setting());
      go.countDown();
    }
  }

  @Test
  void theClocksStandStillWhileADiskIsFull() {
    try (BulkRig rig = new BulkRig(10, settings())) {
      CountDownLatch go = new CountDownLatch(1);
      AtomicBoolean full = new AtomicBoolean(true);
      rig.onDecode(
          index -> {
            if (index == 0) {
              waitFor(go);
            }
          });
      rig.onWrite(
          index -> {
            if (full.get()) {
              throw new StoreException.DiskFull("no space left", null);
            }
          });
      store(rig, 0, 2);
      until(rig, stages -> stages.diskFull() && stages.decoding() == 1);
      watch(rig, ConcurrencyStyle.DEFAULT);
      rig.advance(Duration.ofMinutes(10));
      assertEquals(List.of(), told);
      full.set(false);
      rig.advanceUntil(() -> !told.isEmpty());
      assertFalse(rig.engine().stages().diskFull());
      go.countDown();
    }
  }

  @Test
  void theClocksStandStillWhileTheWorkIsPaused() {
    try (BulkRig rig = new BulkRig(10, settings())) {
      CountDownLatch go = new CountDownLatch(1);
      rig.onDecode(index -> waitFor(go));
      rig.store(0);
      until(rig, stages -> stages.decoding() == 1);
      watch(rig, ConcurrencyStyle.DEFAULT);
      rig.advance(Duration.ofSeconds(15));
      paused.set(true);
      rig.advance(Duration.ofHours(1));
      paused.set(false);
      rig.advance(Duration.ofSeconds(5));
      assertEquals(List.of(), told);
      rig.advance(LOOK.multipliedBy(2)); // the looks at which it was paused and was not
      assertEquals(1, told.size(), "what had run before counts");
      go.countDown();
    }
  }

  @Test
  void switchedOffNothingIsEverTold() {
    try (BulkRig rig = new BulkRig(10, settings().withDecodePermits(1))) {
      CountDownLatch go = new CountDownLatch(1);
      rig.onDecode(index -> waitFor(go));
      watch(rig, only(Map.of()));
      store(rig, 0, 4);
      until(rig, stages -> stages.decoding() == 1 && stages.decodeLine() == 3);
      rig.advance(Duration.ofHours(1));
      assertEquals(List.of(), told);
      go.countDown();
    }
  }

  @Test
  void afterTheEndOfTheWatchNothingIsTold() {
    try (BulkRig rig = new BulkRig(10, settings())) {
      CountDownLatch go = new CountDownLatch(1);
      rig.onDecode(index -> waitFor(go));
      rig.store(0);
      until(rig, stages -> stages.decoding() == 1);
      StageTimeouts watch = watch(rig, ConcurrencyStyle.DEFAULT);
      rig.advance(Duration.ofSeconds(15));
      watch.close();
      watch.close();
      rig.advance(Duration.ofHours(1));
      assertEquals(List.of(), told);
      go.countDown();
    }
  }

  @Test
  void aWorkersOwnErrorIsTheCause() {
    try (BulkRig rig = new BulkRig(10, settings())) {
      CountDownLatch go = new CountDownLatch(1);
      IllegalStateException bug = new IllegalStateException("as a test");
      rig.onDecode(
          index -> {
            if (index == 0) {
              throw bug;
            }
            waitFor(go);
          });
      watch(rig, ConcurrencyStyle.DEFAULT);
      store(rig, 0, 2);
      until(rig, stages -> stages.decoding() == 1 && stages.decodesEnded() == 1);
      StageTimeoutException error = expect(rig, Duration.ofSeconds(20));
      assertSame(bug, error.getCause());
      assertEquals(WorkerErrorRecord.Worker.COMPUTE, error.workerError().orElseThrow().worker());
      assertTrue(
          error
              .getMessage()
              .matches(
                  "Error in compute worker \\d+: as a test; after that, no decoded block has come"
                      + " for 20 s, .*"),
          error.getMessage());
      go.countDown();
    }
  }

  @Test
  void anErrorOfAnEarlierPieceOfWorkIsNoCause() {
    try (BulkRig rig = new BulkRig(10, settings())) {
      CountDownLatch go = new CountDownLatch(1);
      rig.onDecode(
          index -> {
            if (index == 0) {
              throw new IllegalStateException("as a test");
            }
            waitFor(go);
          });
      storeAll(rig, 0, 1);
      assertEquals(1, rig.engine().workerErrors().size());
      watch(rig, ConcurrencyStyle.DEFAULT);
      rig.store(1);
      until(rig, stages -> stages.decoding() == 1);
      StageTimeoutException error = expect(rig, Duration.ofSeconds(20));
      assertNull(error.getCause());
      assertTrue(error.workerError().isEmpty());
      assertInstanceOf(String.class, error.getMessage());
      go.countDown();
    }
  }
}
