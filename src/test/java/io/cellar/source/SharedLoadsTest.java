package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.thread.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedLoadsTest {
  private final SharedLoads<String, byte[]> cache = new SharedLoads<>(1 << 20, part -> part.length);
  private final ExecutorService askers = Threads.virtualPerTask("asker-");
  private final AtomicInteger loads = new AtomicInteger();

  @AfterEach
  void end() {
    askers.shutdownNow();
  }

  @Test
  void aValueIsLoadedOnceForAllWhoWait() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Optional<byte[]>>> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.add(askers.submit(() -> cache.get("a", () -> slow(loading, go))));
    }
    loading.await();
    go.countDown();
    byte[] first = asked.getFirst().get().orElseThrow();
    for (Future<Optional<byte[]>> f : asked) {
      assertSame(first, f.get().orElseThrow());
    }
    assertEquals(1, loads.get());
  }

  private Optional<byte[]> slow(CountDownLatch loading, CountDownLatch go)
      throws InterruptedException {
    loads.incrementAndGet();
    loading.countDown();
    go.await();
    return Optional.of(new byte[10]);
  }

  /** Asks on a thread of its own, and comes back when that waits for another's load. */
  private Future<Optional<byte[]>> waiting(SharedLoads.Load<byte[]> load) throws Exception {
    Thread[] asker = new Thread[1];
    CountDownLatch known = new CountDownLatch(1);
    Future<Optional<byte[]>> asked =
        askers.submit(
            () -> {
              asker[0] = Thread.currentThread();
              known.countDown();
              return cache.get("a", load);
            });
    known.await();
    while (asker[0].getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return asked;
  }

  @Test
  void itIsLoadedOnTheThreadOfTheFirstWhoAsks() throws Exception {
    Thread[] loader = new Thread[1];
    cache.get(
        "a",
        () -> {
          loader[0] = Thread.currentThread();
          return Optional.empty();
        });
    assertSame(Thread.currentThread(), loader[0]);
  }

  @Test
  void whenTheFirstWhoAskedIsInterruptedAnotherLoads() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Future<Optional<byte[]>> first =
        askers.submit(() -> cache.get("a", () -> slow(loading, never)));
    loading.await();
    Future<Optional<byte[]>> second = waiting(() -> count(4));
    Future<Optional<byte[]>> third = waiting(() -> count(4));
    first.cancel(true);
    assertEquals(4, second.get().orElseThrow().length);
    assertSame(second.get().orElseThrow(), third.get().orElseThrow());
    assertEquals(2, loads.get());
  }

  @Test
  void interruptingOneWhoWaitsDisturbsNobody() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Optional<byte[]>> first = askers.submit(() -> cache.get("a", () -> slow(loading, go)));
    loading.await();
    Future<Optional<byte[]>> second = waiting(() -> count(4));
    Future<Optional<byte[]>> third = waiting(() -> count(4));
    second.cancel(true);
    go.countDown();
    assertEquals(10, first.get().orElseThrow().length);
    assertSame(first.get().orElseThrow(), third.get().orElseThrow());
    assertEquals(1, loads.get());
  }

  @Test
  void afterAnInterruptedLoadTheNextWhoAsksLoads() throws Exception {
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class,
        () -> cache.get("a", () -> slow(new CountDownLatch(1), new CountDownLatch(1))));
    assertEquals(3, cache.get("a", () -> Optional.of(new byte[3])).orElseThrow().length);
  }

  @Test
  void aFailureReachesAllWhoWaitAndTheNextWhoAsksTriesAgain() throws Exception {
    SourceException failure = new SourceException.Invalid("broken", null);
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Optional<byte[]>> first =
        askers.submit(
            () ->
                cache.get(
                    "a",
                    () -> {
                      slow(loading, go);
                      throw failure;
                    }));
    loading.await();
    Future<Optional<byte[]>> second = waiting(() -> count(4));
    go.countDown();
    assertSame(failure, assertThrows(ExecutionException.class, first::get).getCause());
    assertSame(failure, assertThrows(ExecutionException.class, second::get).getCause());
    assertEquals(1, loads.get());
    assertEquals(2, cache.get("a", () -> count(2)).orElseThrow().length);
  }

  @Test
  void thatThereIsNoneIsRememberedUntilItIsForgotten() throws Exception {
    assertTrue(cache.get("a", Optional::empty).isEmpty());
    assertTrue(cache.get("a", () -> count(2)).isEmpty());
    cache.forget("a");
    assertTrue(cache.get("a", () -> count(2)).isPresent());
    assertTrue(cache.get("a", Optional::empty).isPresent());
    cache.forget();
    assertTrue(cache.get("a", Optional::empty).isEmpty());
  }

  @Test
  void whatIsForgottenWhileItIsLoadedIsForThoseOnlyWhoWaitAlready() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Optional<byte[]>> first = askers.submit(() -> cache.get("a", () -> slow(loading, go)));
    loading.await();
    Future<Optional<byte[]>> second = waiting(() -> count(4));
    cache.forget("a");
    assertEquals(2, cache.get("a", () -> count(2)).orElseThrow().length);
    go.countDown();
    assertEquals(10, first.get().orElseThrow().length);
    assertEquals(10, second.get().orElseThrow().length);
    assertEquals(2, cache.get("a", () -> count(4)).orElseThrow().length);
  }

  @Test
  void aValueThatIsTooLargeIsSharedByThoseWhoWait() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    byte[] large = new byte[2 << 20];
    Future<Optional<byte[]>> first =
        askers.submit(
            () ->
                cache.get(
                    "a",
                    () -> {
                      slow(loading, go);
                      return Optional.of(large);
                    }));
    loading.await();
    Future<Optional<byte[]>> second = waiting(() -> count(4));
    go.countDown();
    assertSame(large, first.get().orElseThrow());
    assertSame(large, second.get().orElseThrow());
  }

  @Test
  void moreThanTheBoundIsNotKept() throws Exception {
    for (int i = 0; i < 100; i++) {
      cache.get("part " + i, () -> count(1 << 18));
    }
    for (int i = 0; i < 100; i++) {
      cache.get("part " + i, () -> count(1 << 18));
    }
    assertTrue(loads.get() >= 190, loads + " loads");
    cache.get("too large", () -> count(2 << 20));
    int before = loads.get();
    cache.get("too large", () -> count(2 << 20));
    assertEquals(before + 1, loads.get());
  }

  private Optional<byte[]> count(int bytes) {
    loads.incrementAndGet();
    return Optional.of(new byte[bytes]);
  }

  @Test
  void aMistakeOfTheLoaderIsNotSwallowed() {
    Future<Optional<byte[]>> asked =
        askers.submit(
            () ->
                cache.get(
                    "a",
                    () -> {
                      throw new IllegalStateException("a mistake");
                    }));
    ExecutionException e = assertThrows(ExecutionException.class, asked::get);
    assertEquals("a mistake", e.getCause().getMessage());
  }
}
