package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertFalse;
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

  private CompletableFuture<Void> waiting(Turns turns, AtomicBoolean enough) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            turns.awaitAsking(LONG_MILLIS, enough::get);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void ends(CompletableFuture<Void> waiting) throws Exception {
    waiting.get(LONG_MILLIS / 2, TimeUnit.MILLISECONDS);
  }

  @Test
  void askingWaitsForThePicturesOfAll() throws Exception {
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube));
        Painter one = new Painter(pane.renderer, p -> {});
        Painter other = new Painter(pane.renderer, p -> {})) {
      Turns turns = new Turns(2);
      AtomicBoolean enough = new AtomicBoolean();
      turns.begin(one);
      turns.begin(other);
      CompletableFuture<Void> first = waiting(turns, enough);
      turns.end(other);
      assertFalse(first.isDone());
      turns.end(one);
      ends(first);
      turns.begin(other);
      CompletableFuture<Void> second = waiting(turns, enough);
      enough.set(true);
      turns.begin(one);
      ends(second);
    }
  }

  @Test
  void notAllAskAtATime() throws Exception {
    Turns turns = new Turns(2);
    AtomicBoolean enough = new AtomicBoolean();
    ends(waiting(turns, enough));
    ends(waiting(turns, enough));
    CompletableFuture<Void> third = waiting(turns, enough);
    assertFalse(third.isDone());
    turns.asked();
    ends(third);
  }

  @Test
  void itWaitsNoLongerThanItMay() throws Exception {
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube));
        Painter other = new Painter(pane.renderer, p -> {})) {
      Turns turns = new Turns();
      turns.begin(other);
      long begun = System.nanoTime();
      turns.awaitAsking(20, () -> false);
      assertTrue(System.nanoTime() - begun >= TimeUnit.MILLISECONDS.toNanos(19));
    }
  }
}
