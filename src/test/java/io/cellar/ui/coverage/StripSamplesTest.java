package io.cellar.ui.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.store.Coverage;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.navigation.LevelBlocks;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StripSamplesTest {
  private static final Axes ZYX = Axes.parse("zyx");

  private static LevelBlocks blocks(DemoVolume volume) {
    return new LevelBlocks(volume.levels().levels().getFirst(), volume.coverage());
  }

  private static DemoVolume volume(long... shape) {
    return DemoVolume.ramps("zyx", DType.UINT8, shape, new long[] {16, 32, 32});
  }

  @Test
  void nothingIsCachedAtFirst() {
    DemoVolume volume = volume(64, 100, 100);
    StripSamples strip =
        StripSamples.count(
            blocks(volume), ZYX, Axis.Z, new Roi(new long[] {5, 0, 0}, new long[] {6, 64, 64}), 64);
    assertEquals(4, strip.starts().length);
    assertEquals(new Tally(0, 4, 4), strip.at(63));
  }

  @Test
  void countsAsALookAtEveryBlockDoes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      long[] shape = {1 + random.nextInt(90), 1 + random.nextInt(150), 1 + random.nextInt(150)};
      DemoVolume volume = volume(shape);
      Coverage coverage = volume.coverage();
      long count = volume.description().geometry().grid().count();
      for (long n = 0; n < count; n++) {
        coverage.set(n, Coverage.State.values()[random.nextInt(4)]);
      }
      long[] start = new long[3];
      long[] stop = new long[3];
      for (int d = 0; d < 3; d++) {
        start[d] = random.nextLong(shape[d]);
        stop[d] = start[d] + 1 + random.nextLong(shape[d] - start[d]);
      }
      Roi box = new Roi(start, stop);
      Axis axis = ZYX.get(random.nextInt(3));
      int d = ZYX.indexOf(axis);
      StripSamples strip = StripSamples.count(blocks(volume), ZYX, axis, box, shape[d]);
      long at = random.nextLong(shape[d]);
      start[d] = at;
      stop[d] = at + 1;
      Roi layer = new Roi(start, stop);
      long have = coverage.count(layer, Coverage.State.AVAILABLE);
      long all = volume.description().geometry().grid().countIn(layer);
      assertEquals(
          new Tally(have, all, all), strip.at(at), "seed " + seed + " round " + round + axis + at);
      volume.close();
    }
  }

  @Test
  void longAxesAndWideViewsAreSampled() {
    DemoVolume volume = volume(16_000, 32 * 200, 32 * 200);
    Coverage coverage = volume.coverage();
    for (long n = 0; n < 40_000; n += 2) {
      coverage.set(n, Coverage.State.AVAILABLE);
    }
    StripSamples strip =
        StripSamples.count(blocks(volume), ZYX, Axis.Z, Roi.ofShape(16_000, 6_400, 6_400), 16_000);
    assertEquals(500, strip.starts().length);
    assertEquals(200, strip.at(0).looked());
    assertTrue(strip.at(0).percent().startsWith("≈ "), strip.at(0)::percent);
    assertTrue(Math.abs(strip.at(0).share() - 0.25) < 0.1, "share " + strip.at(0).share());
    assertEquals(0, strip.at(15_999).have());
  }
}
