package io.cellar.slice;

import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Views of any two axes, with the middle in the volume or a little beside it. */
final class RandomView {
  private RandomView() {}

  /**
   * A small picture; the zooms of its axes differ.
   *
   * @param least power of two of the zoom at the least
   * @param most power of two of the zoom, at the most
   */
  static SliceView of(Random random, ArrayGeometry local, double least, double most) {
    List<Axis> axes = new ArrayList<>(local.axes().order());
    Collections.shuffle(axes, random);
    long[] shape = local.viewShape();
    long[] position = Arrays.stream(shape).map(n -> random.nextInt((int) n)).toArray();
    return new SliceView(
        axes.get(0),
        axes.get(1),
        position,
        random.nextDouble(-2, shape[local.axes().indexOf(axes.get(0))] + 2),
        random.nextDouble(-2, shape[local.axes().indexOf(axes.get(1))] + 2),
        Math.pow(2, random.nextDouble(least, most)),
        Math.pow(2, random.nextDouble(least, most)),
        1 + random.nextInt(60),
        1 + random.nextInt(60));
  }
}
