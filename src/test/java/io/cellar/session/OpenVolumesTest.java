package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who opens and who closes, whatever they open. */
class OpenVolumesTest {
  private static final VolumeKey KEY = new VolumeKey(List.of("a"));

  private final OpenVolumes volumes = new OpenVolumes();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private LevelSessions opening() {
    opened.incrementAndGet();
    return new LevelSessions(null, List.of(), closed::incrementAndGet);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  /** Waits until a thread of the test's stands still in a method. */
  private static void awaitStill(CompletableFuture<Thread> who) throws Exception {
    Thread thread = get(who);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (thread.getState() != Thread.State.WAITING) {
      assertTrue(System.nanoTime() < deadline, "it does not wait");
      LockSupport.parkNanos(100_000);
    }
  }

  private Future<LevelSessions> openElsewhere(CompletableFuture<Thread> who) {
    return threads.submit(
        () -> {
          who.complete(Thread.currentThread());
          return volumes.open(KEY, this::opening);
        });
  }

  @Test
  void theFirstOpensAndTheLastCloses() {
    LevelSessions first = volumes.open(KEY, this::opening);
    LevelSessions second = volumes.open(KEY, this::opening);
    LevelSessions other = volumes.open(new VolumeKey(List.of("b")), this::opening);
    assertEquals(2, opened.get());
    first.close();
    first.close();
    assertEquals(0, closed.get());
    second.close();
    assertEquals(1, closed.get());
    second.close();
    first.close();
    assertEquals(1, closed.get());
    volumes.open(KEY, this::opening).close();
    assertEquals(3, opened.get());
    assertEquals(2, closed.get());
    other.close();
    assertEquals(3, closed.get());
  }

  @Test
  void whoComesWhileItIsClosedWaitsAndOpensItAnew() throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch mayClose = new CountDownLatch(1);
    LevelSessions first =
        volumes.open(
            KEY,
            () ->
                new LevelSessions(
                    null,
                    List.of(),
                    () -> {
                      closing.countDown();
                      awaitLatch(mayClose);
                      closed.incrementAndGet();
                    }));
    Future<?> close = threads.submit(first::close);
    assertTrue(closing.await(20, TimeUnit.SECONDS));
    CompletableFuture<Thread> who = new CompletableFuture<>();
    Future<LevelSessions> second = openElsewhere(who);
    awaitStill(who);
    assertEquals(0, opened.get(), "opened before the last one had closed it");
    assertFalse(second.isDone());
    mayClose.countDown();
    get(close);
    LevelSessions anew = get(second);
    assertEquals(1, opened.get());
    assertEquals(1, closed.get());
    anew.close();
    assertEquals(2, closed.get());
  }

  @Test
  void whoComesWhileItIsOpenedWaitsForThat() throws Exception {
    CountDownLatch mayOpen = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Future<LevelSessions> first =
        threads.submit(
            () ->
                volumes.open(
                    KEY,
                    () -> {
                      begun.countDown();
                      awaitLatch(mayOpen);
                      return opening();
                    }));
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    CompletableFuture<Thread> who = new CompletableFuture<>();
    Future<LevelSessions> second = openElsewhere(who);
    awaitStill(who);
    mayOpen.countDown();
    get(first).close();
    assertEquals(0, closed.get());
    get(second).close();
    assertEquals(1, opened.get());
    assertEquals(1, closed.get());
  }

  @Test
  void whoWaitedForOneThatFailedTriesHimself() throws Exception {
    CountDownLatch mayFail = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Future<LevelSessions> first =
        threads.submit(
            () ->
                volumes.open(
                    KEY,
                    () -> {
                      begun.countDown();
                      awaitLatch(mayFail);
                      throw new IllegalStateException("the disk");
                    }));
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    CompletableFuture<Thread> who = new CompletableFuture<>();
    Future<LevelSessions> second = openElsewhere(who);
    awaitStill(who);
    mayFail.countDown();
    ExecutionException failure = assertThrows(ExecutionException.class, () -> get(first));
    assertEquals("the disk", failure.getCause().getMessage());
    get(second).close();
    assertEquals(1, opened.get());
    assertEquals(1, closed.get());
  }

  @Test
  void oneThatCouldNotBeClosedIsOpenedAnew() {
    LevelSessions broken =
        volumes.open(
            KEY,
            () ->
                new LevelSessions(
                    null,
                    List.of(),
                    () -> {
                      throw new IllegalStateException("the disk");
                    }));
    assertThrows(IllegalStateException.class, broken::close);
    volumes.open(KEY, this::opening).close();
    assertEquals(1, closed.get());
  }

  @Test
  void neverIsOneOpenTwiceOrUsedAfterItsEnd() throws Exception {
    long seed = 17_09;
    AtomicInteger open = new AtomicInteger();
    List<Future<?>> users = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      Random random = new Random(seed + n);
      users.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 3000; i++) {
                  LevelSessions held =
                      volumes.open(
                          KEY,
                          () -> {
                            assertEquals(1, open.incrementAndGet(), "seed " + seed);
                            return new LevelSessions(
                                null, List.of(), () -> assertEquals(0, open.decrementAndGet()));
                          });
                  assertEquals(1, open.get(), "seed " + seed);
                  if (random.nextInt(4) == 0) {
                    Thread.yield();
                  }
                  held.close();
                  if (random.nextInt(8) == 0) {
                    held.close();
                  }
                }
              }));
    }
    for (Future<?> user : users) {
      get(user);
    }
    assertEquals(0, open.get());
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
