package io.cellar.source.chunked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.SourceException;
import io.cellar.thread.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShardIndexCacheTest {
  private final ShardIndexCache<String, byte[]> cache =
      new ShardIndexCache<>(1 << 20, part -> part.length);
  private final ExecutorService askers = Threads.virtualPerTask("asker-");
  private final AtomicInteger loads = new AtomicInteger();

  @AfterEach
  void end() {
    askers.shutdownNow();
  }

  @Test
  void aPartIsLoadedOnceForAllWhoWait() throws Exception {
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

  @Test
  void interruptingTheFirstWhoAskedDoesNotDisturbTheOthers() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Optional<byte[]>> first = askers.submit(() -> cache.get("a", () -> slow(loading, go)));
    loading.await();
    Thread[] second = new Thread[1];
    CountDownLatch known = new CountDownLatch(1);
    Future<Optional<byte[]>> other =
        askers.submit(
            () -> {
              second[0] = Thread.currentThread();
              known.countDown();
              return cache.get("a", () -> slow(loading, go));
            });
    known.await();
    while (second[0].getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    first.cancel(true);
    go.countDown();
    assertEquals(10, other.get().orElseThrow().length);
    assertEquals(1, loads.get());
  }

  @Test
  void theLoadingEndsWhenNobodyWaits() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Future<Optional<byte[]>> only =
        askers.submit(
            () ->
                cache.get(
                    "a",
                    () -> {
                      try {
                        return slow(loading, new CountDownLatch(1));
                      } finally {
                        ended.countDown();
                      }
                    }));
    loading.await();
    only.cancel(true);
    assertTrue(ended.await(30, TimeUnit.SECONDS));
    assertEquals(3, cache.get("a", () -> Optional.of(new byte[3])).orElseThrow().length);
  }

  @Test
  void aFailureReachesAllAndIsNotRemembered() throws Exception {
    SourceException failure = new SourceException.Invalid("broken", null);
    assertSame(
        failure,
        assertThrows(
            SourceException.class,
            () ->
                cache.get(
                    "a",
                    () -> {
                      throw failure;
                    })));
    assertEquals(2, cache.get("a", () -> Optional.of(new byte[2])).orElseThrow().length);
  }

  @Test
  void whatDoesNotExistIsAskedForAgain() throws Exception {
    assertTrue(cache.get("a", Optional::empty).isEmpty());
    assertTrue(cache.get("a", () -> Optional.of(new byte[2])).isPresent());
    assertTrue(cache.get("a", Optional::empty).isPresent());
    cache.forget("a");
    assertTrue(cache.get("a", Optional::empty).isEmpty());
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
