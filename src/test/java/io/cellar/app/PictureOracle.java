package io.cellar.app;

import io.cellar.sample.SyntheticVolume;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** What a grey picture of the built-in volume must look like, from the volume itself. */
final class PictureOracle {
  private static final Axis[] AXES = {Axis.Z, Axis.Y, Axis.X};

  private final SyntheticVolume volume = new SyntheticVolume();

  /** Pixels inside the volume that are not the voxel's grey. */
  long wrongPixels(SlicePicture picture, int[] argb) {
    SliceView view = picture.view();
    int level = picture.level().number();
    int h = Arrays.asList(AXES).indexOf(view.horizontal());
    int v = Arrays.asList(AXES).indexOf(view.vertical());
    long[] columns = voxels(view::coordinateH, view.width(), level, h);
    long[] rows = voxels(view::coordinateV, view.height(), level, v);
    long[] start = new long[3];
    long[] stop = new long[3];
    for (int d = 0; d < 3; d++) {
      start[d] = Math.floorDiv(view.position()[d], SyntheticVolume.downsampling(level));
      stop[d] = start[d] + 1;
    }
    start[h] = first(columns);
    stop[h] = last(columns) + 1;
    start[v] = first(rows);
    stop[v] = last(rows) + 1;
    Block block = volume.block(level, new Roi(start, stop));
    int width = (int) (stop[h] - start[h]);
    int height = (int) (stop[v] - start[v]);
    long wrong = 0;
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < columns.length; x++) {
        if (rows[y] >= 0 && columns[x] >= 0) {
          int dh = (int) (columns[x] - start[h]);
          int dv = (int) (rows[y] - start[v]);
          int at = h > v ? dv * width + dh : dh * height + dv;
          int grey = (int) block.toDouble(at);
          wrong +=
              argb[y * view.width() + x] == (0xff << 24 | grey << 16 | grey << 8 | grey) ? 0 : 1;
        }
      }
    }
    return wrong;
  }

  /** The level's voxel that each pixel shows; -1 outside the volume. */
  private long[] voxels(IntToDoubleFunction coordinate, int pixels, int level, int d) {
    long[] voxels = new long[pixels];
    for (int p = 0; p < pixels; p++) {
      double at = Math.floor(coordinate.applyAsDouble(p));
      boolean inside = at >= 0 && at < volume.shape(0)[d];
      voxels[p] = inside ? (long) at / SyntheticVolume.downsampling(level) : -1;
    }
    return voxels;
  }

  private static long first(long[] voxels) {
    return Arrays.stream(voxels).filter(v -> v >= 0).min().orElseThrow();
  }

  private static long last(long[] voxels) {
    return Arrays.stream(voxels).max().orElseThrow();
  }
}
