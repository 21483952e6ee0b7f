package io.cellar.source.n5;

import io.cellar.codec.Codec;
import io.cellar.input.JsonValue;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FormatException;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An array as its folder describes it (N5 specification, "Dataset").
 *
 * @param folder where it is
 * @param attributes of that folder
 * @param layout how its voxels lie in blocks
 * @param array the same for the rest of the program
 * @param notes what was guessed
 */
record N5Array(
    N5Folder folder,
    Attributes attributes,
    N5Layout layout,
    ChunkedArray array,
    List<String> notes) {
  private static final long MOST_BLOCKS = 1L << 62;

  /**
   * Reads an array's attributes.
   *
   * @param names of its axes, x first, where its own attributes do not tell them; passed over if
   *     there are not as many as axes
   */
  static N5Array of(N5Folder folder, Attributes attributes, Optional<List<String>> names)
      throws FormatException {
    for (String draft : List.of("codecs", "shardSize")) {
      if (attributes.has(draft)) {
        throw attributes.failure("shards of N5, a draft, are not read", draft);
      }
    }
    long[] dimensions = attributes.sizes("dimensions");
    long[] blockSize = attributes.sizes("blockSize");
    if (blockSize.length != dimensions.length) {
      throw attributes.failure(
          "expected %d sizes as in dimensions, not %d"
              .formatted(dimensions.length, blockSize.length),
          "blockSize");
    }
    DType dtype = dtype(attributes);
    Codec codec = Compression.of(attributes);
    checkBounds(attributes, dimensions, blockSize, dtype);
    List<String> notes = new ArrayList<>();
    N5Axes axes = axes(attributes, names, dimensions, notes);
    N5Layout layout = new N5Layout(dimensions, blockSize, dtype, axes);
    long blockBytes = dtype.bytes();
    for (long size : blockSize) {
      blockBytes *= size;
    }
    ChunkedArray array =
        new ChunkedArray(
            folder.keys(),
            folder.path(),
            "N5",
            axes.axes(),
            dtype,
            axes.inOrder(dimensions),
            axes.inOrder(blockSize),
            Optional.empty(),
            new long[axes.axes().rank()],
            new N5Chunks(folder.keys(), folder.path(), layout, blockBytes),
            new N5Decoder(layout, codec),
            FillValue.zero(dtype));
    return new N5Array(folder, attributes, layout, array, List.copyOf(notes));
  }

  private static DType dtype(Attributes attributes) throws FormatException {
    JsonValue name = attributes.get("dataType");
    if (!name.isText()) {
      throw attributes.failure("expected the name of a type", "dataType");
    }
    return DType.ofNumpyName(name.text())
        .filter(dtype -> dtype != DType.BOOL)
        .orElseThrow(
            () ->
                attributes.failure(
                    "N5 type " + Attributes.quote(name) + " is not read", "dataType"));
  }

  private static void checkBounds(
      Attributes attributes, long[] dimensions, long[] blockSize, DType dtype)
      throws FormatException {
    long most = ChunkedArray.MOST_CHUNK_BYTES / dtype.bytes();
    long blocks = 1;
    for (int i = 0; i < dimensions.length; i++) {
      if (blockSize[i] > most) {
        throw attributes.failure("a block has more than 1 GiB", "blockSize");
      }
      most /= blockSize[i];
      long along = Math.ceilDiv(dimensions[i], blockSize[i]);
      if (along > MOST_BLOCKS / blocks) {
        throw attributes.failure("more than 2^62 blocks", "dimensions");
      }
      blocks *= along;
    }
  }

  private static N5Axes axes(
      Attributes attributes, Optional<List<String>> names, long[] dimensions, List<String> notes)
      throws FormatException {
    int rank = dimensions.length;
    Optional<List<String>> own = Attributes.texts(attributes.get("axes"));
    if (attributes.has("axes") && own.filter(n -> n.size() == rank).isEmpty()) {
      notes.add("axes are not the names of %d axes, and were passed over".formatted(rank));
    }
    Optional<List<String>> known =
        own.filter(n -> n.size() == rank)
            .or(() -> Transform.of(attributes.get("transform")).flatMap(t -> t.xFirst(rank)))
            .or(() -> names.filter(n -> n.size() == rank));
    try {
      if (known.isPresent()) {
        return N5Axes.of(known.get(), dimensions);
      }
      N5Axes guessed = N5Axes.guessed(dimensions);
      notes.add("the axes have no names and were taken for " + guessed.axes());
      return guessed;
    } catch (N5Axes.Unknown e) {
      throw attributes.failure(e.getMessage(), known.isPresent() ? "axes" : "dimensions");
    }
  }
}
