package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.volume.DType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PanePacingTest {
  private static final long LONG_MILLIS = 20_000;
  private final TestVolume cube =
      TestVolume.whole("zyx", DType.UINT8, new long[] {4, 8, 8}, new long[] {4, 8, 8});

  private static Thread asking(PanePacing turns, AtomicBoolean enough) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                turns.awaitAsking(LONG_MILLIS, enough::get);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private static void assertLetIn(Thread asking) throws InterruptedException {
    assertTrue(asking.join(Duration.ofMillis(LONG_MILLIS / 2)), "it waits");
  }

  private static void assertWaits(Thread asking) {
    while (asking.isAlive() && asking.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertEquals(Thread.State.TIMED_WAITING, asking.getState());
  }

  @Test
  void askingWaitsForThePicturesOfAll() throws Exception {
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube));
        Painter one = new Painter(pane.renderer, p -> {});
        Painter other = new Painter(pane.renderer, p -> {})) {
      PanePacing turns = new PanePacing(2);
      AtomicBoolean enough = new AtomicBoolean();
      turns.begin(one);
      turns.begin(other);
      Thread first = asking(turns, enough);
      turns.end(other);
      assertWaits(first);
      turns.end(one);
      assertLetIn(first);
      turns.begin(other);
      Thread second = asking(turns, enough);
      assertWaits(second);
      enough.set(true);
      turns.begin(one);
      assertLetIn(second);
    }
  }

  @Test
  void notAllAskAtATime() throws Exception {
    PanePacing turns = new PanePacing(2);
    AtomicBoolean enough = new AtomicBoolean();
    assertLetIn(asking(turns, enough));
    assertLetIn(asking(turns, enough));
    Thread third = asking(turns, enough);
    assertWaits(third);
    turns.asked();
    assertLetIn(third);
  }

  @Test
  void itWaitsNoLongerThanItMay() throws Exception {
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube));
        Painter other = new Painter(pane.renderer, p -> {})) {
      PanePacing turns = new PanePacing();
      turns.begin(other);
      long begun = System.nanoTime();
      turns.awaitAsking(20, () -> false);
      assertTrue(System.nanoTime() - begun >= TimeUnit.MILLISECONDS.toNanos(19));
    }
  }
}
