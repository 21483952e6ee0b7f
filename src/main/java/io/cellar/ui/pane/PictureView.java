package io.cellar.ui.pane;

import io.cellar.slice.SlicePicture;
import io.cellar.slice.SliceView;
import java.nio.IntBuffer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;

/**
 * Shows the last picture of a slice, moved and scaled to where it belongs in the present view.
 *
 * <p>Two pixel buffers take turns, because the texture of the one on display may still be read by
 * the render thread. Buffers are rounded up, so that dragging a divider does not make one per
 * frame. JavaFX thread.
 */
final class PictureView extends Region {
  private static final int ROUND = 128;

  private final ImageView image = new ImageView();
  private Buffer front;
  private Buffer rear;
  private SliceView shown;
  private SliceView wanted;
  private double scale = 1;

  private record Buffer(int width, int height, PixelBuffer<IntBuffer> pixels, WritableImage image) {
    static Buffer of(int width, int height) {
      PixelBuffer<IntBuffer> pixels =
          new PixelBuffer<>(
              width,
              height,
              IntBuffer.allocate(width * height),
              PixelFormat.getIntArgbPreInstance());
      return new Buffer(width, height, pixels, new WritableImage(pixels));
    }

    boolean takes(int w, int h) {
      return w <= width && h <= height && w > width - 2 * ROUND && h > height - 2 * ROUND;
    }
  }

  PictureView() {
    image.setManaged(false);
    image.setSmooth(false);
    getChildren().add(image);
    setMouseTransparent(true);
  }

  /** Takes a new picture; it is visible at the next frame. */
  void show(SlicePicture picture) {
    int w = picture.view().width();
    int h = picture.view().height();
    Buffer next = rear != null && rear.takes(w, h) ? rear : Buffer.of(roundUp(w), roundUp(h));
    int[] target = next.pixels.getBuffer().array();
    for (int y = 0; y < h; y++) {
      System.arraycopy(picture.argb(), y * w, target, y * next.width, w);
    }
    next.pixels.updateBuffer(b -> new Rectangle2D(0, 0, w, h));
    rear = front;
    front = next;
    image.setImage(next.image);
    image.setViewport(new Rectangle2D(0, 0, w, h));
    shown = picture.view();
    place();
  }

  /** What should be seen now; the old picture is put where it belongs. */
  void view(SliceView view, double pixelsPerUnit) {
    wanted = view;
    scale = pixelsPerUnit;
    place();
  }

  private void place() {
    if (shown == null || wanted == null) {
      return;
    }
    double grownH = wanted.zoomH() / shown.zoomH();
    double grownV = wanted.zoomV() / shown.zoomV();
    image.setX(snap(wanted.pixelH(shown.coordinateH(-0.5)), grownH) / scale);
    image.setY(snap(wanted.pixelV(shown.coordinateV(-0.5)), grownV) / scale);
    image.setFitWidth(shown.width() * grownH / scale);
    image.setFitHeight(shown.height() * grownV / scale);
  }

  /** A picture that is only moved stays on whole pixels, else it would be blurred. */
  private static double snap(double pixel, double grown) {
    return grown == 1 ? Math.rint(pixel) : pixel;
  }

  private static int roundUp(int n) {
    return Math.max(1, Math.ceilDiv(n, ROUND)) * ROUND;
  }
}
