package io.cellar.ui.overview;

import io.cellar.store.Coverage;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.navigation.Plane;
import io.cellar.volume.LocalFileset;
import java.util.Arrays;
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
  private final LocalFileset local;
  private final Coverage coverage;
  private final Pulse pulse;
  private final Runnable changed;
  private final Map<Plane, WritableImage> images = new HashMap<>();
  private boolean busy;
  private Wanted done;

  /** What the pictures were made for; slices are told apart by block. */
  private record Wanted(long version, List<Long> blocks, List<MapBox> boxes) {}

  CoverageMaps(LocalFileset local, Coverage coverage, Pulse pulse, Runnable changed) {
    this.local = local;
    this.coverage = coverage;
    this.pulse = pulse;
    this.changed = changed;
  }

  /** The picture for a side, or null while there is none. */
  WritableImage image(Plane plane) {
    return images.get(plane);
  }

  /** Has the pictures made anew if they are old and nobody is at it. */
  void refresh(List<MapBox> boxes, long[] position) {
    Wanted wanted = new Wanted(coverage.version(), blocks(position), boxes);
    if (busy || wanted.equals(done) || boxes.isEmpty()) {
      return;
    }
    busy = true;
    CompletableFuture.supplyAsync(() -> paint(boxes, position))
        .whenCompleteAsync((rasters, error) -> take(rasters, error, wanted), pulse);
  }

  private List<Long> blocks(long[] position) {
    long[] size = local.blockShape();
    Long[] blocks = new Long[position.length];
    for (int d = 0; d < position.length; d++) {
      blocks[d] = position[d] / size[d];
    }
    return Arrays.asList(blocks);
  }

  private Map<Plane, CoverageRaster> paint(List<MapBox> boxes, long[] position) {
    Map<Plane, CoverageRaster> rasters = new HashMap<>();
    for (MapBox box : boxes) {
      int w = Math.max(1, (int) Math.round(box.width()));
      int h = Math.max(1, (int) Math.round(box.height()));
      rasters.put(box.plane(), CoverageRaster.paint(local, coverage, box.plane(), position, w, h));
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
