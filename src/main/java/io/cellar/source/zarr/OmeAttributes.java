package io.cellar.source.zarr;

import io.cellar.source.chunked.FormatException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The attributes that OME-Zarr keeps in a group (OME-NGFF specification): of 0.1 to 0.4 beside all
 * others, from 0.5 on in {@code ome}.
 *
 * @param json what has {@code multiscales}, {@code plate} and the like
 * @param notes when they were found in an unusual place
 */
record OmeAttributes(Json json, List<String> notes) {
  private static final List<String> KEYS =
      List.of("multiscales", "plate", "well", "scene", "bioformats2raw.layout", "labels", "series");
  private static final Pattern READ = Pattern.compile("0\\.[1-6]([.-]?(dev|rc)\\d*|\\.\\d+)*");

  /** Those of a node, empty when it has none. */
  static Optional<OmeAttributes> of(Node node) {
    if (node.isArray() || node.attributes().isEmpty()) {
      return Optional.empty();
    }
    Json attributes = node.attributes().get();
    if (isOme(attributes.get("ome"))) {
      return Optional.of(
          new OmeAttributes(
              attributes.get("ome"),
              node.version() == 3
                  ? List.of()
                  : List.of("OME-Zarr metadata of 0.5 was found in a Zarr v2 group")));
    }
    return isOme(attributes)
        ? Optional.of(
            new OmeAttributes(
                attributes,
                node.version() == 2
                    ? List.of()
                    : List.of("OME-Zarr metadata of 0.4 was found in a Zarr v3 group")))
        : Optional.empty();
  }

  private static boolean isOme(Json json) {
    return KEYS.stream().anyMatch(key -> !json.get(key).isNull() && isLikely(key, json.get(key)));
  }

  /** Others may call something labels or series, too. */
  private static boolean isLikely(String key, Json value) {
    return switch (key) {
      case "labels", "series" -> value.isList() && value.items().stream().allMatch(Json::isText);
      case "multiscales" -> value.isList();
      case "bioformats2raw.layout" -> value.isNumber();
      default -> value.isObject();
    };
  }

  boolean has(String key) {
    return !json.get(key).isNull() && isLikely(key, json.get(key));
  }

  /**
   * The version, going by the text or by how axes are told.
   *
   * @param entry of {@code multiscales}
   */
  String version(Json entry) throws FormatException {
    for (Json told : List.of(json.get("version"), entry.get("version"))) {
      if (!told.isNull()) {
        String version = told.isText() ? told.text() : told.shown();
        if (!READ.matcher(version).matches()) {
          throw told.refuse(told.kind() + ", a version that is not read", "0.1 to 0.6");
        }
        return version;
      }
    }
    if (entry.get("coordinateSystems").isList()) {
      return "0.6";
    }
    List<Json> axes = entry.get("axes").items();
    return axes.isEmpty() ? "0.1" : axes.getFirst().isText() ? "0.3" : "0.4";
  }
}
