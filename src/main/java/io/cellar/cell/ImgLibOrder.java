package io.cellar.cell;

import io.cellar.volume.ArrayGeometry;
import java.util.Arrays;
import net.imglib2.img.cell.CellGrid;

/**
 * The turn between axes order (slowest first) and imglib2's order of dimensions (fastest first).
 * The bytes are the same, the lists are reversed. Dimension d of imglib2 is axis {@code rank - 1 -
 * d}.
 */
public final class ImgLibOrder {
  private ImgLibOrder() {}

  /** The numbers in the other order; turning twice gives the first again. */
  public static long[] turn(long... numbers) {
    long[] turned = new long[numbers.length];
    for (int d = 0; d < turned.length; d++) {
      turned[d] = numbers[numbers.length - 1 - d];
    }
    return turned;
  }

  /** The cells of an array's view: its blocks, in view coordinates. */
  static CellGrid grid(ArrayGeometry array) {
    long[] origin = array.viewOrigin();
    long[] blockShape = array.blockShape();
    for (int d = 0; d < origin.length; d++) {
      if (origin[d] % blockShape[d] != 0) {
        throw new IllegalArgumentException(
            "view origin %s is no multiple of the block shape %s"
                .formatted(Arrays.toString(origin), Arrays.toString(blockShape)));
      }
    }
    int[] cells = Arrays.stream(turn(blockShape)).mapToInt(Math::toIntExact).toArray();
    return new CellGrid(turn(array.viewShape()), cells);
  }
}
