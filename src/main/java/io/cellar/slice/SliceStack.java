package io.cellar.slice;

import io.cellar.slice.draw.Display;
import io.cellar.slice.draw.FrameStyle;
import io.cellar.slice.draw.FrameStyle.Backdrop;
import io.cellar.slice.geometry.SliceView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Makes one picture of several volumes that lie over each other. Where an upper one has no voxels
 * to show, the lower ones are seen; what failed is hatched in all of them. Used by one thread at a
 * time.
 */
public final class SliceStack {
  private static final int RED_BLUE = 0x00ff00ff;

  private final SliceRenderer reference;

  /**
   * @param reference the volume whose coordinates views count in, shown or not
   */
  public SliceStack(SliceRenderer reference) {
    this.reference = reference;
  }

  /** What is shown, for messages. */
  String name() {
    return reference.volume().name();
  }

  /** The reference by itself. */
  SliceLayer alone(Display display) {
    return SliceLayer.alone(reference, display);
  }

  /** The picture of one volume, and the layer it is of. */
  private record Part(SliceLayer layer, SlicePicture picture) {}

  /**
   * Renders what is in memory of all volumes, and asks for what is missing.
   *
   * @param layers those to be shown, the lowest first
   * @param dark true in a dark window
   * @param limit how much each of them may ask for
   * @param cancelled looked at now and then; once true, the picture is given up
   * @return the picture; empty when cancelled
   */
  public Optional<SlicePicture> render(
      SliceView view,
      List<SliceLayer> layers,
      boolean dark,
      FetchLimit limit,
      BooleanSupplier cancelled) {
    return render(view, layers, dark, limit, FrameRequests.Timing.FIRST, cancelled);
  }

  Optional<SlicePicture> render(
      SliceView view,
      List<SliceLayer> layers,
      boolean dark,
      FetchLimit limit,
      FrameRequests.Timing timing,
      BooleanSupplier cancelled) {
    List<Part> parts = new ArrayList<>();
    if (layers.stream().noneMatch(layer -> layer.renderer() == reference)) {
      reference.rest();
    }
    for (SliceLayer layer : layers) {
      Optional<SliceView> own = layer.placement().view(view);
      if (own.isPresent()) {
        Backdrop ground = parts.isEmpty() ? Backdrop.EMPTY : Backdrop.OTHER_VOLUME;
        Optional<SlicePicture> picture =
            layer
                .renderer()
                .render(own.get(), layer.ownDisplay(), limit, ground, timing, cancelled);
        if (picture.isEmpty()) {
          parts.forEach(SliceStack::giveBack);
          return Optional.empty();
        }
        parts.add(new Part(layer, picture.get()));
      }
    }
    return Optional.of(isPlain(parts) ? parts.getFirst().picture() : laidOver(view, parts, dark));
  }

  /** True for the reference alone, which is the rule: its picture is taken as it is. */
  private boolean isPlain(List<Part> parts) {
    return parts.size() == 1
        && parts.getFirst().layer().opacity() == 1
        && parts.getFirst().layer().renderer() == reference;
  }

  private SlicePicture laidOver(SliceView view, List<Part> parts, boolean dark) {
    int[] argb = reference.pixels(Math.multiplyExact(view.width(), view.height()));
    Arrays.fill(argb, FrameStyle.outside(dark));
    for (Part part : parts) {
      blend(argb, part.picture().argb(), part.layer().opacity());
      giveBack(part);
    }
    List<SlicePicture> pictures = parts.stream().map(Part::picture).toList();
    return new SlicePicture(
        view,
        argb,
        reference.level(view),
        pictures.stream().mapToInt(SlicePicture::blocks).reduce(0, SliceStack::sum),
        pictures.stream().mapToInt(SlicePicture::shown).reduce(0, SliceStack::sum),
        pictures.stream().mapToInt(SlicePicture::failed).reduce(0, SliceStack::sum),
        pictures.stream().anyMatch(SlicePicture::loading),
        pictures.stream().anyMatch(SlicePicture::downloading),
        pictures.stream().anyMatch(SlicePicture::overLimit),
        pictures.stream().mapToLong(SlicePicture::bytes).reduce(0, SliceStack::sum));
  }

  /**
   * Mixes pixels into those of a picture. Pixels of alpha 0 are left out, all others count as
   * opaque.
   *
   * @param below opaque ARGB, is changed
   * @param above ARGB, as many
   * @param opacity share of what is above, 0 to 1
   */
  private static void blend(int[] below, int[] above, double opacity) {
    int share = (int) Math.round(opacity * 256);
    int rest = 256 - share;
    for (int i = 0; i < below.length; i++) {
      int a = above[i];
      if (a >>> 24 != 0) {
        int b = below[i];
        int redBlue = ((a & RED_BLUE) * share + (b & RED_BLUE) * rest) >>> 8 & RED_BLUE;
        int green = ((a >>> 8 & 0xff) * share + (b >>> 8 & 0xff) * rest) & 0xff00;
        below[i] = 0xff000000 | redBlue | green;
      }
    }
  }

  private static void giveBack(Part part) {
    part.layer().renderer().reuse(part.picture().argb());
  }

  private static int sum(int a, int b) {
    return (int) Math.min((long) a + b, Integer.MAX_VALUE);
  }

  private static long sum(long a, long b) {
    return a + b < 0 ? Long.MAX_VALUE : a + b;
  }
}
