package io.cellar.slice.draw;

import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.util.Arrays;

/**
 * Turns a row of voxels into colours. 8 and 16 bit go through a table with an entry per value, the
 * wider types are scaled one by one.
 */
abstract class PixelMapper {

  /**
   * Writes {@code out[outBase + p] = colour(plane[base + voxels[p]])} for p from {@code from} to
   * before {@code to}.
   */
  abstract void map(Object plane, int base, int[] voxels, int from, int to, int[] out, int outBase);

  /** The mapper of a dtype and a display. */
  static PixelMapper of(DType dtype, Display display) {
    return of(dtype, display.range(), colours(display));
  }

  /** Maps to 0 to 255 in place of colours; what is not a number becomes something negative. */
  static PixelMapper brightness(DType dtype, ValueRange range) {
    int[] steps = new int[256];
    Arrays.setAll(steps, i -> i);
    return of(dtype, range, steps);
  }

  /** The colours of a display from the darkest to the brightest; the receiver's own. */
  static int[] colours(Display display) {
    int[] colours = display.map().table();
    if (display.invert()) {
      for (int i = 0; i < 128; i++) {
        int swapped = colours[i];
        colours[i] = colours[255 - i];
        colours[255 - i] = swapped;
      }
    }
    return colours;
  }

  private static PixelMapper of(DType dtype, ValueRange range, int[] colours) {
    Brightness scale = new Brightness(range);
    return switch (dtype) {
      case BOOL, UINT8, INT8 -> new Bytes(table(dtype, 256, scale, colours));
      case UINT16, INT16 -> new Shorts(table(dtype, 65536, scale, colours));
      case UINT32, INT32 -> new Ints(dtype, scale, colours);
      case UINT64, INT64 -> new Longs(dtype == DType.UINT64, scale, colours);
      case FLOAT32 -> new Floats(scale, colours);
      case FLOAT64 -> new Doubles(scale, colours);
    };
  }

  private static int[] table(DType dtype, int size, Brightness scale, int[] colours) {
    int[] table = new int[size];
    for (int bits = 0; bits < size; bits++) {
      table[bits] = colours[scale.of(Brightness.value(dtype, bits))];
    }
    return table;
  }

  /** Pixels are evenly spaced, so that their steps differ by one voxel at most. */
  private static boolean isPixelPerVoxel(int[] voxels, int from, int to) {
    return to > from && voxels[to - 1] - voxels[from] == to - 1 - from;
  }

  private static int colour(int[] colours, int brightness) {
    return brightness == Brightness.NAN ? ColorMap.NAN : colours[brightness];
  }

  private static final class Bytes extends PixelMapper {
    private final int[] table;

    Bytes(int[] table) {
      this.table = table;
    }

    @Override
    void map(Object plane, int base, int[] voxels, int from, int to, int[] out, int outBase) {
      byte[] values = (byte[]) plane;
      int[] colours = table;
      if (isPixelPerVoxel(voxels, from, to)) {
        int shift = base + voxels[from] - from;
        for (int p = from; p < to; p++) {
          out[outBase + p] = colours[values[shift + p] & 0xff];
        }
        return;
      }
      for (int p = from; p < to; p++) {
        out[outBase + p] = colours[values[base + voxels[p]] & 0xff];
      }
    }
  }

  private static final class Shorts extends PixelMapper {
    private final int[] table;

    Shorts(int[] table) {
      this.table = table;
    }

    @Override
    void map(Object plane, int base, int[] voxels, int from, int to, int[] out, int outBase) {
      short[] values = (short[]) plane;
      int[] colours = table;
      if (isPixelPerVoxel(voxels, from, to)) {
        int shift = base + voxels[from] - from;
        for (int p = from; p < to; p++) {
          out[outBase + p] = colours[values[shift + p] & 0xffff];
        }
        return;
      }
      for (int p = from; p < to; p++) {
        out[outBase + p] = colours[values[base + voxels[p]] & 0xffff];
      }
    }
  }

  private static final class Ints extends PixelMapper {
    private final DType dtype;
    private final Brightness scale;
    private final int[] colours;

    Ints(DType dtype, Brightness scale, int[] colours) {
      this.dtype = dtype;
      this.scale = scale;
      this.colours = colours;
    }

    @Override
    void map(Object plane, int base, int[] voxels, int from, int to, int[] out, int outBase) {
      int[] values = (int[]) plane;
      for (int p = from; p < to; p++) {
        out[outBase + p] = colours[scale.of(Brightness.value(dtype, values[base + voxels[p]]))];
      }
    }
  }

  private static final class Longs extends PixelMapper {
    private final boolean unsigned;
    private final Brightness scale;
    private final int[] colours;

    Longs(boolean unsigned, Brightness scale, int[] colours) {
      this.unsigned = unsigned;
      this.scale = scale;
      this.colours = colours;
    }

    @Override
    void map(Object plane, int base, int[] voxels, int from, int to, int[] out, int outBase) {
      long[] values = (long[]) plane;
      for (int p = from; p < to; p++) {
        long bits = values[base + voxels[p]];
        out[outBase + p] = colours[scale.of(unsigned ? Brightness.unsigned(bits) : bits)];
      }
    }
  }

  private static final class Floats extends PixelMapper {
    private final Brightness scale;
    private final int[] colours;

    Floats(Brightness scale, int[] colours) {
      this.scale = scale;
      this.colours = colours;
    }

    @Override
    void map(Object plane, int base, int[] voxels, int from, int to, int[] out, int outBase) {
      float[] values = (float[]) plane;
      for (int p = from; p < to; p++) {
        out[outBase + p] = colour(colours, scale.of(values[base + voxels[p]]));
      }
    }
  }

  private static final class Doubles extends PixelMapper {
    private final Brightness scale;
    private final int[] colours;

    Doubles(Brightness scale, int[] colours) {
      this.scale = scale;
      this.colours = colours;
    }

    @Override
    void map(Object plane, int base, int[] voxels, int from, int to, int[] out, int outBase) {
      double[] values = (double[]) plane;
      for (int p = from; p < to; p++) {
        out[outBase + p] = colour(colours, scale.of(values[base + voxels[p]]));
      }
    }
  }
}
