package io.cellar.ui.picture;

import io.cellar.slice.geometry.SliceView;
import io.cellar.ui.pane.SlicePane;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;

/**
 * What a picture is made of, frozen at the moment it is planned. Made on the JavaFX thread.
 *
 * @param choice what is wanted
 * @param around the node that the slices lie in, when the picture shows more than a slice; the pane
 *     itself otherwise
 * @param width pixels
 * @param height pixels
 * @param scale pixels per logical pixel
 * @param shots the slices, each with its place
 */
record PicturePlan(
    PictureChoice choice, Node around, int width, int height, double scale, List<Shot> shots) {

  /** Most pixels of a picture, whatever memory there is. */
  private static final long MOST_PIXELS = 200_000_000;

  /** Bytes that a pixel takes while a picture is put together: slices, sheet, and the encoder. */
  private static final int BYTES_PER_PIXEL = 16;

  /**
   * One slice.
   *
   * @param pane that shows it
   * @param view at the size of the picture
   * @param left pixels from the picture's left edge
   * @param top pixels from the picture's top edge
   */
  record Shot(SlicePane pane, SliceView view, int left, int top) {}

  PicturePlan {
    shots = List.copyOf(shots);
  }

  /** A plan for the panes that can be seen of some, inside a node. */
  static PicturePlan of(PictureChoice choice, Node around, List<SlicePane> panes) {
    double scale = panes.getFirst().scale() * choice.factor();
    List<Shot> shots =
        panes.stream()
            .filter(p -> p.size().width() > 0 && p.size().height() > 0)
            .map(p -> shot(p, around, scale, choice.factor()))
            .toList();
    Bounds bounds = around.getLayoutBounds();
    boolean one = choice.scope() == PictureScope.PANE && shots.size() == 1;
    int width = one ? shots.getFirst().view().width() : (int) Math.ceil(bounds.getWidth() * scale);
    int height =
        one ? shots.getFirst().view().height() : (int) Math.ceil(bounds.getHeight() * scale);
    return new PicturePlan(choice, around, width, height, scale, shots);
  }

  private static Shot shot(SlicePane pane, Node around, double scale, int factor) {
    Bounds place = around.sceneToLocal(pane.localToScene(pane.getLayoutBounds()));
    return new Shot(
        pane,
        larger(pane.view(), factor),
        (int) Math.round(place.getMinX() * scale),
        (int) Math.round(place.getMinY() * scale));
  }

  /** The same part of the volume with more pixels. */
  private static SliceView larger(SliceView v, int factor) {
    return new SliceView(
        v.horizontal(),
        v.vertical(),
        v.position(),
        v.centerH(),
        v.centerV(),
        v.zoomH() * factor,
        v.zoomV() * factor,
        Math.multiplyExact(v.width(), factor),
        Math.multiplyExact(v.height(), factor));
  }

  /** True when there is memory for so many pixels. */
  boolean fits() {
    long pixels = (long) width * height;
    Runtime java = Runtime.getRuntime();
    long free = java.maxMemory() - java.totalMemory() + java.freeMemory();
    return pixels <= MOST_PIXELS && pixels * BYTES_PER_PIXEL < free;
  }
}
