package io.cellar.description;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Descriptions for tests: good ones, to be spoilt one field at a time. */
final class Descriptions {
  static final Path BASE = Path.of("/data/volumes").toAbsolutePath();
  static final Path FILE = Path.of("volume.json");

  private Descriptions() {}

  /** Fields of a good local description, each as JSON text. */
  static Map<String, String> local() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("_schema_name", "\"blockwise-fileset-description\"");
    fields.put("_schema_version", "1.1");
    fields.put("name", "\"local\"");
    fields.put("format", "\"hdf5\"");
    fields.put("axes", "\"zyx\"");
    fields.put("shape", "[70, 90, 100]");
    fields.put("dtype", "\"uint8\"");
    fields.put("block_shape", "[32, 32, 64]");
    fields.put("block_file_name_format", "\"block-{roiString}.h5/cube\"");
    fields.put("dataset_root_dir", "\"blocks\"");
    return fields;
  }

  /** Fields of a good remote description. */
  static Map<String, String> remote() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("_schema_name", "\"RESTful-volume-description\"");
    fields.put("_schema_version", "1.0");
    fields.put("name", "\"remote\"");
    fields.put("format", "\"hdf5\"");
    fields.put("axes", "\"zyx\"");
    fields.put("bounds", "[170, 90, 100]");
    fields.put("origin_offset", "[100, 0, 0]");
    fields.put("dtype", "\"uint8\"");
    fields.put(
        "url_format",
        "\"http://example.org/{x_start},{x_stop}/{y_start},{y_stop}/{z_start},{z_stop}/\"");
    fields.put("hdf5_dataset", "\"cube\"");
    return fields;
  }

  static Map<String, String> composite(Map<String, String> remote, Map<String, String> local) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("_schema_name", "\"RESTful-blockwise-fileset-description\"");
    fields.put("_schema_version", "1.0");
    fields.put("remote_description", json(remote));
    fields.put("local_description", json(local));
    return fields;
  }

  static Map<String, String> composite() {
    return composite(remote(), local());
  }

  /** The fields with one changed; null takes it away. */
  static Map<String, String> with(Map<String, String> fields, String key, String value) {
    Map<String, String> changed = new LinkedHashMap<>(fields);
    if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, value);
    }
    return changed;
  }

  static String json(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> "  \"" + e.getKey() + "\": " + e.getValue())
        .collect(Collectors.joining(",\n", "{\n", "\n}"));
  }

  static DescriptionFile read(Map<String, String> fields) throws DescriptionException {
    return read(json(fields));
  }

  static DescriptionFile read(String text) throws DescriptionException {
    return new DescriptionReader().parse(text, FILE, BASE);
  }

  static List<Problem> problems(Map<String, String> fields) {
    return problems(json(fields));
  }

  static List<Problem> problems(String text) {
    return assertThrows(DescriptionException.class, () -> read(text), text).problems();
  }

  /** The only problem there is. */
  static Problem problem(Map<String, String> fields) {
    List<Problem> problems = problems(fields);
    if (problems.size() != 1) {
      throw new AssertionError("expected one problem, found " + problems);
    }
    return problems.getFirst();
  }
}
