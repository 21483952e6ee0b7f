package io.cellar.description;

import io.cellar.volume.PythonFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Reads {@code block_file_name_format} and tries it on the blocks of the fileset. */
final class BlockNameParser {
  private static final String KEY = "block_file_name_format";
  private static final long[] STAND_IN = {1, 1, 1};

  private final Fields fields;

  BlockNameParser(Fields fields) {
    this.fields = fields;
  }

  /**
   * The template in its two parts; empty when it has problems, which have been noted.
   *
   * @param geometry tells how long the numbers in names get; when it is not usable itself, a small
   *     one stands in, so that the template's own problems are noted all the same
   */
  Optional<BlockName> parse(Optional<LocalGeometry> geometry) {
    Optional<String> text = fields.text(KEY);
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
      fields.problem(KEY, e.getMessage());
      return Optional.empty();
    }
  }

  /** The longest and the shortest names show what padding does; both must be plain. */
  private static String fileName(PythonFormat format, long[] start, long[] stop) {
    String roi = "(" + Arrays.toString(start) + ", " + Arrays.toString(stop) + ")";
    return format.format(Map.of("roiString", roi));
  }
}
