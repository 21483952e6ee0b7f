package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.slice.draw.ColorMap;
import io.cellar.slice.draw.Display;
import io.cellar.slice.draw.FrameStyle;
import io.cellar.slice.geometry.Placement;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several volumes in one picture, compared with what each pixel should be. */
class SliceStackTest {
  private static final Axis[][] PLANES = {{Axis.X, Axis.Y}, {Axis.Z, Axis.Y}, {Axis.X, Axis.Z}};
  private final TestVolume below =
      TestVolume.whole("zyx", DType.UINT8, new long[] {9, 40, 60}, new long[] {4, 16, 32});
  private final TestVolume above =
      TestVolume.whole("yxz", DType.UINT8, new long[] {30, 50, 12}, new long[] {16, 16, 5});

  private static SlicePicture render(Pane reference, SliceView view, SliceLayer... layers) {
    return new SliceStack(reference.renderer)
        .render(view, List.of(layers), true, FetchLimit.DEFAULT, () -> false)
        .orElseThrow();
  }

  private static double any(Random random, double... choices) {
    return choices[random.nextInt(choices.length)];
  }

  @Test
  void everyPixelIsTheMixOfWhatLiesThere() {
    long seed = 77;
    Random random = new Random(seed);
    try (Pane low = new Pane(below, FakeEngine.atOnce(below));
        Pane high = new Pane(above, FakeEngine.atOnce(above))) {
      for (int n = 0; n < 60; n++) {
        // Powers of two: both sides must compute the same coordinates, to the last bit.
        List<AxisMap> maps = new ArrayList<>();
        for (int d = 0; d < 3; d++) {
          maps.add(new AxisMap(any(random, 0.5, 1, 2), random.nextInt(-40, 40) / 4.0));
        }
        Placement placement = new Placement(below.geometry().axes(), above.geometry().axes(), maps);
        Axis[] plane = PLANES[random.nextInt(3)];
        SliceView view =
            new SliceView(
                plane[0],
                plane[1],
                new long[] {random.nextInt(9), random.nextInt(40), random.nextInt(60)},
                random.nextInt(-5, 60),
                random.nextInt(-5, 40),
                any(random, 0.5, 1, 2),
                any(random, 0.5, 1, 4),
                2 * (1 + random.nextInt(40)),
                2 * (1 + random.nextInt(40)));
        double opacity = random.nextInt(5) / 4.0;
        Display grey = Display.of(below.description());
        Display green = Display.of(above.description()).withMap(ColorMap.GREEN);
        int[] seen =
            render(
                    low,
                    view,
                    SliceLayer.alone(low.renderer, grey),
                    new SliceLayer(high.renderer, placement, green, opacity))
                .argb();
        assertEquals(0, wrong(view, seen, placement, opacity), "seed " + seed + ", step " + n);
      }
    }
  }

  private long wrong(SliceView view, int[] seen, Placement placement, double opacity) {
    long wrong = 0;
    for (int y = 0; y < view.height(); y++) {
      for (int x = 0; x < view.width(); x++) {
        double[] at = new double[3];
        for (int d = 0; d < 3; d++) {
          Axis axis = below.geometry().axes().get(d);
          at[d] =
              axis == view.horizontal()
                  ? view.coordinateH(x)
                  : axis == view.vertical() ? view.coordinateV(y) : view.position()[d] + 0.5;
        }
        int expected =
            value(below, at)
                .map(g -> 0xff000000 | g << 16 | g << 8 | g)
                .orElse(FrameStyle.outside(true));
        double[] own = new double[3];
        for (int d = 0; d < 3; d++) {
          int there = below.geometry().axes().indexOf(above.geometry().axes().get(d));
          own[d] = placement.toOwn().get(d).apply(at[there]);
        }
        Optional<Integer> green = value(above, own);
        int colour = expected;
        if (green.isPresent()) {
          colour = mix(expected, 0xff000000 | green.get() << 8, opacity);
        }
        wrong += near(colour, seen[y * view.width() + x]) ? 0 : 1;
      }
    }
    return wrong;
  }

  private static Optional<Integer> value(TestVolume volume, double[] at) {
    long[] voxel = new long[at.length];
    for (int d = 0; d < at.length; d++) {
      voxel[d] = (long) Math.floor(at[d]);
    }
    return volume.geometry().view().contains(voxel)
        ? Optional.of(((Number) volume.voxel(voxel)).intValue() & 0xff)
        : Optional.empty();
  }

  private static int mix(int below, int above, double opacity) {
    int mixed = 0xff000000;
    for (int shift = 0; shift < 24; shift += 8) {
      double value = (above >> shift & 0xff) * opacity + (below >> shift & 0xff) * (1 - opacity);
      mixed |= (int) value << shift;
    }
    return mixed;
  }

  /** Equal to within a rounding. */
  private static boolean near(int a, int b) {
    for (int shift = 0; shift < 32; shift += 8) {
      if (Math.abs((a >>> shift & 0xff) - (b >>> shift & 0xff)) > 1) {
        return false;
      }
    }
    return true;
  }

  @Test
  void theReferenceAloneIsNotCopied() {
    try (Pane low = new Pane(below, FakeEngine.atOnce(below))) {
      SliceView view = low.whole(Axis.X, Axis.Y, 1);
      int[] mine = low.render(view).argb();
      low.renderer.reuse(mine);
      SliceLayer alone = SliceLayer.alone(low.renderer, Display.of(below.description()));
      assertSame(mine, render(low, view, alone).argb());
    }
  }

  @Test
  void whatIsMissingAboveLetsTheLowerVolumeThroughAndWhatFailedIsHatched() {
    FakeEngine engine = FakeEngine.byHand(below);
    try (Pane low = new Pane(below, FakeEngine.atOnce(below));
        Pane high = new Pane(below, engine)) {
      SliceView view = low.whole(Axis.X, Axis.Y, 1);
      Display grey = Display.of(below.description());
      SliceLayer ground = SliceLayer.alone(low.renderer, grey);
      SliceLayer over = SliceLayer.alone(high.renderer, grey.withMap(ColorMap.CYAN));
      int[] plain = low.render(view).argb().clone();
      SlicePicture waiting = render(low, view, ground, over);
      assertEquals(-1, java.util.Arrays.mismatch(plain, waiting.argb()));
      assertTrue(waiting.loading());
      engine.state(0, new BlockState.Failed("no", 3, Optional.of(Instant.EPOCH)));
      SlicePicture failed = render(low, view, ground, over);
      assertEquals(1, failed.failed());
      long hatched = 0;
      for (int i = 0; i < plain.length; i++) {
        hatched += plain[i] == failed.argb()[i] ? 0 : 1;
      }
      assertTrue(hatched > 16 * 32 / 5 && hatched <= 16 * 32, hatched + " pixels");
    }
  }

  @Test
  void aChangeAboveAsksForAnotherPicture() throws Exception {
    FakeEngine engine = FakeEngine.byHand(below);
    var pictures = new java.util.concurrent.LinkedBlockingQueue<SlicePicture>();
    try (Pane low = new Pane(below, FakeEngine.atOnce(below));
        Pane high = new Pane(below, engine);
        Painter painter = new Painter(low.renderer, pictures::add)) {
      Display grey = Display.of(below.description()).withRange(new ValueRange(0, 255));
      painter.request(
          low.whole(Axis.X, Axis.Y, 1),
          List.of(SliceLayer.alone(low.renderer, grey), SliceLayer.alone(high.renderer, grey)),
          true,
          FetchLimit.DEFAULT);
      SlicePicture first = pictures.poll(20, java.util.concurrent.TimeUnit.SECONDS);
      int shown = first.shown();
      engine.deliver(0);
      SlicePicture last = first;
      while (last.shown() <= shown) {
        last = pictures.poll(20, java.util.concurrent.TimeUnit.SECONDS);
      }
      assertEquals(shown + 1, last.shown());
    }
  }

  @Test
  void aPictureThatIsGivenUpHalfWayGivesItsPixelsBack() {
    try (Pane low = new Pane(below, FakeEngine.atOnce(below));
        Pane high = new Pane(below, FakeEngine.atOnce(below))) {
      SliceView view = low.whole(Axis.X, Axis.Y, 1);
      Display grey = Display.of(below.description());
      int[] mine = low.render(view).argb();
      low.renderer.reuse(mine);
      AtomicInteger looks = new AtomicInteger();
      low.renderer.render(view, grey, () -> looks.incrementAndGet() < 0);
      low.renderer.reuse(mine);
      int ofLow = looks.getAndSet(0);
      assertEquals(
          Optional.empty(),
          new SliceStack(low.renderer)
              .render(
                  view,
                  List.of(
                      SliceLayer.alone(low.renderer, grey), SliceLayer.alone(high.renderer, grey)),
                  true,
                  FetchLimit.DEFAULT,
                  () -> looks.incrementAndGet() > ofLow));
      assertSame(mine, low.render(view).argb());
    }
  }

  @Test
  void aReferenceThatIsHiddenGivesUpWhatItHasAskedForAndIsAskedForAgain() {
    FakeEngine engine = FakeEngine.byHand(below);
    try (Pane low = new Pane(below, engine);
        Pane high = new Pane(below, FakeEngine.atOnce(below))) {
      SliceView view = low.whole(Axis.X, Axis.Y, 1);
      Display grey = Display.of(below.description());
      SliceLayer ground = SliceLayer.alone(low.renderer, grey);
      SliceLayer over = SliceLayer.alone(high.renderer, grey);
      assertTrue(render(low, view, ground, over).loading());
      int views = engine.views();
      assertFalse(render(low, view, over).loading());
      assertEquals(views + 1, engine.views());
      render(low, view, over);
      assertEquals(views + 1, engine.views());
      int asked = engine.asked().size();
      assertTrue(render(low, view, ground, over).loading());
      assertEquals(2 * asked, engine.asked().size());
    }
  }
}
