package io.cellar.ui.pane;

import io.cellar.slice.SlicePicture;
import io.cellar.slice.geometry.SliceView;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;

/**
 * Shows the last picture of a slice, moved and scaled to where it belongs in the present view.
 * JavaFX thread.
 */
final class PictureView extends Region {
  private final ImageView image = new ImageView();
  private final PictureBuffers buffers;
  private SliceView shown;
  private SliceView wanted;
  private double scale = 1;

  /**
   * Nothing to see yet.
   *
   * @param free is given the pixels of pictures that are no longer seen
   * @param afterFrame runs something on the JavaFX thread when the frame is over that has begun
   */
  PictureView(Consumer<int[]> free, Executor afterFrame) {
    buffers = new PictureBuffers(free, afterFrame);
    image.setManaged(false);
    image.setSmooth(false);
    getChildren().add(image);
    setMouseTransparent(true);
  }

  /** Takes a new picture; it is visible at the next frame. */
  void show(SlicePicture picture) {
    image.setImage(buffers.show(picture));
    shown = picture.view();
    place();
  }

  /** A frame begins. */
  void frame() {
    buffers.frame();
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
}
