package io.cellar.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the list {@code levels}. */
final class LevelsParser {
  /** A volume of 2^40 voxels along each axis has no more; bounds the files that are read. */
  static final int MOST = 40;

  private final Fields fields;
  private final LevelParser levels;

  LevelsParser(Fields fields, LevelParser levels) {
    this.fields = fields;
    this.levels = levels;
  }

  /** The levels as far as they could be read, those with problems too. */
  List<LevelParser.Parsed> parse() {
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
    List<LevelParser.Parsed> parsed = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      Fields list =
          fields.below("/levels", new Json.Obj(array.offset(), members(array), List.of()));
      list.child(String.valueOf(n)).map(levels::parse).ifPresent(parsed::add);
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
}
