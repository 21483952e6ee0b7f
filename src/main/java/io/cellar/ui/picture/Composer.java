package io.cellar.ui.picture;

import io.cellar.slice.SlicePicture;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.transform.Scale;

/**
 * Puts a picture together. What the toolkit draws is drawn by {@link #draw} on the JavaFX thread;
 * {@link Drawn#sheet} lays it over the slices and may be called on any thread.
 */
final class Composer {

  private Composer() {}

  /** Pixels with a place. */
  private record Layer(int[] argb, int width, int height, int left, int top) {}

  /** A picture in its parts, the lowest first. */
  static final class Drawn {
    private final PicturePlan plan;
    private final List<Layer> layers = new ArrayList<>();

    private Drawn(PicturePlan plan) {
      this.plan = plan;
    }

    private void add(WritableImage image, int left, int top) {
      int w = (int) image.getWidth();
      int h = (int) image.getHeight();
      int[] argb = new int[Math.multiplyExact(w, h)];
      image.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbPreInstance(), argb, 0, w);
      layers.add(new Layer(argb, w, h, left, top));
    }

    private void add(SlicePicture slice, int left, int top) {
      layers.add(new Layer(slice.argb(), slice.view().width(), slice.view().height(), left, top));
    }

    /** The picture in one piece. */
    Sheet sheet() {
      Sheet sheet = new Sheet(plan.width(), plan.height());
      for (Layer l : layers) {
        sheet.lay(l.argb(), l.width(), l.height(), l.left(), l.top());
      }
      return sheet;
    }
  }

  /** Draws all that is not a slice at the plan's scale. JavaFX thread. */
  static Drawn draw(PicturePlan plan, List<SlicePicture> slices) {
    Drawn drawn = new Drawn(plan);
    if (plan.choice().scope() != PictureScope.PANE) {
      drawn.add(snapshot(plan.around(), plan.scale()), 0, 0);
    }
    for (int n = 0; n < slices.size(); n++) {
      PicturePlan.Shot shot = plan.shots().get(n);
      int left = plan.choice().scope() == PictureScope.PANE ? 0 : shot.left();
      int top = plan.choice().scope() == PictureScope.PANE ? 0 : shot.top();
      drawn.add(slices.get(n), left, top);
      overlay(plan, shot, slices.get(n)).ifPresent(image -> drawn.add(image, left, top));
    }
    return drawn;
  }

  private static WritableImage snapshot(Node node, double scale) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setTransform(new Scale(scale, scale));
    parameters.setFill(Color.BLACK);
    return node.snapshot(parameters, null);
  }

  /** The overlay, drawn by the canvas at the picture's own scale so that it is sharp. */
  private static Optional<WritableImage> overlay(
      PicturePlan plan, PicturePlan.Shot shot, SlicePicture slice) {
    if (!plan.choice().overlays()) {
      return Optional.empty();
    }
    Canvas canvas = new Canvas(slice.view().width(), slice.view().height());
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.scale(plan.scale(), plan.scale());
    shot.pane().drawOverlay(g, slice, plan.scale());
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(Color.TRANSPARENT);
    return Optional.of(canvas.snapshot(parameters, null));
  }

  /** The pixels of a picture that is put together, opaque at the end. Not thread-safe. */
  static final class Sheet {
    private final BufferedImage image;
    private final int[] pixels;

    Sheet(int width, int height) {
      image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /** The picture; later changes show in it. */
    BufferedImage image() {
      return image;
    }

    /**
     * Lays premultiplied ARGB pixels over what is there; what reaches out is cut off.
     *
     * @param argb row by row, {@code width * height}
     */
    void lay(int[] argb, int width, int height, int left, int top) {
      int from = Math.max(0, -left);
      int to = Math.min(width, image.getWidth() - left);
      for (int y = Math.max(0, -top); y < Math.min(height, image.getHeight() - top); y++) {
        int source = y * width;
        int target = (top + y) * image.getWidth() + left;
        for (int x = from; x < to; x++) {
          pixels[target + x] = over(argb[source + x], pixels[target + x]);
        }
      }
    }

    /** Premultiplied colour over an opaque one. */
    private static int over(int top, int below) {
      int rest = 255 - (top >>> 24);
      if (rest == 0) {
        return top & 0xffffff;
      }
      // Red and blue are scaled in one go; 257 / 65536 is 1 / 255 to within half a step.
      int rb = (below & 0xff00ff) * rest + 0x800080;
      int g = (below >> 8 & 0xff) * rest + 0x80;
      int scaledRb = rb + (rb >>> 8 & 0xff00ff) >>> 8 & 0xff00ff;
      int scaledG = g + (g >>> 8) >>> 8;
      return (top & 0xffffff) + scaledRb + (scaledG << 8);
    }
  }
}
