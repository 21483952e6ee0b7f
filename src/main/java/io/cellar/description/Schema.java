package io.cellar.description;

import java.util.List;

/**
 * The kinds of JSON object that descriptions are made of, with the keys of each in the order in
 * which the originals write them. Everything else in an object is a comment.
 */
@SuppressWarnings("ImmutableEnumChecker") // the list is made by List.of
enum Schema {
  /** Several resolutions of one volume, each a {@link #COMPOSITE} or a {@link #LOCAL}. */
  LEVELS("multiscale-volume-description", 1.0, "name", "levels"),
  /** Where an image in a format of chunks is. */
  IMAGE(
      "chunked-volume-description",
      1.0,
      "name",
      "url",
      "format",
      "path",
      "dimension_separator",
      "dataset_root_dir",
      "levels"),
  /** A remote volume and its cache on disk. */
  COMPOSITE(
      "RESTful-blockwise-fileset-description", 1.0, "remote_description", "local_description"),
  /** What a server has. */
  REMOTE(
      "RESTful-volume-description",
      1.0,
      "name",
      "format",
      "axes",
      "dtype",
      "bounds",
      "origin_offset",
      "shape",
      "url_format",
      "hdf5_dataset"),
  /** A fileset on disk. */
  LOCAL(
      "blockwise-fileset-description",
      1.1,
      "name",
      "format",
      "axes",
      "shape",
      "dtype",
      "drange",
      "chunks",
      "compression",
      "compression_opts",
      "block_shape",
      "view_origin",
      "view_shape",
      "block_file_name_format",
      "dataset_root_dir",
      "hash_id",
      "sub_block_shape");

  static final String NAME_KEY = "_schema_name";
  static final String VERSION_KEY = "_schema_version";
  static final String VOXEL_SIZE = "voxel_size";
  static final String VOXEL_UNIT = "voxel_unit";

  private final String schemaName;
  private final double version;
  private final List<String> fields;

  Schema(String schemaName, double version, String... fields) {
    this.schemaName = schemaName;
    this.version = version;
    this.fields = List.of(fields);
  }

  /** The {@code _schema_name}. */
  String schemaName() {
    return schemaName;
  }

  /** The newest {@code _schema_version} that is understood. */
  double version() {
    return version;
  }

  /** Keys that the originals always write, in their order, without the two schema keys. */
  List<String> fields() {
    return fields;
  }

  /** True for the keys that mean something, Cellar's own two included. */
  boolean knows(String key) {
    return key.equals(NAME_KEY)
        || key.equals(VERSION_KEY)
        || key.equals(VOXEL_SIZE)
        || key.equals(VOXEL_UNIT)
        || fields.contains(key);
  }
}
