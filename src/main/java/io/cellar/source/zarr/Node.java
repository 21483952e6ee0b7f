package io.cellar.source.zarr;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import java.util.Optional;
import java.util.Set;

/**
 * An array or a group of a hierarchy.
 *
 * @param path from the root of the place
 * @param version 2 or 3
 * @param isArray false for a group
 * @param json the file that says so
 * @param attributes the user's, if there are any
 */
record Node(String path, int version, boolean isArray, Json json, Optional<Json> attributes) {
  private static final Set<String> GROUP =
      Set.of("zarr_format", "node_type", "attributes", "consolidated_metadata");

  /**
   * The node at a path, of whichever version is there.
   *
   * @return empty when there is none
   */
  static Optional<Node> find(ZarrFiles files, String path)
      throws FormatException, SourceException, InterruptedException {
    Optional<Node> v3 = findV3(files, path);
    return v3.isPresent() ? v3 : findV2(files, path);
  }

  /** The same where the version is known. */
  static Optional<Node> find(ZarrFiles files, String path, int version)
      throws FormatException, SourceException, InterruptedException {
    return version == 3 ? findV3(files, path) : findV2(files, path);
  }

  private static Optional<Node> findV3(ZarrFiles files, String path)
      throws FormatException, SourceException, InterruptedException {
    Optional<Json> file = files.file(path, "zarr.json");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Json json = file.get();
    Json type = json.get("node_type");
    if (type.isMissing() && json.get("zarr_format").isMissing()) {
      return Optional.empty(); // what a server answers to anything
    }
    boolean isArray =
        switch (type.optionalText().orElse("")) {
          case "array" -> true;
          case "group" -> false;
          default -> throw type.refuse(type.kind(), "\"array\" or \"group\"");
        };
    if (!isArray) {
      ArrayV3.checkMembers(json, GROUP);
      files.consolidateV3(path, json);
    }
    Json attributes = json.get("attributes");
    return Optional.of(
        new Node(path, 3, isArray, json, Optional.of(attributes).filter(Json::isObject)));
  }

  private static Optional<Node> findV2(ZarrFiles files, String path)
      throws FormatException, SourceException, InterruptedException {
    Optional<Json> array = files.file(path, ".zarray");
    Optional<Json> attributes = files.file(path, ".zattrs");
    if (array.isPresent()) {
      return Optional.of(new Node(path, 2, true, array.get(), attributes));
    }
    Optional<Json> group = attributes.isPresent() ? attributes : files.file(path, ".zgroup");
    return group.map(json -> new Node(path, 2, false, json, attributes));
  }

  /** What an array says of itself. */
  ArrayMetadata array() throws FormatException {
    return version == 3 ? ArrayV3.read(json) : ArrayV2.read(json, attributes);
  }
}
