package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AutoContrastTest {
  private final TestVolume volume =
      TestVolume.whole("zyx", DType.UINT16, new long[] {2, 60, 50}, new long[] {2, 16, 16});

  @Test
  void percentilesAreThoseOfTheVoxelsOnShow() {
    try (Pane pane = new Pane(volume, FakeEngine.atOnce(volume))) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      pane.render(view);
      short[] voxels =
          (short[]) volume.viewVoxels(io.cellar.volume.Roi.ofShape(1, 60, 50)).values();
      double[] sorted = new double[voxels.length];
      for (int i = 0; i < sorted.length; i++) {
        sorted[i] = voxels[i] & 0xffff;
      }
      Arrays.sort(sorted);
      AutoContrast contrast = new AutoContrast(pane.renderer);
      assertEquals(
          new ValueRange(sorted[30], sorted[2969]), contrast.percentile(view, 1, 99).orElseThrow());
      assertEquals(
          new ValueRange(sorted[0], sorted[2999]), contrast.percentile(view, 0, 100).orElseThrow());
      Histogram histogram = contrast.histogram(view, 64).orElseThrow();
      assertEquals(3000, histogram.samples());
      assertEquals(3000, Arrays.stream(histogram.counts()).sum());
      assertEquals(new ValueRange(sorted[0], sorted[2999]), histogram.range());
    }
  }

  @Test
  void withNothingInMemoryThereIsNoRange() {
    try (Pane pane = new Pane(volume, FakeEngine.byHand(volume))) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      AutoContrast contrast = new AutoContrast(pane.renderer);
      assertTrue(contrast.percentile(view, 1, 99).isEmpty());
      assertTrue(contrast.histogram(view, 10).isEmpty());
    }
  }

  @Test
  void valuesThatAreNoNumbersAreLeftOut() {
    TestVolume floats =
        TestVolume.whole("yx", DType.FLOAT64, new long[] {40, 40}, new long[] {16, 16});
    try (Pane pane = new Pane(floats, FakeEngine.atOnce(floats))) {
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      pane.render(view);
      ValueRange range = new AutoContrast(pane.renderer).percentile(view, 0, 100).orElseThrow();
      assertTrue(Double.isFinite(range.min()) && Double.isFinite(range.max()));
    }
  }

  @Test
  void percentilesMustAscend() {
    try (Pane pane = new Pane(volume, FakeEngine.byHand(volume))) {
      AutoContrast contrast = new AutoContrast(pane.renderer);
      SliceView view = pane.whole(Axis.X, Axis.Y, 1);
      assertThrows(IllegalArgumentException.class, () -> contrast.percentile(view, 5, 1));
      assertThrows(IllegalArgumentException.class, () -> contrast.percentile(view, -1, 50));
    }
  }
}
