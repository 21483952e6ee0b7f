package io.cellar.sample;

import io.cellar.input.AtomicFile;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.DType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * The description file of a volume that a {@link BlockServer} serves, kind {@code
 * RESTful-blockwise-fileset-description}, so that any program that reads such files can open it.
 *
 * @param name what to call the volume
 * @param identity changes when the voxels or the blocks do, so that no cache mixes two volumes
 * @param blockShape voxels of a block, in axes order
 * @param url template with {@code {a_start}} and {@code {a_stop}}
 * @param dataset path of the dataset in the served files
 * @param voxelNanometres width of a voxel along the axes of space; 0 if not known
 */
public record SampleDescription(
    String name,
    String identity,
    Axes axes,
    long[] shape,
    DType dtype,
    long[] blockShape,
    String url,
    String dataset,
    double voxelNanometres) {

  public SampleDescription {
    shape = shape.clone();
    blockShape = blockShape.clone();
  }

  /**
   * Describes a served volume.
   *
   * @param blockShape voxels of a block, in axes order; clipped to the shape
   * @throws IllegalArgumentException if the block shape does not fit the axes
   */
  public static SampleDescription of(BlockServer server, String volume, long[] blockShape) {
    ServedVolume served = server.volume(volume);
    long[] shape = served.shape();
    if (blockShape.length != shape.length || Arrays.stream(blockShape).anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "block shape "
              + Arrays.toString(blockShape)
              + " does not fit: expected "
              + shape.length
              + " positive numbers for the axes "
              + served.axes());
    }
    long[] clipped = new long[shape.length];
    Arrays.setAll(clipped, d -> Math.min(blockShape[d], shape[d]));
    return new SampleDescription(
        volume.substring(volume.lastIndexOf('/') + 1),
        volume + " " + served.identity(),
        served.axes(),
        shape,
        served.dtype(),
        clipped,
        server.urlTemplate(volume),
        server.dataset(),
        served.voxelNanometres());
  }

  /** 64 voxels along each axis of space (512 where there are only two), 1 along t and c. */
  public static long[] usualBlock(Axes axes) {
    long space = axes.order().stream().filter(Axis::isSpace).count();
    return axes.order().stream()
        .mapToLong(axis -> !axis.isSpace() ? 1 : space > 2 ? 64 : 512)
        .toArray();
  }

  /**
   * Writes the file into a folder of its own below the given one, where its blocks will lie too;
   * the same volume comes to the same folder again, whatever the server's port is. The file is
   * replaced whole.
   *
   * @return the file
   */
  public Path write(Path caches) throws IOException {
    return write(caches, name, digest(), text());
  }

  static Path write(Path caches, String name, String digest, String text) throws IOException {
    String plain = name.replaceAll("[^A-Za-z0-9_-]+", "_");
    Path folder = caches.toAbsolutePath().resolve(plain + "-" + digest);
    Files.createDirectories(folder);
    Path file = folder.resolve(plain + ".json");
    AtomicFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  String digest() {
    CRC32C crc = new CRC32C();
    String all = identity + Arrays.toString(shape) + Arrays.toString(blockShape) + axes + dtype;
    crc.update(all.getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", crc.getValue());
  }

  public String text() {
    return text("blocks");
  }

  /** The JSON text of a volume that is kept in a folder of that name. */
  String text(String root) {
    return """
    {
      "_schema_name": "RESTful-blockwise-fileset-description",
      "_schema_version": 1.0,
    %s
      "remote_description": {
        "_schema_name": "RESTful-volume-description",
        "_schema_version": 1.0,
        "name": %s,
        "format": "hdf5",
        "axes": "%s",
        "dtype": "%s",
        "bounds": %s,
        "url_format": %s,
        "hdf5_dataset": %s
      },
      "local_description": {
        "_schema_name": "blockwise-fileset-description",
        "_schema_version": 1.1,
        "name": %s,
        "format": "hdf5",
        "axes": "%s",
        "shape": %s,
        "dtype": "%s",
        "block_shape": %s,
        "block_file_name_format": %s,
        "dataset_root_dir": %s
      }
    }
    """
        .formatted(
            voxelKeys(),
            quoted(name),
            axes,
            dtype.numpyName(),
            Arrays.toString(shape),
            quoted(url),
            quoted(dataset),
            quoted(name),
            axes,
            Arrays.toString(shape),
            dtype.numpyName(),
            Arrays.toString(blockShape),
            quoted("block-{roiString}.h5" + dataset),
            quoted(root));
  }

  private String voxelKeys() {
    if (!(voxelNanometres > 0)) {
      return "";
    }
    List<String> sizes =
        axes.order().stream().map(axis -> axis.isSpace() ? "" + voxelNanometres : "1").toList();
    return "  \"voxel_size\": %s,\n  \"voxel_unit\": \"nm\",".formatted(sizes);
  }

  static String quoted(String text) {
    return text.chars()
        .mapToObj(
            c ->
                c == '"' || c == '\\'
                    ? "\\" + (char) c
                    : c < ' ' || c > '~' ? String.format("\\u%04x", c) : "" + (char) c)
        .collect(Collectors.joining("", "\"", "\""));
  }
}
