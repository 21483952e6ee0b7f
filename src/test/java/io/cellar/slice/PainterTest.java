package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class PainterTest {
  private final TestVolume cube =
      TestVolume.whole("zyx", DType.UINT8, new long[] {8, 64, 96}, new long[] {4, 32, 32});
  private final LinkedBlockingQueue<SlicePicture> pictures = new LinkedBlockingQueue<>();

  private SlicePicture next(Predicate<SlicePicture> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < deadline) {
      SlicePicture picture = pictures.poll(20, TimeUnit.SECONDS);
      assertNotNull(picture, "no picture");
      if (wanted.test(picture)) {
        return picture;
      }
    }
    throw new AssertionError("not the picture that was waited for");
  }

  @Test
  void paintsWhatIsRequestedAndAgainWhenBlocksCome() throws InterruptedException {
    FakeEngine engine = FakeEngine.byHand(cube);
    Display display = Display.of(cube.description());
    try (Pane pane = new Pane(cube, engine);
        Painter painter = new Painter(pane.renderer, pictures::add)) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      painter.request(view, display);
      SlicePicture first = next(p -> true);
      assertEquals(view, first.view());
      assertTrue(first.loading());
      for (long index = 0; index < 6; index++) {
        engine.deliver(index);
      }
      assertEquals(6, next(p -> p.shown() == 6).blocks());
    }
  }

  @Test
  void theNewestViewWins() throws Exception {
    CountDownLatch painting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Display display = Display.of(cube.description());
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube));
        Painter painter =
            new Painter(
                pane.renderer,
                picture -> {
                  pictures.add(picture);
                  painting.countDown();
                  try {
                    assertTrue(goOn.await(20, TimeUnit.SECONDS));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                })) {
      painter.request(pane.whole(Axis.X, Axis.Y, 1), display);
      assertTrue(painting.await(20, TimeUnit.SECONDS));
      for (int i = 2; i <= 9; i++) {
        painter.request(pane.whole(Axis.X, Axis.Y, i), display);
      }
      goOn.countDown();
      assertEquals(1, next(p -> true).view().zoomH());
      assertEquals(9, next(p -> true).view().zoomH());
    }
  }

  @Test
  void paintsOnByItselfOnlyWhileSomethingDownloads() throws InterruptedException {
    FakeEngine engine = FakeEngine.byHand(cube);
    try (Pane pane = new Pane(cube, engine);
        Painter painter = new Painter(pane.renderer, pictures::add)) {
      painter.request(pane.whole(Axis.X, Axis.Y, 1), Display.of(cube.description()));
      next(p -> true);
      engine.state(2, new BlockState.Downloading(0.1));
      next(SlicePicture::downloading);
      next(SlicePicture::downloading);
      next(SlicePicture::downloading);
      engine.state(2, BlockState.QUEUED);
      next(p -> !p.downloading());
    }
  }

  @Test
  void fetchingAnywayLiftsTheLimitForThisView() throws InterruptedException {
    FakeEngine engine = FakeEngine.atOnce(cube);
    try (Pane pane = new Pane(cube, engine);
        Painter painter = new Painter(pane.renderer, pictures::add)) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      painter.request(view, Display.of(cube.description()), new FetchLimit(2, 1 << 30));
      assertTrue(next(p -> true).overLimit());
      painter.fetchAnyway();
      assertEquals(6, next(p -> !p.overLimit()).shown());
    }
  }

  @Test
  void aPictureThatCannotBeMadeDoesNotEndThePainter() throws InterruptedException {
    Display display = Display.of(cube.description());
    try (Pane pane = new Pane(cube, FakeEngine.atOnce(cube));
        Painter painter = new Painter(pane.renderer, pictures::add)) {
      painter.request(new SliceView(Axis.T, Axis.Y, new long[3], 0, 0, 1, 9, 9), display);
      painter.request(pane.whole(Axis.X, Axis.Y, 1), display);
      assertEquals(6, next(p -> true).blocks());
    }
  }

  @Test
  void closingEndsIt() {
    Pane pane = new Pane(cube, FakeEngine.byHand(cube));
    Painter painter = new Painter(pane.renderer, pictures::add);
    painter.close();
    painter.close();
    pane.close();
  }
}
