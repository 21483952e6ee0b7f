package io.cellar.slice.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColoursTest {
  private static final Display GREY =
      new Display(new ValueRange(0, 1), false, ColorMap.GREY, false, true, false, Optional.empty());

  private static int[] map(DType dtype, Display display, Object values, int n) {
    int[] voxels = new int[n];
    for (int i = 0; i < n; i++) {
      voxels[i] = i;
    }
    int[] out = new int[n];
    PixelMapper.of(dtype, display).map(values, 0, voxels, 0, n, out, 0);
    return out;
  }

  @Test
  void mapsRunFromTheirFirstToTheirLastColour() {
    int[] grey = ColorMap.GREY.table();
    for (int i = 0; i < 256; i++) {
      assertEquals(0xff000000 | i << 16 | i << 8 | i, grey[i]);
    }
    for (ColorMap map : ColorMap.values()) {
      assertEquals(256, map.table().length);
      double before = -1;
      for (int argb : map.table()) {
        double light =
            0.299 * (argb >> 16 & 0xff) + 0.587 * (argb >> 8 & 0xff) + 0.114 * (argb & 0xff);
        assertTrue(light >= before - 1, map + " does not get brighter");
        assertEquals(0xff, argb >>> 24);
        before = light;
      }
    }
  }

  @Test
  void whatIsNoNumberHasAColourOfItsOwnAndInfinityIsTheEnd() {
    float[] floats = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0.5f};
    int[] colours = map(DType.FLOAT32, GREY, floats, 4);
    assertEquals(ColorMap.NAN, colours[0]);
    assertEquals(0xff000000, colours[1]);
    assertEquals(0xffffffff, colours[2]);
    assertEquals(0xff808080, colours[3]);
    double[] doubles = {Double.NaN, 2.0};
    assertEquals(ColorMap.NAN, map(DType.FLOAT64, GREY, doubles, 2)[0]);
    assertEquals(0xff000000, map(DType.FLOAT64, GREY.withInvert(true), doubles, 2)[1]);
  }

  @Test
  void unsignedValuesAreNotNegative() {
    Display half = GREY.withRange(new ValueRange(0, 0x1p63));
    assertEquals(0xffffffff, map(DType.UINT64, half, new long[] {-1}, 1)[0]);
    assertEquals(0xff000000, map(DType.INT64, half, new long[] {-1}, 1)[0]);
    Display ints = GREY.withRange(new ValueRange(0, 1L << 31));
    assertEquals(0xffffffff, map(DType.UINT32, ints, new int[] {-1}, 1)[0]);
    assertEquals(0xff000000, map(DType.INT32, ints, new int[] {-1}, 1)[0]);
  }

  @Test
  void aRangeOfOneValueIsAThreshold() {
    Display at = GREY.withRange(new ValueRange(100, 100));
    int[] colours = map(DType.UINT8, at, new byte[] {99, 100, 101}, 3);
    assertEquals(0xff000000, colours[0]);
    assertEquals(0xff000000, colours[1]);
    assertEquals(0xffffffff, colours[2]);
  }

  @Test
  void theFirstDisplayFollowsTheDtype() {
    assertEquals(new ValueRange(0, 255), Display.defaultRange(DType.UINT8));
    assertEquals(new ValueRange(-32768, 32767), Display.defaultRange(DType.INT16));
    assertEquals(new ValueRange(0, 1), Display.defaultRange(DType.FLOAT32));
    assertEquals(new ValueRange(0, 1), Display.defaultRange(DType.BOOL));
  }

  @Test
  void patternsRepeatAlsoLeftOfTheOrigin() {
    Pattern pattern = Pattern.of(4, (x, y) -> y * 4 + x);
    assertEquals(pattern.at(3, 2), pattern.at(-1, -2));
    assertEquals(pattern.at(1, 0), pattern.at(5, 8));
    assertEquals(0xff808080, Pattern.mix(0, 0xffffff, 0.5));
  }
}
