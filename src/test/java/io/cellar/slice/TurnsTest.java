package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.volume.DType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final long LONG_MILLIS = 20_000;
  private final TestVolume cube =
      TestVolume.whole("zyx", DType.UINT8, new long[] {4, 8, 8}, new long[] {4, 8, 8});

  private CompletableFuture<Void> waiting(Turns turns, Painter painter, AtomicBoolean enough) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            turns.awaitOthers(painter, LONG_MILLIS, enough::get);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void askingWaitsForOthersButNotForItself() throws Exception {
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube));
        Painter one = new Painter(pane.renderer, p -> {});
        Painter other = new Painter(pane.renderer, p -> {})) {
      Turns turns = new Turns();
      turns.begin(one);
      waiting(turns, one, new AtomicBoolean()).get(LONG_MILLIS / 2, TimeUnit.MILLISECONDS);
      turns.begin(other);
      CompletableFuture<Void> first = waiting(turns, one, new AtomicBoolean());
      turns.end(other);
      first.get(LONG_MILLIS / 2, TimeUnit.MILLISECONDS);
      turns.begin(other);
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Void> second = waiting(turns, one, enough);
      enough.set(true);
      turns.begin(one);
      second.get(LONG_MILLIS / 2, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void itWaitsNoLongerThanItMay() throws Exception {
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube));
        Painter one = new Painter(pane.renderer, p -> {});
        Painter other = new Painter(pane.renderer, p -> {})) {
      Turns turns = new Turns();
      turns.begin(other);
      long begun = System.nanoTime();
      turns.awaitOthers(one, 20, () -> false);
      assertTrue(System.nanoTime() - begun >= TimeUnit.MILLISECONDS.toNanos(19));
    }
  }
}
