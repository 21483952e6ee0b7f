package io.cellar.source.zarr;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The metadata files of a hierarchy. Each is asked for once; one that is not there by itself may be
 * in the consolidated metadata of the root.
 */
final class ZarrFiles {
  private final Metadata metadata;

  /** By key, with the file's name at its end. */
  private final Map<String, Json> consolidated = new LinkedHashMap<>();

  /** The version that is meant, if only one is. */
  private final OptionalInt version;

  ZarrFiles(Metadata metadata) {
    this(metadata, OptionalInt.empty());
  }

  /**
   * @param version 2 or 3: the files of the other one are as if they were not there
   */
  ZarrFiles(Metadata metadata, OptionalInt version) {
    this.metadata = metadata;
    this.version = version;
  }

  KeyStore store() {
    return metadata.keys();
  }

  /**
   * A file of the node at a path.
   *
   * @return empty when there is none, or something else answers in its place
   * @throws FormatException if it is one, but damaged
   */
  Optional<Json> file(String path, String name)
      throws FormatException, SourceException, InterruptedException {
    if (version.isPresent() && version.getAsInt() != (name.equals("zarr.json") ? 3 : 2)) {
      return Optional.empty();
    }
    String key = join(path, name);
    Optional<byte[]> bytes = metadata.read(key);
    if (bytes.isPresent() && isObject(bytes.get())) {
      return Optional.of(Json.parse(store().address(key), bytes.get()));
    }
    return Optional.ofNullable(consolidated.get(key));
  }

  /** Has files asked for at the same time that will be read one after the other. */
  void ahead(List<String> keys) {
    metadata.ahead(keys.stream().filter(key -> !consolidated.containsKey(key)).toList());
  }

  /** Servers of single-page programs answer every key with the same page. */
  private static boolean isObject(byte[] bytes) {
    String start =
        new String(Arrays.copyOf(bytes, Math.min(bytes.length, 256)), StandardCharsets.UTF_8);
    return start.replace("\uFEFF", "").stripLeading().startsWith("{");
  }

  /** Takes the consolidated metadata of a Zarr v2 hierarchy in: {@code .zmetadata} of the root. */
  void consolidateV2() throws FormatException, SourceException, InterruptedException {
    file("", ".zmetadata")
        .ifPresent(json -> json.get("metadata").members().forEach(this::consolidate));
  }

  /** Takes what the {@code zarr.json} of a group tells of its members in. */
  void consolidateV3(String path, Json group) {
    group
        .get("consolidated_metadata")
        .get("metadata")
        .members()
        .forEach((member, json) -> consolidate(join(join(path, member), "zarr.json"), json));
  }

  private void consolidate(String key, Json json) {
    if (json.isObject()) {
      consolidated.putIfAbsent(key, json);
    }
  }

  /** What consolidated metadata tells, by key. */
  Map<String, Json> consolidated() {
    return consolidated;
  }

  /** What came of asking for a file, in few words. */
  String answer(String path, String name) {
    String key = join(path, name);
    return metadata.looks().stream()
        .filter(look -> look.key().equals(key))
        .map(KeyStore.Look::answer)
        .findFirst()
        .orElse("not asked for");
  }

  /** A path below another one. */
  static String join(String path, String below) {
    return path.isEmpty() ? below : path + "/" + below;
  }

  /** A relative path that metadata names, which must not lead out of its place. */
  static String relative(Json json) throws FormatException {
    String path = json.text();
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    for (String part : plain.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
        throw json.refuse("is " + json.shown(), "a path to below");
      }
    }
    return plain;
  }

  /** What to call a node: the last part of its address. */
  String name(String path) {
    String address = store().address(path);
    String plain = address.replaceFirst("[/\\\\]+$", "");
    String last = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
    return last.isBlank() ? "volume" : last;
  }
}
