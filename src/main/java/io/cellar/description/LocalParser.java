package io.cellar.description;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a {@code blockwise-fileset-description}. */
final class LocalParser {
  private final Fields fields;
  private final Path base;

  /**
   * A parser.
   *
   * @param base folder that a relative {@code dataset_root_dir} starts from
   */
  LocalParser(Fields fields, Path base) {
    this.fields = fields;
    this.base = base;
  }

  /** What the description says. */
  record Parsed(ArrayGeometry geometry, CacheLayout cache, Optional<ValueRange> drange) {}

  /** The local part; empty when it has problems, all of which have been noted. */
  Optional<Parsed> parse() {
    Optional<String> name = fields.text("name");
    Shapes.requireHdf5(fields);
    Optional<Axes> axes = Shapes.axes(fields);
    fields.require("dtype", "the type of the voxels, such as \"uint8\"");
    Optional<DType> dtype = fields.dtype("dtype");
    Optional<ValueRange> drange = drange();
    Optional<BlockEncoding> encoding = new EncodingParser(fields).parse(axes);
    Optional<LocalGeometry> geometry = LocalGeometry.parse(fields, axes);
    Optional<Path> root = root();
    Optional<BlockName> blockName = new BlockNameParser(fields).parse(geometry);
    fields.text("hash_id");
    if (axes.isEmpty()
        || dtype.isEmpty()
        || geometry.isEmpty()
        || root.isEmpty()
        || blockName.isEmpty()) {
      return Optional.empty();
    }
    LocalGeometry g = geometry.get();
    return Optional.of(
        new Parsed(
            new ArrayGeometry(
                axes.get(), dtype.get(), g.shape(), g.blockShape(), g.viewOrigin(), g.viewShape()),
            new CacheLayout(
                name.orElse(""),
                root.get(),
                blockName.get().fileName(),
                blockName.get().dataset(),
                encoding.orElse(BlockEncoding.PLAIN)),
            drange));
  }

  private Optional<ValueRange> drange() {
    Optional<List<Num>> numbers = fields.numbers("drange");
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    double[] range = numbers.get().stream().mapToDouble(Num::real).toArray();
    if (range.length != 2 || !(range[0] <= range[1])) {
      fields.problem(
          "drange", "expected the lowest and the highest value, found " + Arrays.toString(range));
      return Optional.empty();
    }
    return Optional.of(new ValueRange(range[0], range[1]));
  }

  private Optional<Path> root() {
    String text = fields.text("dataset_root_dir").orElse("");
    if (!fields.has("dataset_root_dir")) {
      fields.remember("dataset_root_dir", ".");
    } else if (fields.text("dataset_root_dir").isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CacheRoot.resolve(text, base));
    } catch (IllegalArgumentException e) {
      fields.problem("dataset_root_dir", e.getMessage());
      return Optional.empty();
    }
  }
}
