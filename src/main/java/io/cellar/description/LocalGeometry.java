package io.cellar.description;

import io.cellar.volume.Axes;
import io.cellar.volume.BlockGrid;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Shape, block shape and view of a local description, checked against each other; in axes order and
 * stored coordinates.
 */
record LocalGeometry(long[] shape, long[] blockShape, long[] viewOrigin, long[] viewShape) {

  /** Reads the geometry; empty when it has problems, which have been noted. */
  static Optional<LocalGeometry> parse(Fields fields, Optional<Axes> axes) {
    Optional<long[]> shape =
        Shapes.required(fields, "shape", axes, 1, "the size of the stored volume per axis");
    Optional<long[]> block =
        Shapes.required(fields, "block_shape", axes, 1, "the size of a block per axis");
    Optional<long[]> origin = Shapes.perAxis(fields, "view_origin", axes, 0);
    Optional<long[]> view = Shapes.perAxis(fields, "view_shape", axes, 1);
    Optional<long[]> subBlock = Shapes.perAxis(fields, "sub_block_shape", axes, 1);
    fields.require("block_file_name_format", "such as block-{roiString}.h5/cube");
    boolean unread =
        fields.has("view_origin") && origin.isEmpty() || fields.has("view_shape") && view.isEmpty();
    if (shape.isEmpty() || block.isEmpty() || axes.isEmpty() || unread) {
      return Optional.empty();
    }
    long[] start = origin.orElseGet(() -> new long[shape.get().length]);
    LocalGeometry geometry =
        new LocalGeometry(
            shape.get(), block.get(), start, view.orElseGet(() -> rest(shape.get(), start)));
    subBlock.ifPresent(sub -> geometry.checkSubBlock(fields, sub, view));
    return geometry.fits(fields) ? Optional.of(geometry) : Optional.empty();
  }

  private static long[] rest(long[] shape, long[] origin) {
    long[] rest = new long[shape.length];
    for (int d = 0; d < rest.length; d++) {
      rest[d] = shape[d] - origin[d];
    }
    return rest;
  }

  private boolean fits(Fields fields) {
    boolean fits = hasUsableBlocks(fields);
    for (int d = 0; d < shape.length; d++) {
      if (viewOrigin[d] % blockShape[d] != 0) {
        fields.problem(
            "view_origin",
            "%s is not a multiple of block_shape %s"
                .formatted(Arrays.toString(viewOrigin), Arrays.toString(blockShape)));
        return false;
      }
    }
    for (int d = 0; d < shape.length; d++) {
      if (viewShape[d] < 1 || viewOrigin[d] + viewShape[d] > shape[d]) {
        fields.problem(
            fields.has("view_shape") ? "view_shape" : "view_origin",
            "a view of %s from %s does not fit the shape %s"
                .formatted(
                    Arrays.toString(viewShape),
                    Arrays.toString(viewOrigin),
                    Arrays.toString(shape)));
        return false;
      }
    }
    fields.remember("view_origin", Fields.listOf(viewOrigin));
    fields.remember("view_shape", Fields.listOf(viewShape));
    return fits;
  }

  /** Blocks can be counted, and one fits a Java array. */
  private boolean hasUsableBlocks(Fields fields) {
    BigInteger voxels = BigInteger.ONE;
    for (int d = 0; d < shape.length; d++) {
      voxels = voxels.multiply(BigInteger.valueOf(Math.min(shape[d], blockShape[d])));
    }
    if (voxels.bitLength() > 31 || voxels.intValue() < 0) {
      fields.problem("block_shape", "a block has " + voxels + " voxels: at most 2147483647");
      return false;
    }
    try {
      return new BlockGrid(shape, blockShape).count() > 0;
    } catch (IllegalArgumentException e) {
      fields.problem("shape", e.getMessage());
      return false;
    }
  }

  /** Must divide the block, except where the block is the whole view as the file gives it. */
  private void checkSubBlock(Fields fields, long[] sub, Optional<long[]> givenView) {
    for (int d = 0; d < sub.length; d++) {
      boolean whole = givenView.isPresent() && givenView.get()[d] == blockShape[d];
      if (!whole && blockShape[d] % sub[d] != 0) {
        fields.problem(
            "sub_block_shape",
            Arrays.toString(sub) + " does not divide block_shape " + Arrays.toString(blockShape));
        return;
      }
    }
  }
}
