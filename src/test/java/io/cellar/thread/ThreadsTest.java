package io.cellar.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  /** A computer with so many threads left. */
  private static ThreadFactory only(int many) {
    AtomicInteger left = new AtomicInteger(many);
    return work -> {
      if (left.getAndDecrement() <= 0) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      return Threads.platform("test", work);
    };
  }

  @Test
  void aPoolMakesDoWithTheThreadsThatThereAre() throws Exception {
    AtomicInteger done = new AtomicInteger();
    try (Threads.Pool pool = new Threads.Pool(8, only(2))) {
      Callable<Integer> task = done::incrementAndGet;
      for (var each : pool.invokeAll(IntStream.range(0, 100).mapToObj(i -> task).toList())) {
        each.get(20, TimeUnit.SECONDS);
      }
      assertEquals(2, pool.getPoolSize());
    }
    assertEquals(100, done.get());
  }

  @Test
  void withoutASingleThreadATaskIsRefused() {
    try (Threads.Pool pool = new Threads.Pool(8, only(0))) {
      assertThrows(OutOfMemoryError.class, () -> pool.execute(() -> {}));
    }
  }
}
