package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockEngine;
import io.cellar.engine.EngineStats;
import io.cellar.thread.Threads;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Figures that are asked for while the engine decides something. */
@Timeout(30)
class FiguresTest {
  private final ExecutorService background = Threads.virtualPerTask("test-");

  /** Has a permit while nothing is being decided. */
  private final Semaphore free = new Semaphore(1);

  private final AtomicInteger fetched = new AtomicInteger();
  private final BlockEngine engine =
      (BlockEngine)
          Proxy.newProxyInstance(
              BlockEngine.class.getClassLoader(),
              new Class<?>[] {BlockEngine.class},
              (proxy, method, args) ->
                  switch (method.getName()) {
                    case "statsAtOnce" ->
                        free.availablePermits() == 0 ? Optional.empty() : Optional.of(stats());
                    case "stats" -> {
                      free.acquire();
                      free.release();
                      yield stats();
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                  });

  private EngineStats stats() {
    return new EngineStats(
        Map.of(),
        List.of(),
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        fetched.get(),
        0,
        List.of(),
        0,
        false,
        List.of());
  }

  @AfterEach
  void end() {
    background.close();
  }

  @Test
  void theLastOnesAreToldAtOnceAndNewOnesAreNews() throws Exception {
    Program.Figures figures = new Program.Figures(engine, background);
    Semaphore news = new Semaphore(0);
    figures.onNews(news::release);
    fetched.set(1);
    EngineStats first = figures.now();
    assertEquals(1, first.fetched());
    free.acquire();
    fetched.set(2);
    assertSame(first, figures.now());
    assertSame(first, figures.now());
    assertEquals(0, news.availablePermits());
    free.release();
    assertTrue(news.tryAcquire(20, TimeUnit.SECONDS));
    assertEquals(2, figures.now().fetched());
  }
}
