package io.cellar.description;

import io.cellar.volume.Axes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the list {@code levels}: descriptions, in place or by file name, and their scales. */
final class LevelsParser {
  /** A volume of 2^40 voxels along each axis has no more; bounds the files that are read. */
  static final int MOST = 40;

  /** How an address begins, slashes forgotten or not; two letters at least: one is a drive. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\s*(?:[A-Za-z][A-Za-z0-9+.-]+:/|(?:https?|s3|gs|ftp|data):)", Pattern.CASE_INSENSITIVE);

  private final SchemaCheck schemas;
  private final Path file;
  private final Path base;
  private final LevelFiles files;

  LevelsParser(SchemaCheck schemas, Path file, Path base, LevelFiles files) {
    this.schemas = schemas;
    this.file = file;
    this.base = base;
    this.files = files;
  }

  /**
   * What was read of a level.
   *
   * @param fields the element
   * @param volume empty when it has problems
   * @param downsampling empty when it has problems
   * @param file the level's own file, if it has one
   */
  record Level(
      Fields fields,
      Optional<VolumeParser.Parsed> volume,
      Optional<long[]> downsampling,
      Optional<Path> file) {

    /** The element as it is written back: a file stays a file. */
    Map<String, Object> normalForm() {
      Map<String, Object> out = new LinkedHashMap<>();
      Object inPlace = volume.map(VolumeParser.Parsed::normalForm).orElse(null);
      out.put("description", file.isPresent() ? fields.text("description").orElse("") : inPlace);
      out.put("downsampling", downsampling.map(Fields::listOf).orElse(null));
      return out;
    }
  }

  /** The levels as far as they could be read, those with problems too. */
  List<Level> parse(Fields fields) {
    fields.require("levels", "a list of levels, the finest first");
    Json json = fields.get("levels").orElse(null);
    if (json == null) {
      return List.of();
    }
    if (!(json instanceof Json.Arr array)) {
      fields.problem("levels", "expected a list of levels, found " + json.kind());
      return List.of();
    }
    int count = array.elements().size();
    if (count == 0 || count > MOST) {
      fields.problem("levels", "has " + count + " levels: expected 1 to " + MOST);
      return List.of();
    }
    List<Level> parsed = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      Fields list =
          fields.below("/levels", new Json.Obj(array.offset(), members(array), List.of()));
      list.child(String.valueOf(n)).map(this::level).ifPresent(parsed::add);
    }
    return parsed;
  }

  /** The elements by their numbers, as JSON pointers name them. */
  private static Map<String, Json> members(Json.Arr array) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (int n = 0; n < array.elements().size(); n++) {
      members.put(String.valueOf(n), array.elements().get(n));
    }
    return members;
  }

  private Level level(Fields fields) {
    fields.require("description", "a description in place, or the name of its file");
    Optional<Path> own = fields.get("description").flatMap(json -> file(fields, json));
    Optional<VolumeParser.Parsed> volume =
        own.isPresent() ? files.read(own.get()) : inPlace(fields);
    Optional<Axes> axes = volume.map(v -> v.volume().axes());
    Optional<long[]> downsampling =
        Shapes.required(
            fields, "downsampling", axes, 1, "how many voxels of level 0 one is wide, per axis");
    return new Level(fields, volume, downsampling, own);
  }

  private Optional<VolumeParser.Parsed> inPlace(Fields fields) {
    if (!(fields.get("description").orElse(null) instanceof Json.Obj object)) {
      return Optional.empty();
    }
    Fields inner = fields.below("/description", object);
    return schemas
        .kindOf(inner)
        .flatMap(schema -> new VolumeParser(schemas, file, base).parseLevel(inner, schema));
  }

  private Optional<Path> file(Fields fields, Json json) {
    switch (json) {
      case Json.Obj object -> {
        return Optional.empty();
      }
      case Json.Text text when !files.allowed() && !ADDRESS.matcher(text.value()).lookingAt() ->
          fields.problem(
              "description",
              "must be an object written here in place: the file "
                  + Quoting.quote(text.value())
                  + " cannot be found beside a description that came by address");
      case Json.Text text -> {
        return named(fields, text.value());
      }
      default ->
          fields.problem(
              "description",
              "expected a description in place, or the name of its file, found " + json.kind());
    }
    return Optional.empty();
  }

  private Optional<Path> named(Fields fields, String name) {
    if (name.isBlank() || ADDRESS.matcher(name).lookingAt()) {
      fields.problem(
          "description",
          Quoting.quote(name)
              + (name.isBlank() ? " names no file" : " is an address")
              + ": expected a description in place, or the name of a file on this computer; save it"
              + " beside this one");
      return Optional.empty();
    }
    try {
      return Optional.of(CacheRoot.resolve(name, base));
    } catch (IllegalArgumentException e) {
      fields.problem("description", e.getMessage());
      return Optional.empty();
    }
  }
}
