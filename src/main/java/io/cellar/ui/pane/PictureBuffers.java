package io.cellar.ui.pane;

import io.cellar.slice.SlicePicture;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * Makes images of pictures without copying their pixels, and tells when the pixels of a picture are
 * no longer looked at. The same array of pixels has the same image, and so the same texture, when
 * it comes again. JavaFX thread.
 */
final class PictureBuffers {
  /** As many arrays as go round: more would be images of arrays that never come again. */
  private static final int MOST = 5;

  private final Consumer<int[]> free;
  private final List<Buffer> known = new ArrayList<>();
  private final List<Buffer> leaving = new ArrayList<>();
  private final Executor afterFrame;
  private Buffer front;

  /** True when a frame has taken the front buffer to the screen. */
  private boolean taken;

  private record Buffer(int width, int height, PixelBuffer<IntBuffer> pixels, WritableImage image) {
    static Buffer of(int[] argb, int width, int height) {
      PixelBuffer<IntBuffer> pixels =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance());
      return new Buffer(width, height, pixels, new WritableImage(pixels));
    }

    int[] argb() {
      return pixels.getBuffer().array();
    }
  }

  /**
   * No images yet.
   *
   * @param free is given the pixels that may be painted over
   * @param afterFrame runs something on the JavaFX thread when the frame is over that has begun
   */
  PictureBuffers(Consumer<int[]> free, Executor afterFrame) {
    this.free = free;
    this.afterFrame = afterFrame;
  }

  /** The image of a picture that is to be seen from the next frame on, instead of the last one. */
  Image show(SlicePicture picture) {
    Buffer next = buffer(picture.argb(), picture.view().width(), picture.view().height());
    next.pixels.updateBuffer(pixels -> null);
    if (front != null && front != next) {
      leave(front);
    }
    front = next;
    taken = false;
    return next.image;
  }

  @SuppressWarnings("ReferenceEquality") // the very same array
  private Buffer buffer(int[] argb, int width, int height) {
    known.removeIf(b -> b.width != width || b.height != height);
    for (Buffer buffer : known) {
      if (buffer.argb() == argb) {
        return buffer;
      }
    }
    if (known.size() == MOST) {
      known.removeFirst();
    }
    Buffer made = Buffer.of(argb, width, height);
    known.add(made);
    return made;
  }

  private void leave(Buffer buffer) {
    if (taken) {
      leaving.add(buffer);
    } else {
      free.accept(buffer.argb());
    }
  }

  /**
   * A frame begins. The render thread may still read what the frame before has shown; each frame
   * waits for that before it hands over its own, so what has left is certainly read after it.
   */
  void frame() {
    taken = true;
    if (!leaving.isEmpty()) {
      List<Buffer> read = List.copyOf(leaving);
      leaving.clear();
      afterFrame.execute(() -> read.forEach(buffer -> free.accept(buffer.argb())));
    }
  }
}
