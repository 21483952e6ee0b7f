package io.cellar.source.zarr;

import io.cellar.source.chunked.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code zarr.json} of an array (Zarr v3 specification, array metadata). */
final class ArrayV3 {
  static final String FORMAT = "Zarr v3";

  private static final Set<String> KNOWN =
      Set.of(
          "zarr_format",
          "node_type",
          "shape",
          "data_type",
          "chunk_grid",
          "chunk_key_encoding",
          "fill_value",
          "codecs",
          "attributes",
          "dimension_names",
          "storage_transformers",
          "consolidated_metadata");

  private ArrayV3() {}

  /**
   * The array's metadata.
   *
   * @throws FormatException if it is broken or of a kind that is not read
   */
  static ArrayMetadata read(Json json) throws FormatException {
    checkMembers(json, KNOWN);
    Json node = json.get("node_type");
    if (!node.optionalText().orElse("").equals("array")) {
      throw node.refuse(node.kind(), "\"array\"");
    }
    Json transformers = json.get("storage_transformers");
    if (!transformers.isNull() && !(transformers.isList() && transformers.items().isEmpty())) {
      throw transformers.refuse("is not empty, and none is read", "[]");
    }
    long[] shape = json.get("shape").integers(0);
    Json grid = json.get("chunk_grid");
    Json sizes = configuration(grid).get("chunk_shape");
    if (!name(grid).equals("regular")) {
      throw grid.refuse("is \"" + name(grid) + "\", which is not read", "\"regular\"");
    }
    long[] chunk = sizes.integers(1);
    ArrayMetadata.check(json.get("shape"), shape, sizes, chunk);
    StoredType type = StoredType.ofName(json.get("data_type"));
    CodecsV3 codecs = CodecsV3.read(json.get("codecs"), type, sizes, chunk);
    // Shards may be few where chunks are too many to be counted.
    ArrayMetadata.check(json.get("shape"), shape, sizes, codecs.chunk());
    List<String> notes = new ArrayList<>();
    return new ArrayMetadata(
        FORMAT,
        codecs.type(),
        shape,
        codecs.chunk(),
        codecs.sharding(),
        codecs.order(),
        codecs.chain(),
        FillValues.v3(json.get("fill_value"), type),
        keys(json.get("chunk_key_encoding")),
        ArrayV2.names(Optional.of(json.get("dimension_names")), shape.length, notes),
        List.of(),
        json,
        notes);
  }

  /** Refuses members that are not known, unless they say that they need not be. */
  static void checkMembers(Json json, Set<String> known) throws FormatException {
    Json version = json.get("zarr_format");
    if (version.optionalDouble() != 3) {
      throw version.refuse(version.kind(), "3");
    }
    for (Map.Entry<String, Json> member : json.members().entrySet()) {
      if (!known.contains(member.getKey())
          && member.getValue().get("must_understand").optionalBool().orElse(true)) {
        throw member.getValue().refuse("is not known", "\"must_understand\": false in it, or none");
      }
    }
  }

  private static ChunkKeys keys(Json json) throws FormatException {
    String name = name(json);
    Json separator = configuration(json).get("separator");
    return switch (name) {
      case "default" ->
          new ChunkKeys("c", separator.isNull() ? '/' : ArrayV2.separator(separator), true);
      case "v2" -> new ChunkKeys("", separator.isNull() ? '.' : ArrayV2.separator(separator), true);
      default ->
          throw json.refuse("is \"" + name + "\", which is not read", "\"default\" or \"v2\"");
    };
  }

  /** The name of an extension, which may be given as a bare text. */
  static String name(Json extension) throws FormatException {
    return extension.isText() ? extension.text() : extension.get("name").text();
  }

  /** Its configuration, empty where there is none. */
  static Json configuration(Json extension) {
    return extension.get("configuration");
  }
}
