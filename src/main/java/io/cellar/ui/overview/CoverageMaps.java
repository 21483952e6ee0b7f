package io.cellar.ui.overview;

import io.cellar.store.Coverage;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.navigation.LevelBlocks;
import io.cellar.ui.navigation.Plane;
import io.cellar.volume.Axes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * Keeps a picture of the coverage for each side of the volume, made anew elsewhere when the
 * coverage or the slice has changed. JavaFX thread.
 */
final class CoverageMaps {
  private final Pulse pulse;
  private final Runnable changed;
  private final Map<Plane, WritableImage> images = new HashMap<>();
  private boolean busy;
  private Wanted done;

  /** What the pictures were made for; slices are told apart by block. */
  private record Wanted(int level, long version, long block, List<MapBox> boxes) {}

  CoverageMaps(Pulse pulse, Runnable changed) {
    this.pulse = pulse;
    this.changed = changed;
  }

  /** The picture for a side, or null while there is none. */
  WritableImage image(Plane plane) {
    return images.get(plane);
  }

  private static Wanted wanted(LevelBlocks blocks, List<MapBox> boxes, Axes axes, long[] position) {
    long block = blocks.index(blocks.stored(axes, position));
    return new Wanted(blocks.level().number(), blocks.coverage().version(), block, boxes);
  }

  /** True when the pictures are of these blocks as they are now. */
  boolean isSettled(LevelBlocks blocks, List<MapBox> boxes, Axes axes, long[] position) {
    return !busy && (boxes.isEmpty() || wanted(blocks, boxes, axes, position).equals(done));
  }

  /** Has the pictures made anew if they are old and nobody is at it. */
  void refresh(LevelBlocks blocks, List<MapBox> boxes, Axes axes, long[] position) {
    Wanted wanted = wanted(blocks, boxes, axes, position);
    if (busy || wanted.equals(done) || boxes.isEmpty()) {
      return;
    }
    busy = true;
    pulse.compute(
        () -> paint(blocks, boxes, axes, position),
        (rasters, error) -> take(rasters, error, wanted));
  }

  private static Map<Plane, CoverageRaster> paint(
      LevelBlocks blocks, List<MapBox> boxes, Axes axes, long[] position) {
    Map<Plane, CoverageRaster> rasters = new HashMap<>();
    for (MapBox box : boxes) {
      rasters.put(box.plane(), CoverageRaster.paint(blocks, axes, position, box));
    }
    return rasters;
  }

  private void take(Map<Plane, CoverageRaster> rasters, Throwable error, Wanted wanted) {
    busy = false;
    done = wanted;
    if (error != null) {
      throw new IllegalStateException("the coverage map could not be drawn", error);
    }
    rasters.forEach((plane, raster) -> images.put(plane, image(raster)));
    changed.run();
  }

  private static WritableImage image(CoverageRaster raster) {
    WritableImage image = new WritableImage(raster.width(), raster.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            raster.width(),
            raster.height(),
            PixelFormat.getIntArgbPreInstance(),
            raster.argb(),
            0,
            raster.width());
    return image;
  }

  /**
   * What is known of the blocks that one slice of the whole view cuts, as a small picture: one
   * pixel stands for the block at its middle. Costs one look at the coverage per pixel, so it may
   * run anywhere, but not on the JavaFX thread.
   *
   * @param width pixels
   * @param height pixels
   * @param argb premultiplied colours, row by row
   */
  private record CoverageRaster(int width, int height, int[] argb) {
    static final int AVAILABLE = 0xff2a9187;
    static final int ABSENT = 0xff7b8794;
    static final int FAILED = 0xffd64545;
    static final int EMPTY = 0xff8f7fc2;
    static final int UNKNOWN = 0;

    /**
     * Paints the coverage of a slice.
     *
     * @param axes order of {@code position}
     * @param position the slice's place, view coordinates of the finest level
     * @param box the side of the volume, for its size in voxels
     */
    static CoverageRaster paint(LevelBlocks blocks, Axes axes, long[] position, MapBox box) {
      int width = Math.max(1, (int) Math.round(box.width()));
      int height = Math.max(1, (int) Math.round(box.height()));
      Plane plane = box.plane();
      long[] voxel = blocks.stored(axes, position);
      int[] argb = new int[width * height];
      for (int y = 0; y < height; y++) {
        voxel[blocks.indexOf(plane.vertical())] =
            blocks.stored(plane.vertical(), middle(y, height, box.voxelsV()));
        for (int x = 0; x < width; x++) {
          voxel[blocks.indexOf(plane.horizontal())] =
              blocks.stored(plane.horizontal(), middle(x, width, box.voxelsH()));
          argb[y * width + x] = color(blocks.state(voxel));
        }
      }
      return new CoverageRaster(width, height, argb);
    }

    private static long middle(int pixel, int pixels, long voxels) {
      return Math.min(voxels - 1, (long) ((pixel + 0.5) / pixels * voxels));
    }

    private static int color(Coverage.State state) {
      return switch (state) {
        case UNKNOWN -> UNKNOWN;
        case AVAILABLE -> AVAILABLE;
        case ABSENT -> ABSENT;
        case FAILED -> FAILED;
        case EMPTY -> EMPTY;
      };
    }
  }
}
