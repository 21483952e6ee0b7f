package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.CellCache;
import io.cellar.cell.CellListener;
import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.cell.VolatileCells;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Blocks that come while a picture is made: it shows them, or tells that they still come. */
class ArrivalsTest {
  private static final long LAST = 5;

  private final TestVolume cube =
      TestVolume.whole("zyx", DType.UINT8, new long[] {8, 64, 96}, new long[] {4, 32, 32});
  private final FakeEngine engine = FakeEngine.byHand(cube);
  private final SliceView view = new SliceView(Axis.X, Axis.Y, new long[3], 48, 32, 1, 96, 64);

  /** All blocks of the first layer but the last are there; that one is asked for. */
  private SliceRenderer renderer(VolatileCells cells) {
    SliceRenderer renderer =
        new SliceRenderer(
            cells, cube.description(), new SlicePlanes(SlicePlanes.MOST_BYTES), () -> 0);
    assertTrue(render(renderer).loading());
    for (long index = 0; index < LAST; index++) {
      engine.deliver(index);
    }
    SlicePicture nearly = render(renderer);
    assertEquals(LAST, nearly.shown());
    assertTrue(nearly.loading());
    return renderer;
  }

  private SlicePicture render(SliceRenderer renderer) {
    return renderer.render(view, Display.of(cube.description()), () -> false).orElseThrow();
  }

  /** Runs something when the last block's state is asked for the next time. */
  private void whenLookedAt(Runnable action) {
    engine.onState(
        index -> {
          if (index == LAST) {
            engine.onState(i -> {});
            action.run();
          }
        });
  }

  private VolatileCells cells() {
    return new VolatileCells(FakeEngine.source(engine, cube, new CellCache(1 << 20)));
  }

  @Test
  void aBlockThatComesBetweenTwoLooksAtItIsShown() {
    try (SliceRenderer renderer = renderer(cells())) {
      whenLookedAt(() -> engine.deliver(LAST));
      SlicePicture picture = render(renderer);
      assertEquals(picture.blocks(), picture.shown());
      assertFalse(picture.loading());
    }
  }

  @Test
  void aBlockWhosePlaneIsStillBeingTakenIsLoading() throws Exception {
    CountDownLatch here = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    VolatileCells cells = cells();
    // Is told before the renderer is.
    cells.addListener(
        new CellListener() {
          @Override
          public void arrived(long index, Block block) {
            if (index == LAST) {
              here.countDown();
              await(goOn);
            }
          }

          @Override
          public void stateChanged(long index) {}
        });
    try (SliceRenderer renderer = renderer(cells)) {
      AtomicInteger changes = new AtomicInteger();
      renderer.onChange(changes::incrementAndGet);
      CompletableFuture<?>[] delivery = new CompletableFuture<?>[1];
      whenLookedAt(
          () -> {
            delivery[0] = CompletableFuture.runAsync(() -> engine.deliver(LAST));
            await(here);
          });
      assertTrue(render(renderer).loading());
      int before = changes.get();
      goOn.countDown();
      delivery[0].get(30, TimeUnit.SECONDS);
      assertTrue(changes.get() > before, "the picture is to be made again");
      SlicePicture picture = render(renderer);
      assertEquals(picture.blocks(), picture.shown());
      assertFalse(picture.loading());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
