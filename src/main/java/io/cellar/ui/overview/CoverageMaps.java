package io.cellar.ui.overview;

import io.cellar.thread.Threads;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.navigation.LevelBlocks;
import io.cellar.ui.navigation.Plane;
import io.cellar.volume.Axes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
    var ignored =
        CompletableFuture.supplyAsync(
                () -> paint(blocks, boxes, axes, position), Threads.computing())
            .whenCompleteAsync((rasters, error) -> take(rasters, error, wanted), pulse);
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
}
