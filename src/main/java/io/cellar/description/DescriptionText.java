package io.cellar.description;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.VolumeDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes descriptions of volumes that were not read from one. */
public final class DescriptionText {
  private DescriptionText() {}

  /**
   * A {@code blockwise-fileset-description}: what ilastik opens.
   *
   * @param root folder of the blocks, from the description's own
   */
  public static String fileset(VolumeDescription volume, String root) {
    ArrayGeometry array = volume.geometry();
    CacheLayout cache = volume.cache();
    Map<String, Object> object = named(Schema.LOCAL);
    object.put("name", volume.name());
    object.put("format", "hdf5");
    object.put("axes", array.axes().toString());
    object.put("shape", Fields.listOf(array.shape()));
    object.put("dtype", array.dtype().numpyName());
    object.put("drange", null);
    object.put("chunks", null);
    object.put("compression", null);
    object.put("compression_opts", null);
    object.put("block_shape", Fields.listOf(array.blockShape()));
    object.put("view_origin", Fields.listOf(array.viewOrigin()));
    object.put("view_shape", Fields.listOf(array.viewShape()));
    object.put("block_file_name_format", cache.fileName() + cache.dataset());
    object.put("dataset_root_dir", root);
    object.put("hash_id", null);
    object.put("sub_block_shape", null);
    if (!volume.voxelSize().isEmpty()) {
      object.put(Schema.VOXEL_SIZE, volume.voxelSize());
      object.put(Schema.VOXEL_UNIT, volume.voxelUnit());
    }
    return PythonText.json(object);
  }

  /** A {@code chunked-volume-description}, with the levels for whoever reads it. */
  public static String image(ImageReference image, MultiLevelVolume volume) {
    Map<String, Object> object = named(Schema.IMAGE);
    object.put("name", volume.name());
    object.put("url", image.url());
    image.format().ifPresent(format -> object.put("format", format));
    if (!image.path().isEmpty()) {
      object.put("path", image.path());
    }
    image.dimensionSeparator().ifPresent(s -> object.put("dimension_separator", s));
    List<Object> levels = new ArrayList<>();
    for (Level level : volume.levels()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("description", "s" + level.number() + ".json");
      each.put("downsampling", level.toFinest().stream().map(map -> map.scale()).toList());
      each.put("offset", level.toFinest().stream().map(map -> map.offset()).toList());
      levels.add(each);
    }
    object.put("levels", levels);
    return PythonText.json(object);
  }

  private static Map<String, Object> named(Schema schema) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(Schema.NAME_KEY, schema.schemaName());
    object.put(Schema.VERSION_KEY, schema.version());
    return object;
  }
}
