package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pixels that are painted over, and planes that are taken out of cells again. */
class ReuseTest {
  private final TestVolume cube =
      TestVolume.whole("zyx", DType.UINT8, new long[] {8, 64, 96}, new long[] {4, 32, 32});

  @Test
  void whatWasInThePixelsBeforeIsNeverSeen() {
    long seed = 41;
    Random random = new Random(seed);
    FakeEngine engine = FakeEngine.byHand(cube);
    try (Pane pane = new Pane(cube, engine)) {
      for (int n = 0; n < 200; n++) {
        SliceView view = anyView(random);
        Display display =
            Display.of(cube.description()).withShowBlocks(random.nextBoolean()).withDark(n % 2 > 0);
        int[] fresh = pane.render(view, display).argb();
        int[] used = new int[fresh.length];
        Arrays.fill(used, 0x12345678);
        pane.renderer.reuse(used);
        SlicePicture again = pane.render(view, display);
        assertSame(used, again.argb());
        assertArrayEquals(fresh, used, "seed " + seed + " step " + n);
        change(engine, random);
      }
    }
  }

  private static SliceView anyView(Random random) {
    Axis[][] planes = {{Axis.X, Axis.Y}, {Axis.Z, Axis.Y}, {Axis.X, Axis.Z}};
    Axis[] plane = planes[random.nextInt(3)];
    long[] position = {random.nextInt(10) - 1, random.nextInt(64), random.nextInt(96)};
    return new SliceView(
        plane[0],
        plane[1],
        position,
        random.nextDouble(-20, 120),
        random.nextDouble(-20, 90),
        random.nextDouble(0.3, 4),
        1 + random.nextInt(150),
        1 + random.nextInt(150));
  }

  private static void change(FakeEngine engine, Random random) {
    long block = random.nextInt(12);
    if (random.nextBoolean()) {
      engine.deliver(block);
    } else {
      engine.state(block, random.nextBoolean() ? BlockState.ABSENT : BlockState.QUEUED);
    }
  }

  @Test
  void pixelsOfAnotherSizeAreNotUsed() {
    PixelPool pool = new PixelPool();
    int[] given = new int[12];
    pool.give(given);
    assertNotSame(given, pool.take(13));
    assertEquals(12, pool.take(12).length);
  }

  private static SliceView across(Pane pane, long x) {
    SliceView view = pane.whole(Axis.Z, Axis.Y, 1);
    long[] position = {0, 0, x};
    return new SliceView(
        Axis.Z, Axis.Y, position, view.centerH(), view.centerV(), 1, view.width(), view.height());
  }

  private static SliceView at(Pane pane, long z) {
    SliceView view = pane.whole(Axis.X, Axis.Y, 1);
    return new SliceView(
        Axis.X,
        Axis.Y,
        new long[] {z, 0, 0},
        view.centerH(),
        view.centerV(),
        1,
        view.width(),
        view.height());
  }

  @Test
  void planesOfASliceThatIsLeftGoWhenTheirCellsAreInMemory() {
    FakeEngine engine = FakeEngine.atOnce(cube);
    try (Pane pane = new Pane(cube, engine)) {
      for (long x = 0; x < 96; x++) {
        assertEquals(4, pane.render(across(pane, x)).shown());
        int together = x % 32 == 0 ? 1 : 16; // one as a block comes, then those beside it too
        assertEquals(4 * together, pane.renderer.planes().count(), "slice " + x);
      }
      assertEquals(12, engine.asked().size());
    }
  }

  @Test
  void planesOfASliceThatIsLeftStayWhenTheirCellsAreGone() {
    FakeEngine engine = FakeEngine.atOnce(cube);
    try (Pane pane = new Pane(cube, engine, 0, SlicePlanes.MOST_BYTES)) {
      pane.render(at(pane, 0));
      pane.render(at(pane, 1));
      assertEquals(12, pane.renderer.planes().count());
      int asked = engine.asked().size();
      assertEquals(6, pane.render(at(pane, 0)).shown());
      assertEquals(asked, engine.asked().size());
    }
  }
}
