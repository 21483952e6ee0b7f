package io.cellar.ui.pane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.cellar.slice.SlicePicture;
import io.cellar.slice.SlicePicture.ShownLevel;
import io.cellar.slice.geometry.SliceView;
import io.cellar.ui.Fx;
import io.cellar.volume.Axis;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class PictureViewTest {

  private static SliceView view(double centerH, double zoom) {
    return new SliceView(Axis.X, Axis.Y, new long[3], centerH, 50, zoom, 300, 200);
  }

  private static SlicePicture picture(SliceView view, int argb) {
    int[] pixels = new int[view.width() * view.height()];
    java.util.Arrays.fill(pixels, argb);
    return new SlicePicture(
        view, pixels, new ShownLevel(0, 1, 1, 1), 1, 1, 0, false, false, false, 1);
  }

  private static ImageView image(PictureView view) {
    return (ImageView) view.getChildrenUnmodifiable().getFirst();
  }

  @Test
  void theOldPictureIsMovedToWhereItBelongs() {
    Fx.run(
        () -> {
          PictureView shown = new PictureView(argb -> {}, Runnable::run);
          shown.view(view(100, 2), 1);
          shown.show(picture(view(100, 2), 0xff112233));
          assertEquals(0, image(shown).getX());
          shown.view(view(110, 2), 1);
          assertEquals(-20, image(shown).getX());
          assertEquals(300, image(shown).getFitWidth());
        });
  }

  @Test
  void theOldPictureGrowsWithTheZoomAboutWhatStays() {
    Fx.run(
        () -> {
          PictureView shown = new PictureView(argb -> {}, Runnable::run);
          shown.view(view(100, 2), 1);
          shown.show(picture(view(100, 2), 0xff112233));
          shown.view(view(100, 4), 1);
          assertEquals(600, image(shown).getFitWidth());
          assertEquals(-150, image(shown).getX());
          assertEquals(-100, image(shown).getY());
        });
  }

  @Test
  void onFinerScreensAPictureOfDevicePixelsIsDrawnSmaller() {
    Fx.run(
        () -> {
          PictureView shown = new PictureView(argb -> {}, Runnable::run);
          shown.view(view(100, 2), 2);
          shown.show(picture(view(100, 2), 0xff112233));
          assertEquals(150, image(shown).getFitWidth());
        });
  }

  @Test
  void pixelsArriveAndAreGivenBackWhenNoFrameCanShowThemAnyMore() {
    Fx.run(
        () -> {
          List<int[]> free = new ArrayList<>();
          Deque<Runnable> later = new ArrayDeque<>();
          PictureView shown = new PictureView(free::add, later::add);
          shown.view(view(100, 2), 1);
          List<SlicePicture> pictures = new ArrayList<>();
          for (int argb : new int[] {0xff112233, 0xff445566, 0xff778899}) {
            pictures.add(picture(view(100, 2), argb));
            shown.show(pictures.getLast());
            assertEquals(argb, image(shown).getImage().getPixelReader().getArgb(299, 199));
            assertEquals(300, image(shown).getImage().getWidth());
          }
          // No frame began between them: only the last one can be on the screen.
          assertEquals(2, free.size());
          shown.frame();
          shown.show(pictures.getFirst());
          shown.frame();
          assertEquals(2, free.size(), "the frame before may still be drawn");
          later.forEach(Runnable::run);
          assertSame(pictures.getLast().argb(), free.getLast());
        });
  }

  @Test
  void theSamePixelsHaveTheSameImage() {
    Fx.run(
        () -> {
          PictureView shown = new PictureView(argb -> {}, Runnable::run);
          SlicePicture first = picture(view(100, 2), 0xff112233);
          shown.show(first);
          Image image = image(shown).getImage();
          shown.show(picture(view(100, 2), 0xff445566));
          assertNotSame(image, image(shown).getImage());
          shown.show(first);
          assertSame(image, image(shown).getImage());
        });
  }
}
