package io.cellar.source.chunked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cellar.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedLoadsTest {
  private final SharedLoads<String, byte[]> loads =
      new SharedLoads<>(10_000, value -> value.length);
  private final AtomicInteger loaded = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  private byte[] load(int bytes) throws InterruptedException {
    loaded.incrementAndGet();
    begun.countDown();
    gate.await();
    return new byte[bytes];
  }

  private FutureTask<byte[]> ask(int bytes) {
    FutureTask<byte[]> task = new FutureTask<>(() -> loads.get("key", () -> load(bytes)));
    threads.add(Thread.ofPlatform().daemon().start(task));
    return task;
  }

  /** Returns when all wait that have been started. */
  private void awaitWaiting() {
    while (!threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
  }

  private List<FutureTask<byte[]>> askAll(int bytes) throws InterruptedException {
    List<FutureTask<byte[]>> all = new ArrayList<>();
    all.add(ask(bytes));
    begun.await();
    for (int n = 0; n < 5; n++) {
      all.add(ask(bytes));
    }
    awaitWaiting();
    return all;
  }

  @Test
  void allWhoWaitGetWhatOneLoads() throws Exception {
    List<FutureTask<byte[]>> all = askAll(10);
    gate.countDown();
    for (FutureTask<byte[]> each : all) {
      assertSame(all.getFirst().get(), each.get());
    }
    assertEquals(1, loaded.get());
    assertSame(all.getFirst().get(), loads.get("key", () -> load(10)));
    assertEquals(1, loaded.get());
  }

  @Test
  void whatIsTooLargeToBeKeptIsSharedAllTheSame() throws Exception {
    List<FutureTask<byte[]>> all = askAll(100_000);
    gate.countDown();
    Set<byte[]> values = new java.util.HashSet<>();
    for (FutureTask<byte[]> each : all) {
      values.add(each.get());
    }
    assertEquals(1, values.size());
    assertEquals(1, loaded.get());
    loads.get("key", () -> load(100_000));
    assertEquals(2, loaded.get(), "it was not kept");
  }

  @Test
  void whoGivesUpLeavesTheLoadToAnother() throws Exception {
    List<FutureTask<byte[]>> all = askAll(10);
    threads.getFirst().interrupt();
    assertInstanceOf(InterruptedException.class, cause(all.getFirst()));
    threads.get(3).interrupt();
    assertInstanceOf(InterruptedException.class, cause(all.get(3)));
    gate.countDown();
    for (FutureTask<byte[]> each : List.of(all.get(1), all.get(2), all.get(4), all.get(5))) {
      assertEquals(10, each.get(30, TimeUnit.SECONDS).length);
    }
    assertEquals(2, loaded.get());
  }

  private static Throwable cause(FutureTask<byte[]> task) {
    return assertThrows(ExecutionException.class, task::get).getCause();
  }

  @Test
  void aFailureIsNotRemembered() throws Exception {
    SourceException failure = new SourceException.Invalid("x", null);
    assertSame(
        failure,
        assertThrows(
            SourceException.class,
            () ->
                loads.get(
                    "key",
                    () -> {
                      throw failure;
                    })));
    gate.countDown();
    assertEquals(10, loads.get("key", () -> load(10)).length);
  }

  @Test
  void keysAreLoadedApart() throws Exception {
    gate.countDown();
    List<Integer> lengths = new ArrayList<>();
    for (int n = 1; n < 4; n++) {
      int bytes = n;
      lengths.add(loads.get("key" + n, () -> load(bytes)).length);
    }
    assertEquals(Set.of(1, 2, 3), lengths.stream().collect(Collectors.toSet()));
  }

  @Test
  void onlyTheValueThatIsMeantIsForgotten() throws Exception {
    gate.countDown();
    byte[] first = loads.get("key", () -> load(1));
    loads.forget("key", new byte[1]);
    assertSame(first, loads.known("key").orElseThrow());
    loads.forget("key", first);
    assertEquals(true, loads.known("key").isEmpty());
  }
}
