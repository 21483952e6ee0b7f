package io.cellar.description;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.BlockEncoding.Compression;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.DType;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.ValueRange;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a {@code blockwise-fileset-description}. */
final class LocalParser {
  private static final String BLOCK_NAME = "block_file_name_format";
  private static final long[] STAND_IN = {1, 1, 1};

  private final Fields fields;
  private final Path base;

  /**
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
    Optional<BlockEncoding> encoding = encoding(axes);
    Optional<LocalGeometry> geometry = LocalGeometry.parse(fields, axes);
    Optional<Path> root = root();
    Optional<BlockName> blockName = blockName(geometry);
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
    Optional<List<PyNumber>> numbers = fields.numbers("drange");
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    double[] range = numbers.get().stream().mapToDouble(PyNumber::real).toArray();
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

  /** The encoding; empty when it has problems, which have been noted. */
  private Optional<BlockEncoding> encoding(Optional<Axes> axes) {
    Optional<long[]> chunks = Shapes.perAxis(fields, "chunks", axes, 1);
    Optional<Compression> compression =
        fields.has("compression")
            ? fields.text("compression").flatMap(this::compression)
            : Optional.of(Compression.NONE);
    Optional<Long> level = fields.whole("compression_opts");
    if (level.isPresent() && compression.isPresent()) {
      checkLevel(compression.get(), level.get());
    }
    return compression.map(c -> new BlockEncoding(chunks, c, Math.clamp(level.orElse(-1L), -1, 9)));
  }

  private Optional<Compression> compression(String text) {
    for (Compression compression : Compression.values()) {
      boolean named = compression.name().toLowerCase(Locale.ROOT).equals(text);
      if (named && compression != Compression.NONE) {
        return Optional.of(compression);
      }
    }
    fields.problem(
        "compression", "expected gzip, lzf or szip, or none at all, found " + Quoting.quote(text));
    return Optional.empty();
  }

  private void checkLevel(Compression compression, long level) {
    switch (compression) {
      case NONE -> fields.problem("compression_opts", "is given without compression");
      case LZF -> fields.problem("compression_opts", "is given, but lzf has no options");
      case GZIP -> {
        if (level < 0 || level > 9) {
          fields.problem("compression_opts", "expected a gzip level from 0 to 9, found " + level);
        }
      }
      case SZIP -> {
        // szip's options are not used: such blocks are written with gzip
      }
    }
  }

  /**
   * The template in its two parts; empty when it has problems, which have been noted.
   *
   * @param geometry tells how long the numbers in names get; when it is not usable itself, a small
   *     one stands in, so that the template's own problems are noted all the same
   */
  private Optional<BlockName> blockName(Optional<LocalGeometry> geometry) {
    Optional<String> text = fields.text(BLOCK_NAME);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      BlockName name = BlockName.parse(text.get());
      long[] far = geometry.map(LocalGeometry::shape).orElse(STAND_IN);
      long[] block = geometry.map(LocalGeometry::blockShape).orElse(STAND_IN);
      BlockName.requirePlain(fileName(name.fileName(), new long[far.length], block));
      BlockName.requirePlain(fileName(name.fileName(), far, far));
      return Optional.of(name);
    } catch (IllegalArgumentException e) {
      fields.problem(BLOCK_NAME, e.getMessage());
      return Optional.empty();
    }
  }

  /** The longest and the shortest names show what padding does; both must be plain. */
  private static String fileName(PythonFormat format, long[] start, long[] stop) {
    String roi = "(" + Arrays.toString(start) + ", " + Arrays.toString(stop) + ")";
    return format.format(Map.of("roiString", roi));
  }
}
