package io.cellar.source.zarr;

import io.cellar.codec.Delta;
import io.cellar.codec.Shuffle;
import io.cellar.source.chunked.FormatException;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code .zarray} and {@code .zattrs} (Zarr v2 specification). */
final class ArrayV2 {
  static final String FORMAT = "Zarr v2";

  private ArrayV2() {}

  /**
   * The array's metadata.
   *
   * @param attributes of the array
   * @throws FormatException if it is broken or of a kind that is not read
   */
  static ArrayMetadata read(Json json, Optional<Json> attributes) throws FormatException {
    Json version = json.get("zarr_format");
    if (version.optionalDouble() != 2) {
      throw version.refuse(version.kind(), "2");
    }
    long[] shape = json.get("shape").integers(0);
    long[] chunk = json.get("chunks").integers(1);
    ArrayMetadata.check(json.get("shape"), shape, json.get("chunks"), chunk);
    StoredType type = StoredType.ofNumpy(json.get("dtype"));
    ByteChain chain = new ByteChain(ArrayMetadata.chunkBytes(json.get("chunks"), chunk, type));
    addFilters(json.get("filters"), type, chain);
    addCompressor(json.get("compressor"), chain);
    List<String> notes = new ArrayList<>();
    Optional<FillValue> fill = FillValues.v2(json.get("fill_value"), type);
    if (fill.isEmpty()) {
      notes.add("no fill value is told: voxels of which nothing is stored are taken for 0");
    }
    return new ArrayMetadata(
        FORMAT,
        type,
        shape,
        chunk,
        Optional.empty(),
        order(json.get("order"), shape.length),
        chain,
        fill.orElse(FillValue.zero(type.dtype())),
        keys(json.get("dimension_separator")),
        names(attributes.map(a -> a.get("_ARRAY_DIMENSIONS")), shape.length, notes),
        texts(attributes.map(a -> a.get("dimension_units")), shape.length),
        json,
        notes);
  }

  private static int[] order(Json json, int rank) throws FormatException {
    String order = json.isNull() ? "C" : json.text();
    return switch (order) {
      case "C" -> ChunkLayout.identity(rank);
      case "F" -> ChunkLayout.reversed(rank);
      default -> throw json.refuse(json.kind(), "\"C\" or \"F\"");
    };
  }

  private static ChunkKeys keys(Json json) throws FormatException {
    if (json.isNull()) {
      return new ChunkKeys("", '.', false);
    }
    return new ChunkKeys("", separator(json), true);
  }

  static char separator(Json json) throws FormatException {
    String text = json.text();
    if (!text.equals(".") && !text.equals("/")) {
      throw json.refuse(json.kind(), "\".\" or \"/\"");
    }
    return text.charAt(0);
  }

  private static void addFilters(Json json, StoredType type, ByteChain chain)
      throws FormatException {
    if (json.isNull()) {
      return;
    }
    for (Json filter : json.list()) {
      Json id = filter.get("id");
      switch (id.text()) {
        case "shuffle" -> {
          long width =
              filter.get("elementsize").isNull() ? 4 : filter.get("elementsize").integer(1);
          chain.addFixed(new Shuffle((int) Math.min(width, Integer.MAX_VALUE)), 0);
        }
        case "delta" -> {
          requirePlain(filter, type);
          chain.addFixed(new Delta(type.bytes()), 0);
        }
        default -> throw id.refuse(id.kind() + ", a filter that is not read", "delta or shuffle");
      }
    }
  }

  /** Differences of another type, of floats, or in the other order of bytes are not undone. */
  private static void requirePlain(Json filter, StoredType type) throws FormatException {
    StoredType of = StoredType.ofNumpy(filter.get("dtype"));
    Json astype = filter.get("astype");
    boolean integers =
        type.dtype().kind() != DType.Kind.FLOAT && type.dtype().kind() != DType.Kind.BOOL;
    boolean little = type.bytes() == 1 || !type.bigEndian();
    boolean same = of.equals(type) && (astype.isNull() || StoredType.ofNumpy(astype).equals(type));
    if (!integers || !little || !same) {
      throw filter.refuse(
          "is a delta filter of a kind that is not read", "little-endian integers of the array");
    }
  }

  private static void addCompressor(Json json, ByteChain chain) throws FormatException {
    if (json.isNull()) {
      return;
    }
    Json id = json.get("id");
    boolean raw = json.isObject() && id.isNull();
    if (raw && (json.get("type").isNull() || json.get("type").text().equals("raw"))) {
      return;
    }
    Compressors.addNumcodecs(json, id, id.text(), chain);
  }

  /** Axis names, one for each; none where something else is written. */
  static List<String> names(Optional<Json> json, int rank, List<String> notes) {
    if (json.isEmpty() || json.get().isNull()) {
      return List.of();
    }
    List<Json> items = json.get().items();
    if (items.size() != rank) {
      notes.add(
          "the names of the axes are not used: there are %d for %d axes"
              .formatted(items.size(), rank));
      return List.of();
    }
    return items.stream().map(name -> name.optionalText().orElse("")).toList();
  }

  private static List<String> texts(Optional<Json> json, int rank) {
    List<String> texts =
        json.map(Json::items).orElse(List.of()).stream()
            .map(text -> text.optionalText().orElse(""))
            .toList();
    return texts.size() == rank ? texts : List.of();
  }
}
